"""What an archive tells beside documents: kept as a former space, read by the person, taken along again.

Each text is sealed under the record's key in an object of its own, put before the row that names it.
"""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from chassis.auth import Actor
from enforcement.keyring import Keyring
from services.documents import errors
from services.documents.actions.exporting import opened_object
from services.documents.domain import former as telling
from services.documents.domain.former import ACCESS_FILE, Act, Former, Relation
from services.documents.files import Files
from services.documents.parts import Parts
from services.documents.store import Database, former

FOLDER = "espaces-precedents/"
ORIGIN_FILE = "origine.json"


class Remembered(NamedTuple):
    """A former space with what its access file tells."""

    former: Former
    relations: list[Relation]
    history: list[Act]


def keep(db: Database, files: Files, keyring: Keyring, told: Former, texts: Mapping[str, bytes]) -> bool:
    """Keep a former space with its texts; False when it is there already. Raises StorageUnavailable."""
    if former.find(db, told.record, told.id) is not None:
        return False
    for name in told.files:
        place = _object(told, name)
        files.put(place, keyring.sealer_to_write(told.record).seal(texts[name], place.encode()))
    return former.keep(db, told)


def former_spaces(parts: Parts, actor: Actor, record: str) -> list[Remembered]:
    """The former spaces of a record. Raises the gate's problems and StorageUnavailable."""
    parts.gate.enter(actor, record)
    return [_remembered(parts, each) for each in former.of_record(parts.db, record)]


def former_space(parts: Parts, actor: Actor, record: str, former_id: str) -> Remembered:
    """One of them. Raises NotFound, the gate's problems and StorageUnavailable."""
    parts.gate.enter(actor, record)
    held = former.find(parts.db, record, former_id)
    if held is None:
        raise errors.NotFound
    return _remembered(parts, held)


def to_take(parts: Parts, record: str) -> dict[str, bytes]:
    """The texts of every former space by their names in an archive, so that nothing is lost on the next way."""
    taken: dict[str, bytes] = {}
    for each in former.of_record(parts.db, record):
        origin = {"left_at": each.left_at, "brought_at": each.brought_at}
        told = json.dumps({name: at.isoformat() for name, at in origin.items()}, indent=1).encode()
        taken[f"{FOLDER}{each.id}/{ORIGIN_FILE}"] = told
        taken |= {f"{FOLDER}{each.id}/{name}": _text(parts, each, name) for name in each.files}
    return taken


def origin_of(former_id: str, record: str, texts: Mapping[str, bytes]) -> Former:
    """A former space that an archive carried along. Raises KeyError or ValueError when it does not say whence."""
    told: dict[str, str] = json.loads(texts[ORIGIN_FILE])
    at = {name: datetime.fromisoformat(told[name]) for name in ("left_at", "brought_at")}
    names = tuple(sorted(set(texts) - {ORIGIN_FILE}))
    return Former(former_id, record, at["left_at"], at["brought_at"], names)


def _remembered(parts: Parts, held: Former) -> Remembered:
    access: dict[str, Any] = json.loads(_text(parts, held, ACCESS_FILE)) if ACCESS_FILE in held.files else {}
    return Remembered(held, telling.relations(access), telling.history(access))


def _text(parts: Parts, held: Former, name: str) -> bytes:
    return opened_object(parts, held.record, _object(held, name))


def _object(held: Former, name: str) -> str:
    return f"{held.record}/former/{held.id}/{name}"
