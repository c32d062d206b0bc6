"""What the lines of an import said of parents and children, until it is done with: one row per import and parent.

The rows are written with the lines and go with what they withdraw, so that a killed process withdraws nothing twice.
"""

from collections.abc import Collection, Iterable, Sequence

from pymongo import UpdateOne

from services.identity.domain.attachments import Told
from services.identity.store import ClientSession, Database, Document


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
    return [_told(row) for row in found]


def listed(db: Database, session: ClientSession, import_id: str, after: str, limit: int) -> list[Told]:
    """What a file said of the next parents whose children it lists, by parent."""
    query = {"import": import_id, "parent": {"$gt": after}, "listed": True}
    return [_told(row) for row in db["attachments"].find(query, session=session).sort("parent").limit(limit)]


def told_of(db: Database, session: ClientSession, import_id: str, parents: Collection[str]) -> list[Told]:
    """What a file said of these parents."""
    keys = [_key(import_id, parent) for parent in parents]
    return [_told(row) for row in db["attachments"].find({"_id": {"$in": keys}}, session=session)]


def cast_doubt(db: Database, session: ClientSession, import_ids: Sequence[str], parents: Collection[str]) -> None:
    """A later file speaks of these parents: what these imports said of them withdraws nothing any more."""
    keys = [_key(each, parent) for each in import_ids for parent in parents]
    if keys:
        db["attachments"].update_many({"_id": {"$in": keys}}, {"$set": {"doubtful": True}}, session=session)


def forget(db: Database, session: ClientSession, import_id: str, parents: Sequence[str]) -> None:
    """What was said of these parents is done."""
    keys = [_key(import_id, parent) for parent in parents]
    db["attachments"].delete_many({"_id": {"$in": keys}}, session=session)


def _told(row: Document) -> Told:
    return Told(row["parent"], frozenset(row["children"]), row["listed"], row["doubtful"])


def _key(import_id: str, parent: str) -> str:
    return f"{import_id}:{parent}"
