"""The collection `switches`: what a patient decided for a whole record, with its event beside it."""

from datetime import datetime
from typing import Any

from pymongo import IndexModel
from pymongo.errors import DuplicateKeyError

from chassis import outbox
from chassis.connection import Database, Session
from chassis.events import Event

COLLECTION = "switches"
SPECS: dict[str, list[IndexModel]] = {COLLECTION: [outbox.INDEX]}


def key(record: str) -> str:
    """Id of the row: told from the record's own row, beside which it is read."""
    return f"{record}:switches"


def find(db: Database, record: str) -> dict[str, Any] | None:
    """`all_hidden`, `number` and `changed_at` of a record; None while nothing was ever decided."""
    return db[COLLECTION].find_one({"_id": key(record)}, {"pending": 0})


def turn(db: Database, record: str, all_hidden: bool, number: int, at: datetime, event: Event) -> bool:
    """Write the decision `number` (from 1) with its event; False if another came first."""
    told = {"record": record, "all_hidden": all_hidden, "number": number, "changed_at": at}
    if number == 1:
        try:
            db[COLLECTION].insert_one({"_id": key(record), **told, "pending": outbox.pending(event)})
        except DuplicateKeyError:
            return False
        return True
    present = {"_id": key(record), "number": number - 1}
    update = {"$set": told, "$push": {"pending": {"$each": outbox.pending(event)}}}
    return db[COLLECTION].update_one(present, update).matched_count == 1


def to_take(db: Database, record: str) -> dict[str, Any] | None:
    """What was decided, as an archive tells it; None while nothing ever was."""
    held = find(db, record)
    return None if held is None else {"all_hidden": held["all_hidden"], "changed_at": held["changed_at"]}


def restore(db: Database, record: str, all_hidden: bool, changed_at: datetime) -> None:
    """Put back what was decided elsewhere, unless something was decided here."""
    told = {"record": record, "all_hidden": all_hidden, "number": 1, "changed_at": changed_at}
    db[COLLECTION].update_one({"_id": key(record)}, {"$setOnInsert": told}, upsert=True)


def erase(session: Session, db: Database, record: str) -> None:
    """Forget what was decided for a record."""
    db[COLLECTION].delete_one({"_id": key(record)}, session=session)
