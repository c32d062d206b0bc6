"""Explanations a patient asked for, kept for a day under a reference that they may give to an agent of the 3422."""

import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from pymongo import ASCENDING, IndexModel

from chassis.connection import Database, Session

COLLECTION = "explanations"
KEPT_S = 86_400
SPECS = {
    COLLECTION: [
        IndexModel([("at", ASCENDING)], name="age", expireAfterSeconds=KEPT_S),
        IndexModel([("record", ASCENDING)], name="record"),
    ]
}

# To be read out over the telephone: no letter that sounds or looks like another, nor like a digit.
_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"
_LENGTH = 10


def keep(db: Database, told: Mapping[str, Any], at: datetime) -> str:
    """Keep an explanation; the reference under which it is found."""
    reference = "".join(secrets.choice(_LETTERS) for _ in range(_LENGTH))
    db[COLLECTION].insert_one({"_id": reference, **told, "at": at})
    return reference


def find(db: Database, reference: str) -> dict[str, Any] | None:
    """The explanation of a reference, None when there is none or its day is over."""
    return db[COLLECTION].find_one({"_id": reference})


def erase(session: Session, db: Database, record: str) -> None:
    """Forget what was explained of a record."""
    db[COLLECTION].delete_many({"record": record}, session=session)
