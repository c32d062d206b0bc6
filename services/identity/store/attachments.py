"""What the lines of a running import said of parents and children, until its end: one row per import and parent.

The rows are written with the lines and go with what they withdraw, so that a killed process withdraws nothing twice.
"""

from collections.abc import Iterable, Sequence

from pymongo import UpdateOne

from services.identity.domain.attachments import Told
from services.identity.store import ClientSession, Database


def note(db: Database, session: ClientSession, import_id: str, tellings: Iterable[Told]) -> None:
    """Add what a chunk of lines said to what the file said before, in the caller's transaction."""
    operations = [
        UpdateOne(
            {"_id": _key(import_id, told.parent)},
            {
                "$setOnInsert": {"import": import_id, "parent": told.parent},
                "$addToSet": {"children": {"$each": sorted(told.children)}},
                "$max": {"listed": told.listed, "doubtful": told.doubtful},
            },
            upsert=True,
        )
        for told in tellings
    ]
    if operations:
        db["attachments"].bulk_write(operations, ordered=False, session=session)


def told(db: Database, session: ClientSession, import_id: str, limit: int) -> list[Told]:
    """What a file said of the next `limit` parents."""
    found = db["attachments"].find({"import": import_id}, session=session).sort("parent").limit(limit)
    return [Told(row["parent"], frozenset(row["children"]), row["listed"], row["doubtful"]) for row in found]


def forget(db: Database, session: ClientSession, import_id: str, parents: Sequence[str]) -> None:
    """What was said of these parents is done."""
    keys = [_key(import_id, parent) for parent in parents]
    db["attachments"].delete_many({"_id": {"$in": keys}}, session=session)


def _key(import_id: str, parent: str) -> str:
    return f"{import_id}:{parent}"
