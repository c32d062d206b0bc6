"""The collection `profiles`, one sealed profile a record. The key that opens it is the record's in `enforcement`.

Which sections hold something is as telling as what they hold: a profile is sealed whole. The row of an erased
record stays, empty, so that no write that was under way brings anything back.
"""

from typing import Any, NamedTuple

from pymongo import IndexModel
from pymongo.errors import DuplicateKeyError

from chassis import mongo, outbox
from chassis.connection import Database, Session
from chassis.events import Event
from enforcement.store import keys
from enforcement.store.keys import Wrapped

COLLECTION = "profiles"
SPECS: dict[str, list[IndexModel]] = {COLLECTION: [outbox.INDEX]}


class Erased(Exception):
    """The record was erased: nothing is written about it any more."""


class Kept(NamedTuple):
    """A profile as it lies here: its number, and itself."""

    number: int
    sealed: bytes


def find(db: Database, record: str) -> Kept | None:
    """The profile of a record; None when nothing was ever written in it. Raises Erased."""
    row = db[COLLECTION].find_one({"_id": record}, {"pending": 0})
    if row is None:
        return None
    if "sealed" not in row:
        raise Erased
    return Kept(row["number"], row["sealed"])


def begin(db: Database, record: str, kept: Kept, key: Wrapped, event: Event) -> bool:
    """Write the first state of a profile, its key and the event that tells of it; False if another came first."""

    def work(session: Session) -> None:
        row: dict[str, Any] = {"_id": record, "number": kept.number, "sealed": kept.sealed}
        db[COLLECTION].insert_one({**row, "pending": outbox.pending(event)}, session=session)
        keys.insert(session, db, record, key)

    try:
        mongo.transaction(db, work)
    except DuplicateKeyError:
        return False
    return True


def replace(db: Database, record: str, before: int, after: int, sealed: bytes, event: Event) -> bool:
    """Write another state over number `before`, with its event; False if another came first."""
    update = {"$set": {"number": after, "sealed": sealed}, "$push": {"pending": {"$each": outbox.pending(event)}}}
    return db[COLLECTION].update_one({"_id": record, "number": before}, update).matched_count == 1


def erase(session: Session, db: Database, record: str) -> None:
    """Leave nothing but a row that stops late writers."""
    gone = {"$set": {"erased": True}, "$unset": {"number": "", "sealed": ""}}
    db[COLLECTION].update_one({"_id": record}, gone, upsert=True, session=session)
