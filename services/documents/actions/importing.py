"""Put what someone took away back, into the vault of another installation or after an accident; nothing is lost.

Everything is compared with the manifest, and the manifest with its signature, before anything is written. A document
that is there already, by its id, is left as it is: the same archive may be imported any number of times, and an import
that was cut off is simply run again.
What other services had told is kept as a former space, for the person to read.
"""

import hashlib
import json
import re
import zipfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from enforcement.keyring import Keyring
from services.documents.actions import remembering
from services.documents.actions.completing import DOCUMENTS_FILE, OWN_FILES
from services.documents.domain import former as telling
from services.documents.domain.former import ACCESS_FILE, Former
from services.documents.domain.identifiers import former_space_id
from services.documents.files import Files, object_name
from services.documents.store import Database, documents, exports, switches
from services.documents.takeaway import archive as reading
from services.documents.takeaway import manifest, proof
from services.documents.takeaway.manifest import ManifestBroken

_CARRIED = re.compile(re.escape(remembering.FOLDER) + r"(fsp_[0-9A-Za-z]{22})/([a-z-]{1,60}\.json)")


class Imported(NamedTuple):
    """How many documents came in, were there already, and had no file in the archive; and former spaces kept."""

    restored: int
    already: int
    without_file: int
    former: int


class Vault(NamedTuple):
    """Where an archive is put."""

    db: Database
    files: Files
    keyring: Keyring


class Trust(NamedTuple):
    """The keys (JWK) whose signature counts, and whether an archive without any is taken on the operator's word."""

    keys: Sequence[Mapping[str, Any]]
    unsigned: bool = False


def import_export(
    vault: Vault, source: Path, record: str, trust: Trust, at: datetime, told: Callable[[int, int], None]
) -> Imported:  # fmt: skip
    """Import an archive into `record`; `told(done, of)` hears the progress.

    Raises ManifestBroken, OSError when there is no such file, or StorageUnavailable.
    """
    with reading.opened(source) as archive:
        listed = manifest.read(reading.text(archive, manifest.NAME))
        _check_origin(archive, trust)
        reading.verify(archive, listed)
        kept = json.loads(reading.text(archive, DOCUMENTS_FILE))
        spaces = list(_former_spaces(archive, listed, record, at))
        counts = {"restored": 0, "already": 0, "without_file": 0}
        for done, each in enumerate(kept["documents"], start=1):
            counts[_restore(vault, archive, each, record)] += 1
            told(done, len(kept["documents"]))
        _restore_switch(vault.db, record, kept.get("everything"))
        remembered = sum(remembering.keep(*vault, space, texts) for space, texts in spaces)
    return Imported(**counts, former=remembered)


def _check_origin(archive: zipfile.ZipFile, trust: Trust) -> None:
    if proof.NAME in archive.namelist():
        proof.check(reading.text(archive, proof.NAME), reading.text(archive, manifest.NAME), trust.keys)
    elif not trust.unsigned:
        raise ManifestBroken(f"{proof.NAME} is missing: nothing says who made this archive")


def _restore(vault: Vault, archive: zipfile.ZipFile, taken: dict[str, Any], record: str) -> str:
    if taken["file"] is None:
        return "without_file"
    document = documents.from_taken(json.dumps(taken["row"] | {"record": record}))
    if documents.existing(vault.db, [document.id]):
        return "already"
    content = archive.read(taken["file"])
    if hashlib.sha256(content).hexdigest() != document.sha256:
        raise ManifestBroken(f"{taken['file']} is not the document it stands for")
    name = object_name(document)
    vault.files.put(name, vault.keyring.sealer_to_write(record).seal(content, name.encode()))
    return "restored" if exports.restore_row(vault.db, taken["row"], record) else "already"


def _restore_switch(db: Database, record: str, told: dict[str, Any] | None) -> None:
    if told is not None:
        switches.restore(db, record, told["all_hidden"] is True, datetime.fromisoformat(told["changed_at"]))


def _former_spaces(
    archive: zipfile.ZipFile, listed: Iterable[str], record: str, at: datetime
) -> Iterator[tuple[Former, dict[str, bytes]]]:
    """The space the archive comes from, and those it had come from before, each with its texts."""
    head = reading.text(archive, manifest.NAME)
    texts = {Path(name).name: reading.text(archive, name) for name in sorted(OWN_FILES.values()) if name in listed}
    left_at = datetime.fromisoformat(json.loads(head)["created_at"])
    yield _checked(Former(former_space_id(head), record, left_at, at, tuple(sorted(texts))), texts)
    carried: dict[str, dict[str, bytes]] = defaultdict(dict)
    for name in listed:
        if found := _CARRIED.fullmatch(name):
            carried[found[1]][found[2]] = reading.text(archive, name)
    for former_id, its_texts in carried.items():
        try:
            yield _checked(remembering.origin_of(former_id, record, its_texts), its_texts)
        except (KeyError, ValueError, TypeError) as fault:
            raise ManifestBroken(f"{former_id}: {type(fault).__name__}") from None


def _checked(space: Former, texts: dict[str, bytes]) -> tuple[Former, dict[str, bytes]]:
    try:
        access = json.loads(texts.get(ACCESS_FILE, b"{}"))
        telling.relations(access)
        telling.history(access)
    except (ValueError, AttributeError) as fault:
        raise ManifestBroken(f"{ACCESS_FILE} cannot be read: {type(fault).__name__}") from None
    return space, texts
