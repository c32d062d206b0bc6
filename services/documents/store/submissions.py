"""The collection `submissions`: lots that software provided by FHIR, so that it can read back what it sent."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from pymongo import ASCENDING, IndexModel

from chassis.connection import Database, Session
from services.documents.domain.document import Document

COLLECTION = "submissions"
SPECS = {COLLECTION: [IndexModel([("record", ASCENDING)], name="record")]}


class Lot(NamedTuple):
    """What one depositor provided together."""

    id: str
    record: str
    depositor: str
    at: datetime
    documents: list[str]


def noting(
    db: Database, lot: str, depositor: str, taken: Mapping[int, Document], at: datetime
) -> Callable[[Session], None]:
    """What writes a lot inside a transaction; the same lot again changes nothing."""
    row = {
        "record": next(iter(taken.values())).record,
        "depositor": depositor,
        "at": at,
        "documents": [document.id for document in taken.values()],
    }

    def note(session: Session) -> None:
        db[COLLECTION].update_one({"_id": lot}, {"$setOnInsert": row}, upsert=True, session=session)

    return note


def find(db: Database, lot: str, depositor: str) -> Lot | None:
    """A lot, for whom provided it."""
    row: dict[str, Any] | None = db[COLLECTION].find_one({"_id": lot, "depositor": depositor})
    return None if row is None else Lot(row["_id"], row["record"], row["depositor"], row["at"], row["documents"])


def erase(session: Session | None, db: Database, record: str) -> None:
    """Forget the lots of a record."""
    db[COLLECTION].delete_many({"record": record}, session=session)
