"""The collections `profiles`, one sealed profile a record, and `record_keys`, the wrapped key that opens it.

Which sections hold something is as telling as what they hold: a profile is sealed whole. The row of an erased
record stays, empty, so that no write that was under way brings anything back.
"""

from typing import Any, NamedTuple

from pymongo import IndexModel
from pymongo.errors import DuplicateKeyError

from chassis import mongo, outbox
from chassis.events import Event
from services.profile.store.connection import Database, Session

COLLECTION, KEYS = "profiles", "record_keys"
SPECS: dict[str, list[IndexModel]] = {COLLECTION: [outbox.INDEX], KEYS: []}


class Erased(Exception):
    """The record was erased: nothing is written about it any more."""


class Kept(NamedTuple):
    """A profile as it lies here: its number, itself, and its wrapped key."""

    number: int
    sealed: bytes
    key: bytes


def find(db: Database, record: str) -> Kept | None:
    """The profile of a record; None when nothing was ever written in it. Raises Erased."""
    row = db[COLLECTION].find_one({"_id": record}, {"pending": 0})
    if row is None:
        return None
    key = db[KEYS].find_one({"_id": record})
    if "sealed" not in row or key is None:
        raise Erased
    return Kept(row["number"], row["sealed"], key["wrapped"])


def begin(db: Database, record: str, kept: Kept, event: Event) -> bool:
    """Write the first state of a profile, its key and the event that tells of it; False if another came first."""

    def work(session: Session) -> None:
        row: dict[str, Any] = {"_id": record, "number": kept.number, "sealed": kept.sealed}
        db[COLLECTION].insert_one({**row, "pending": outbox.pending(event)}, session=session)
        db[KEYS].insert_one({"_id": record, "wrapped": kept.key}, session=session)

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
    """Destroy the key, and with it every copy of the profile wherever it lies; leave a row that stops late writers."""
    db[KEYS].delete_one({"_id": record}, session=session)
    gone = {"$set": {"erased": True}, "$unset": {"number": "", "sealed": ""}}
    db[COLLECTION].update_one({"_id": record}, gone, upsert=True, session=session)
