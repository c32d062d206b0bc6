"""Put what someone took away back, into the vault of another installation or after an accident; nothing is lost.

Everything is compared with the manifest before anything is written. A document that is there already, by its id, is
left as it is: the same archive may be imported any number of times, and an import that was cut off is simply run again.
"""

import hashlib
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from services.documents.actions.completing import DOCUMENTS_FILE
from services.documents.actions.deposit import object_name
from services.documents.files import Files
from services.documents.keyring import Keyring
from services.documents.store import Database, documents, exports
from services.documents.takeaway import manifest
from services.documents.takeaway.manifest import ManifestBroken

_LARGEST_TEXT = 512 * 2**20
_LARGEST_DOCUMENT = 64 * 2**20
_READ_AT_ONCE = 2**20


class Imported(NamedTuple):
    """How many documents came in, were there already, and had no file in the archive."""

    restored: int
    already: int
    without_file: int


def import_export(
    db: Database, files: Files, keyring: Keyring, source: Path, record: str, told: Callable[[int, int], None]
) -> Imported:
    """Import the documents of an archive into `record`; `told(done, of)` hears the progress.

    Raises ManifestBroken, zipfile.BadZipFile, or StorageUnavailable.
    """
    with zipfile.ZipFile(source) as archive:
        listed = manifest.read(_text(archive, manifest.NAME))
        _verify(archive, listed)
        taken = json.loads(_text(archive, DOCUMENTS_FILE))["documents"]
        counts = {"restored": 0, "already": 0, "without_file": 0}
        for done, each in enumerate(taken, start=1):
            counts[_restore(db, files, keyring, archive, each, record)] += 1
            told(done, len(taken))
    return Imported(**counts)


def _restore(
    db: Database, files: Files, keyring: Keyring, archive: zipfile.ZipFile, taken: dict[str, Any], record: str
) -> str:
    if taken["file"] is None:
        return "without_file"
    document = documents.from_taken(json.dumps(taken["row"] | {"record": record}))
    if documents.existing(db, [document.id]):
        return "already"
    content = archive.read(taken["file"])
    if hashlib.sha256(content).hexdigest() != document.sha256:
        raise ManifestBroken(f"{taken['file']} is not the document it stands for")
    name = object_name(document)
    files.put(name, keyring.sealer_for_deposit(record).seal(content, name.encode()))
    return "restored" if exports.restore_row(db, taken["row"], record) else "already"


def _text(archive: zipfile.ZipFile, name: str) -> bytes:
    try:
        if archive.getinfo(name).file_size > _LARGEST_TEXT:
            raise ManifestBroken(f"{name} is too large")
        return archive.read(name)
    except KeyError:
        raise ManifestBroken(f"{name} is missing") from None


def _verify(archive: zipfile.ZipFile, listed: dict[str, tuple[int, str]]) -> None:
    """Every file is there once, none is there beside them, and each is what the manifest says."""
    present = [info.filename for info in archive.infolist()]
    if sorted(present) != sorted([*listed, manifest.NAME]):
        raise ManifestBroken("files are missing or were added")
    for name, (size, digest) in listed.items():
        limit = _LARGEST_DOCUMENT if name.startswith("documents/") else _LARGEST_TEXT
        if archive.getinfo(name).file_size != size or size > limit or _digest(archive, name) != digest:
            raise ManifestBroken(f"{name} was changed")


def _digest(archive: zipfile.ZipFile, name: str) -> str:
    digest = hashlib.sha256()
    with archive.open(name) as file:
        while piece := file.read(_READ_AT_ONCE):
            digest.update(piece)
    return digest.hexdigest()
