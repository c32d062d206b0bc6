"""The collection `former_spaces`: what archives that were put back told beside documents. The texts are objects."""

from collections.abc import Mapping
from typing import Any

from pymongo import ASCENDING, DESCENDING, IndexModel

from chassis.connection import Database, Session
from services.documents.domain.former import Former

COLLECTION = "former_spaces"
SPECS = {COLLECTION: [IndexModel([("record", ASCENDING), ("left_at", DESCENDING)], name="record")]}


def keep(db: Database, former: Former) -> bool:
    """Keep one; False when it is there already."""
    row = {"record": former.record, "left_at": former.left_at, "brought_at": former.brought_at}
    wanted = {"_id": key(former.record, former.id)}
    told = {**row, "former": former.id, "files": list(former.files)}
    return db[COLLECTION].update_one(wanted, {"$setOnInsert": told}, upsert=True).upserted_id is not None


def of_record(db: Database, record: str) -> list[Former]:
    """The former spaces of a record, the one left last first."""
    return [_former(row) for row in db[COLLECTION].find({"record": record}).sort("left_at", DESCENDING)]


def find(db: Database, record: str, former: str) -> Former | None:
    """One of them."""
    row = db[COLLECTION].find_one({"_id": key(record, former)})
    return None if row is None else _former(row)


def key(record: str, former: str) -> str:
    """Id of the row: the same archive may be put into two records."""
    return f"{record}:{former}"


def erase(session: Session | None, db: Database, record: str) -> None:
    """Forget those of a record; their texts are noise once its key is gone."""
    db[COLLECTION].delete_many({"record": record}, session=session)


def _former(row: Mapping[str, Any]) -> Former:
    return Former(row["former"], row["record"], row["left_at"], row["brought_at"], tuple(row["files"]))
