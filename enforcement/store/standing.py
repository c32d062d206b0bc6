"""All that decides what someone may do with a record, in one round trip.

These rows are asked for by every request. They are read together from the primary at that very moment, so that a
block is effective when it is acknowledged; nothing of this is ever remembered.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from chassis.connection import Database
from enforcement.record import RecordState
from enforcement.relation import Relation
from enforcement.store import projections


class Beside(NamedTuple):
    """A row of the service's own that is read with the others: where it is, what it must be, what is shown of it."""

    collection: str
    condition: Mapping[str, Any]
    shown: Mapping[str, int]


class Standing(NamedTuple):
    """What stands: None where nothing is known, or nobody asked.

    `represented_until`: end of the right of the account asked for to act for the record. `own`: rows of the
    service's own, by id.
    """

    state: RecordState | None
    relation: Relation | None
    represented_until: datetime | None
    own: Mapping[str, dict[str, Any]]

    def represented(self, at: datetime) -> bool:
        """Whether the account acts for the record at the moment `at`.

        The right ends at majority here, whoever is late to say so (MIN-13, MIN-23).
        """
        return self.represented_until is not None and at < self.represented_until


def read(
    db: Database,
    record: str,
    *,
    professional: str | None = None,
    representative: str | None = None,
    own: Sequence[Beside] = (),
) -> Standing:
    """Read what stands now; `professional` and `representative` are left out where they do not matter."""
    stages: list[dict[str, Any]] = [{"$match": {"_id": record}}, {"$project": {"state": 1}}]
    related = projections.pair(record, professional) if professional is not None else ""
    if related:
        stages.append(_with(Beside(projections.RELATIONS, {"_id": related}, projections.RELATION_SHOWN)))
    acting = projections.pair(record, representative) if representative is not None else ""
    if acting:
        stages.append(_with(Beside(projections.REPRESENTATIONS, {"_id": acting}, {"until": 1})))
    stages += map(_with, own)
    rows = {row["_id"]: row for row in db[projections.RECORDS].aggregate(stages)}
    told, relation, right = rows.pop(record, None), rows.pop(related, None), rows.pop(acting, None)
    return Standing(
        state=None if told is None else RecordState(told["state"]),
        relation=None if relation is None else projections.to_relation(relation),
        represented_until=None if right is None else right["until"],
        own=rows,
    )


def _with(row: Beside) -> dict[str, Any]:
    return {
        "$unionWith": {"coll": row.collection, "pipeline": [{"$match": row.condition}, {"$project": dict(row.shown)}]}
    }
