"""What professionals attached to messages: by whom and with which digest, never the bytes."""

from collections.abc import Mapping
from typing import Any

from pymongo import ASCENDING, IndexModel

from chassis.connection import Database, Session

COLLECTION = "attachments"
SPECS = {COLLECTION: [IndexModel([("record", ASCENDING)], name="record")]}


def tell(session: Session, db: Database, told: Mapping[str, Any]) -> None:
    """Know the attachments of a message; told again, nothing changes: they never do."""
    for each in told["attachments"]:
        row = {"record": told["record"], "professional": told["professional"], "sha256": each["sha256"]}
        db[COLLECTION].update_one({"_id": each["attachment"]}, {"$setOnInsert": row}, upsert=True, session=session)


def sender(db: Database, record: str, attachment: str, sha256: str) -> str | None:
    """The professional who attached this file, bytes and all, in this record; None when nobody did."""
    row = db[COLLECTION].find_one({"_id": attachment, "record": record, "sha256": sha256})
    return None if row is None else str(row["professional"])


def erase(session: Session, db: Database, record: str) -> None:
    """Forget what was attached in a record."""
    db[COLLECTION].delete_many({"record": record}, session=session)
