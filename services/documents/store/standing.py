"""All that decides what someone may do with a record, or with one document of it, in one round trip.

These rows are asked for by every request. They are read together from the primary at that very moment,
so that a block is effective when it is acknowledged; nothing of this is ever remembered.
"""

from datetime import datetime
from typing import Any, NamedTuple

from services.documents.domain.decision import RecordState, Relation
from services.documents.store import documents, representations, rights, switches
from services.documents.store.connection import Database
from services.documents.store.documents import Kept


class Standing(NamedTuple):
    """`state` of the record, `relation` to the professional, the document: None where nothing is known.

    `represented_until`: end of the right of the account asked for to act for the record, None if it has none.
    """

    state: RecordState | None
    all_hidden: bool
    relation: Relation | None
    kept: Kept | None
    represented_until: datetime | None = None


def read(
    db: Database, record: str, professional: str | None, document: str | None, representative: str | None = None
) -> Standing:
    """Read what stands now; `professional`, `document`, `representative` are left out where they do not matter."""
    stages: list[dict[str, Any]] = [_where({"_id": record}), {"$project": {"state": 1}}]
    pair = rights.pair(record, professional) if professional is not None else ""
    if pair:
        stages.append(_beside(rights.RELATIONS, {"_id": pair}, rights.RELATION_SHOWN))
    if document is not None:
        stages.append(_beside(documents.COLLECTION, {"_id": document, "record": record}, documents.SEEN))
    switch = switches.key(record)
    stages.append(_beside(switches.COLLECTION, {"_id": switch}, {"all_hidden": 1}))
    acting = representations.key(record, representative) if representative is not None else ""
    if acting:
        stages.append(_beside(representations.COLLECTION, {"_id": acting}, {"until": 1}))
    rows = {row["_id"]: row for row in db[rights.RECORDS].aggregate(stages)}
    told, related, kept, turned = rows.get(record), rows.get(pair), rows.get(document), rows.get(switch)
    return Standing(
        state=None if told is None else RecordState(told["state"]),
        all_hidden=turned is not None and turned["all_hidden"],
        relation=None if related is None else rights.to_relation(related),
        kept=None if kept is None else documents.kept(kept),
        represented_until=rows.get(acting, {}).get("until"),
    )


def _where(condition: dict[str, Any]) -> dict[str, Any]:
    return {"$match": condition}


def _beside(collection: str, condition: dict[str, Any], projection: dict[str, int]) -> dict[str, Any]:
    return {"$unionWith": {"coll": collection, "pipeline": [_where(condition), {"$project": projection}]}}
