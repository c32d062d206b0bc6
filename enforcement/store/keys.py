"""Keys in the database: `record_keys`, one wrapped data key a record, and `master_keys`, which wrap them.

Without its row, what is sealed of a record is noise. A master key is itself sealed by the installation's `MASTER_KEY`;
version 0 stands for that one, which wraps the first records' keys directly.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, NamedTuple

from pymongo import ASCENDING, DESCENDING, IndexModel
from pymongo.errors import DuplicateKeyError

from chassis.connection import Database, Session

COLLECTION, MASTERS = "record_keys", "master_keys"
SPECS: dict[str, list[IndexModel]] = {
    COLLECTION: [IndexModel([("master", ASCENDING), ("_id", ASCENDING)], name="by_master")],
    MASTERS: [],
}
_WRAPPED = {"wrapped": 1, "master": 1}


class Wrapped(NamedTuple):
    """A data key as it lies in the database, and the version of the master key that opens it."""

    master: int
    key: bytes


class Master(NamedTuple):
    """A master key; `sealed` is None once it is retired."""

    version: int
    sealed: bytes | None
    since: datetime
    retired_at: datetime | None


def find(db: Database, record: str) -> Wrapped | None:
    """The wrapped data key of a record."""
    row = db[COLLECTION].find_one({"_id": record}, _WRAPPED)
    return None if row is None else _wrapped(row)


def insert(session: Session | None, db: Database, record: str, wrapped: Wrapped) -> None:
    """Keep a new wrapped key. Raises DuplicateKeyError when the record has one."""
    db[COLLECTION].insert_one({"_id": record, "wrapped": wrapped.key, "master": wrapped.master}, session=session)


def keep(db: Database, record: str, wrapped: Wrapped) -> Wrapped:
    """Keep a new wrapped key; if another process was faster, its key is the one. Returns the one that holds."""
    try:
        insert(None, db, record, wrapped)
    except DuplicateKeyError:
        held = find(db, record)
        if held is None:
            raise
        return held
    return wrapped


def wrap_anew(db: Database, record: str, before: Wrapped, after: Wrapped) -> bool:
    """Replace how a data key is wrapped, unless it changed or was destroyed meanwhile: nothing comes back."""
    change = {"$set": {"wrapped": after.key, "master": after.master}}
    return db[COLLECTION].update_one({"_id": record, "wrapped": before.key}, change).matched_count == 1


def wrapped_before(db: Database, version: int) -> Iterator[tuple[str, Wrapped]]:
    """Records whose key is wrapped by an earlier version, with it; never by a later one, of a rotation begun since."""
    for row in db[COLLECTION].find({"master": {"$not": {"$gte": version}}}, _WRAPPED).batch_size(500):
        yield row["_id"], _wrapped(row)


def destroy(session: Session | None, db: Database, record: str) -> None:
    """Erase the key, and with it all that is sealed of the record wherever a copy of it may lie."""
    db[COLLECTION].delete_one({"_id": record}, session=session)


def masters(db: Database) -> list[Master]:
    """Every master key there ever was but version 0, the newest first."""
    return [_master(row) for row in db[MASTERS].find().sort("_id", DESCENDING)]


def add_master(db: Database, version: int, sealed: bytes, since: datetime) -> bool:
    """Put a master key in force; False when another process has just made this version."""
    try:
        db[MASTERS].insert_one({"_id": version, "sealed": sealed, "since": since})
    except DuplicateKeyError:
        return False
    return True


def retire_masters(db: Database, before: int, at: datetime) -> list[int]:
    """Forget the master keys of earlier versions than `before`. Returns which."""
    living = {"_id": {"$lt": before}, "sealed": {"$exists": True}}
    versions = [row["_id"] for row in db[MASTERS].find(living, {"_id": 1})]
    db[MASTERS].update_many({"_id": {"$in": versions}}, {"$unset": {"sealed": ""}, "$set": {"retired_at": at}})
    return sorted(versions)


def _wrapped(row: dict[str, Any]) -> Wrapped:
    return Wrapped(row.get("master", 0), bytes(row["wrapped"]))


def _master(row: dict[str, Any]) -> Master:
    sealed = row.get("sealed")
    return Master(row["_id"], None if sealed is None else bytes(sealed), row["since"], row.get("retired_at"))
