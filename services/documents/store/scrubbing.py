"""How far the scrubber is, and what it found: collections `scrubbing` and `damaged`."""

from datetime import datetime
from typing import Any, NamedTuple

from pymongo import ASCENDING, IndexModel

from chassis.connection import Database
from services.documents.domain.document import Document
from services.documents.store import documents

PLACE, DAMAGED = "scrubbing", "damaged"
SPECS: dict[str, list[IndexModel]] = {PLACE: [], DAMAGED: []}
_ROUND = "round"


class Round(NamedTuple):
    """A walk over all documents: `after` is the last one read, `ended_at` None while it goes on."""

    began_at: datetime
    after: str
    checked: int
    ended_at: datetime | None


class Damage(NamedTuple):
    """A document whose file is not what was deposited: `fault` is ObjectMissing, SealBroken, KeyDestroyed or Digest."""

    document: str
    record: str
    fault: str
    found_at: datetime


def last_round(db: Database) -> Round | None:
    """The round under way, or the last one."""
    row = db[PLACE].find_one({"_id": _ROUND})
    return None if row is None else Round(row["began_at"], row["after"], row["checked"], row["ended_at"])


def keep_round(db: Database, place: Round) -> None:
    """Note how far it is."""
    db[PLACE].replace_one({"_id": _ROUND}, place._asdict(), upsert=True)


def next_documents(db: Database, after: str, limit: int) -> list[Document]:
    """Documents of all records, in the order of their ids."""
    rows = db[documents.COLLECTION].find({"_id": {"$gt": after}}, documents.SEEN).sort("_id", ASCENDING).limit(limit)
    return [documents.kept(row).document for row in rows]


def note_damage(db: Database, damage: Damage) -> bool:
    """Remember a damaged document; whether it is news."""
    row: dict[str, Any] = {"record": damage.record, "fault": damage.fault, "found_at": damage.found_at}
    return db[DAMAGED].update_one({"_id": damage.document}, {"$setOnInsert": row}, upsert=True).upserted_id is not None


def forget_damage(db: Database, ids: list[str]) -> None:
    """These are whole again, or no longer there."""
    db[DAMAGED].delete_many({"_id": {"$in": ids}})


def damages(db: Database) -> list[Damage]:
    """What is known to be damaged, the longest known first."""
    rows = db[DAMAGED].find().sort("found_at", ASCENDING)
    return [Damage(row["_id"], row["record"], row["fault"], row["found_at"]) for row in rows]
