"""The collection `reference`: the table of types as an operator loaded it, and the service's epoch."""

from typing import Any

from pymongo import IndexModel

from chassis.connection import Database
from services.documents.domain.reference import TypeTable, read_table

COLLECTION = "reference"
SPECS: dict[str, list[IndexModel]] = {COLLECTION: []}


def keep_types(db: Database, raw: dict[str, Any], table: TypeTable) -> None:
    """Put a table in force."""
    row = {"version": table.version, "source": table.source, "raw": raw}
    db[COLLECTION].update_one({"_id": "types"}, {"$set": row, "$inc": {"loads": 1}}, upsert=True)


def types_mark(db: Database) -> int:
    """Changes whenever a table is loaded; 0 before the first."""
    row = db[COLLECTION].find_one({"_id": "types"}, {"loads": 1})
    return 0 if row is None else int(row["loads"])


def types(db: Database) -> TypeTable | None:
    """The table in force."""
    row = db[COLLECTION].find_one({"_id": "types"})
    return None if row is None else read_table(row["raw"])


def epoch(db: Database) -> int:
    """The epoch of the versions this service gives: raised when its database is restored from a backup."""
    row = db[COLLECTION].find_one({"_id": "epoch"})
    return 1 if row is None else int(row["number"])


def raise_epoch(db: Database) -> int:
    """After a restore: what is said from now on wins over what was said before."""
    number = epoch(db) + 1
    db[COLLECTION].update_one({"_id": "epoch"}, {"$max": {"number": number}}, upsert=True)
    return number
