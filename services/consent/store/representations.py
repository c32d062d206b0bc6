"""Who acts for which child, as identity told: rows that a newer version replaces, in whatever order they come."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from chassis.connection import Database, Session
from services.consent.store.projections import if_newer

COLLECTION = "representations"


def tell(session: Session, db: Database, told: Mapping[str, Any], ends: datetime | None) -> None:
    """Apply that an account acts for a child until then, or (None) that it does not any more, if newer."""
    key = _key(told["record"], told["representative"])
    row = {"record": told["record"], "until": ends}
    db[COLLECTION].bulk_write([if_newer(key, row, told["version"])], session=session)


def is_over(session: Session, db: Database, child: str, account: str) -> bool:
    """Tell whether it is known that an account does not act for the child any more."""
    row = db[COLLECTION].find_one({"_id": _key(child, account)}, {"until": 1}, session=session)
    return row is not None and row["until"] is None


def until(db: Database, child: str, account: str) -> datetime | None:
    """When the right of an account to act for a child ends; None without such a right."""
    row = db[COLLECTION].find_one({"_id": _key(child, account)}, {"until": 1})
    ends: datetime | None = row["until"] if row else None
    return ends


def _key(child: str, account: str) -> str:
    return f"{child}:{account}"
