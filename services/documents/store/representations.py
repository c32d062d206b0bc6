"""Who acts for which child, as identity told: rows that a newer version replaces, in whatever order they come."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from services.documents.store.connection import Database, Session

COLLECTION = "representations"
SPECS: dict[str, list[Any]] = {COLLECTION: []}


def key(child: str, account: str) -> str:
    """Id of the row of one account and one child."""
    return f"{child}:{account}"


def tell(session: Session, db: Database, told: Mapping[str, Any], until: datetime | None) -> None:
    """Apply that an account acts for a child until then, or (None) that it does not any more, if newer."""
    version = {"epoch": told["version"]["epoch"], "number": told["version"]["number"]}
    newer = {"$gt": [[version["epoch"], version["number"]], ["$version.epoch", "$version.number"]]}
    _id = key(told["record"], told["representative"])
    row = {"_id": _id, "record": told["record"], "until": until, "version": version}
    db[COLLECTION].update_one(
        {"_id": _id}, [{"$replaceWith": {"$cond": [newer, {"$literal": row}, "$$ROOT"]}}], upsert=True, session=session
    )
