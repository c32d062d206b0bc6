"""The collection `waiting`: what the insurer brought for people who have not activated their space yet."""

from typing import Any, NamedTuple

from pymongo import ASCENDING, IndexModel

from chassis.connection import Database, Session
from services.documents.domain.document import Document
from services.documents.store.documents import Intention
from services.documents.store.rows import to_document, to_row

COLLECTION = "waiting"
SPECS = {
    COLLECTION: [
        IndexModel([("record", ASCENDING), ("key", ASCENDING)], name="once", unique=True),
        IndexModel([("row._id", ASCENDING)], name="document"),
    ]
}


class Waiting(NamedTuple):
    """A document checked, sealed and put, that nobody sees yet."""

    document: Document
    charset: str | None
    intention: Intention


def keep(db: Database, told: Waiting) -> None:
    """Keep one; the same key again changes nothing, and its object is an orphan."""
    row = {
        "row": to_row(told.document),
        "charset": told.charset,
        "fingerprint": told.intention.fingerprint,
    }
    wanted = {"record": told.document.record, "key": told.intention.key}
    db[COLLECTION].update_one(wanted, {"$setOnInsert": row}, upsert=True)


def has(db: Database, record: str, key: str) -> bool:
    """Whether something waits under this key."""
    return db[COLLECTION].find_one({"record": record, "key": key}, {"_id": 1}) is not None


def of_record(db: Database, record: str, session: Session | None = None) -> list[Waiting]:
    """What waits for the person of a record."""
    rows: list[dict[str, Any]] = list(db[COLLECTION].find({"record": record}, session=session))
    return [Waiting(to_document(row["row"]), row["charset"], Intention(row["key"], row["fingerprint"])) for row in rows]


def existing(db: Database, ids: list[str]) -> set[str]:
    """Which of these documents wait: their objects are no orphans."""
    found = db[COLLECTION].find({"row._id": {"$in": ids}}, {"row._id": 1})
    return {row["row"]["_id"] for row in found}


def forget(session: Session | None, db: Database, record: str, key: str) -> None:
    """It waits no longer."""
    db[COLLECTION].delete_one({"record": record, "key": key}, session=session)


def erase(session: Session | None, db: Database, record: str) -> None:
    """Nothing waits for this record."""
    db[COLLECTION].delete_many({"record": record}, session=session)
