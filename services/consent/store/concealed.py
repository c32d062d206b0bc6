"""Documents that someone on the patient's side may not know of: their history is silent about them too.

One row a document that was ever kept from someone, written only by a newer word; rows stay, so that an
older event that comes late does not conceal again what was announced.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from pymongo import ASCENDING, IndexModel, UpdateOne

from chassis.connection import Database, Session

COLLECTION = "concealed"
INDEXES = [IndexModel([("record", ASCENDING)])]


_FIRST = {"epoch": 0, "number": 0}
"""Below any version: what a trace says, which has none, loses to what the document itself says."""


def tell_all(session: Session, db: Database, told: Iterable[tuple[Mapping[str, Any], bool]]) -> None:
    """Apply what events about documents say, each if newer; `True` with what announces a document.

    Most documents are kept from nobody and leave no row.
    """
    if changes := [_change(each, announced) for each, announced in told]:
        db[COLLECTION].bulk_write(changes, session=session)


def _change(told: Mapping[str, Any], announced: bool) -> UpdateOne:
    concealed = told["concealed"]
    until, representatives = concealed["patient_until"], concealed["representatives"]
    row = {
        "_id": told["document"],
        "record": told["record"],
        "patient_until": datetime.fromisoformat(until) if until is not None else None,
        "representatives": representatives,
        "version": dict(told.get("version", _FIRST)),
    }
    newer = {"$gt": [{"$literal": row["version"]}, "$version"]}
    update = [{"$replaceWith": {"$cond": [newer, {"$literal": row}, "$$ROOT"]}}]
    # A document that nothing is known of is kept from nobody: what conceals makes the first row, or what ends it.
    first = until is not None or representatives or announced
    return UpdateOne({"_id": told["document"]}, update, upsert=first)


def unseen(db: Database, record: str, at: datetime, by_representative: bool) -> list[str]:
    """Documents of a record that its patient, or a representative, may not know of at the moment."""
    rules: list[dict[str, Any]] = [{"patient_until": {"$gt": at}}]
    if by_representative:
        rules.append({"representatives": True})
    return [row["_id"] for row in db[COLLECTION].find({"record": record, "$or": rules}, {"_id": 1})]


def erase(session: Session, db: Database, record: str) -> None:
    """Forget what was concealed in a record."""
    db[COLLECTION].delete_many({"record": record}, session=session)
