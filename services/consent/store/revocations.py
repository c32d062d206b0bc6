"""How long each block, unblock, change of administrator and closing of an emergency switch took to hold everywhere."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from pymongo import ASCENDING, IndexModel

from chassis.connection import Database

COLLECTION = "revocations"
KEPT_S = 30 * 86400
SPECS = {COLLECTION: [IndexModel([("at", ASCENDING)], expireAfterSeconds=KEPT_S)]}


def note(db: Database, at: datetime, acknowledged_ms: float | None) -> None:
    """Keep one figure, of nobody; None for an answer that had to say « spreading »."""
    db[COLLECTION].insert_one({"at": at, "ms": acknowledged_ms})


def since(db: Database, moment: datetime) -> tuple[list[float], int]:
    """Milliseconds until acknowledged, ascending, and how many answers said « spreading »."""
    rows: list[Mapping[str, Any]] = list(db[COLLECTION].find({"at": {"$gte": moment}}, {"ms": 1}))
    return sorted(row["ms"] for row in rows if row["ms"] is not None), sum(row["ms"] is None for row in rows)
