"""Versions of the grid that one operator proposed and another has not approved yet."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from pymongo.client_session import ClientSession
from pymongo.database import Database
from pymongo.errors import DuplicateKeyError

Db = Database[dict[str, Any]]
Document = dict[str, Any]

COLLECTION = "grid_proposals"


def put(db: Db, content: Mapping[str, Any], author: str, at: datetime) -> bool:
    """Keep a proposal; False when one of its name is waiting."""
    try:
        db[COLLECTION].insert_one({"_id": content["name"], "content": dict(content), "author": author, "at": at})
    except DuplicateKeyError:
        return False
    return True


def find(db: Db, name: str, session: ClientSession | None = None) -> Document | None:
    """The proposal of a name."""
    return db[COLLECTION].find_one({"_id": name}, session=session)


def waiting(db: Db) -> list[Document]:
    """Every proposal, oldest first."""
    return list(db[COLLECTION].find({}).sort("at", 1))


def remove(session: ClientSession | None, db: Db, name: str) -> bool:
    """Forget a proposal: approved, or withdrawn; False when it is gone already."""
    return db[COLLECTION].delete_one({"_id": name}, session=session).deleted_count == 1
