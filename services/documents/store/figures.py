"""Counting documents of a month: a walk over ids, which are time-ordered, and nothing of a person in the answer."""

from collections import Counter
from datetime import datetime
from typing import Any

from chassis.connection import Database
from services.documents.domain.document import DepositorKind
from services.documents.domain.figures import Counted
from services.documents.domain.identifiers import first_id_at
from services.documents.store import organisations
from services.documents.store.documents import COLLECTION

_AT_MOST_MS = 60_000


def count(db: Database, since: datetime, until: datetime) -> list[Counted]:
    """Documents deposited from `since` on and before `until`, as kept now."""
    stages: list[dict[str, Any]] = [
        {"$match": {"_id": {"$gte": first_id_at("doc", since), "$lt": first_id_at("doc", until)}}},
        {
            "$group": {
                "_id": {
                    "kind": "$depositor_kind",
                    "type": "$type",
                    "by": {"$cond": [{"$eq": ["$depositor_kind", "organisation"]}, "$depositor", None]},
                },
                "count": {"$sum": 1},
            }
        },
    ]
    kinds = organisations.kinds(db)
    counted: Counter[tuple[str, str]] = Counter()
    for row in db[COLLECTION].aggregate(stages, hint="_id_", maxTimeMS=_AT_MOST_MS):
        told = row["_id"]
        kind = told["kind"]
        if kind == DepositorKind.ORGANISATION:
            kind = kinds.get(told["by"], kind)
        counted[kind, told["type"]] += row["count"]
    return [Counted(kind, type_, number) for (kind, type_), number in counted.items()]
