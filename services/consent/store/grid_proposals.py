"""Versions of the grid that one operator proposed and another has not approved yet."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from pymongo.errors import DuplicateKeyError

from chassis.connection import Database, Document, Session

COLLECTION = "grid_proposals"


def put(db: Database, content: Mapping[str, Any], author: str, at: datetime) -> bool:
    """Keep a proposal; False when one of its name is waiting."""
    try:
        db[COLLECTION].insert_one({"_id": content["name"], "content": dict(content), "author": author, "at": at})
    except DuplicateKeyError:
        return False
    return True


def find(db: Database, name: str, session: Session | None = None) -> Document | None:
    """The proposal of a name."""
    return db[COLLECTION].find_one({"_id": name}, session=session)


def waiting(db: Database) -> list[Document]:
    """Every proposal, oldest first."""
    return list(db[COLLECTION].find({}).sort("at", 1))


def remove(session: Session | None, db: Database, name: str) -> bool:
    """Forget a proposal: approved, or withdrawn; False when it is gone already."""
    return db[COLLECTION].delete_one({"_id": name}, session=session).deleted_count == 1
