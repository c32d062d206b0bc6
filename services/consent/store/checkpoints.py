"""What was published of the history: statements, the files they name, the keys that signed them. Nothing is changed."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from pymongo import DESCENDING, IndexModel, UpdateOne
from pymongo.errors import DuplicateKeyError
from pymongo.read_concern import ReadConcern

from chassis.connection import Database
from services.consent.domain.checkpoint import Checkpoint, digest_of
from services.consent.domain.history import Head

SPECS: dict[str, list[IndexModel]] = {
    "history_checkpoints": [],
    "history_files": [],
    "history_keys": [],
}
UNPUBLISHED = IndexModel("unpublished", name="unpublished", partialFilterExpression={"unpublished": True})
_AT_ONCE = 1_000


def last(db: Database) -> tuple[Checkpoint, datetime] | None:
    """The newest checkpoint and when it was made."""
    row = db["history_checkpoints"].find_one(sort=[("_id", DESCENDING)])
    return (_checkpoint(row), row["made_at"]) if row else None


def after(db: Database, number: int, limit: int) -> list[Checkpoint]:
    """Checkpoints above a number, oldest first."""
    rows = db["history_checkpoints"].find({"_id": {"$gt": number}}).sort("_id", 1).limit(limit)
    return [_checkpoint(row) for row in rows]


def file(db: Database, digest: str) -> str | None:
    """A published file by its digest."""
    row = db["history_files"].find_one({"_id": digest})
    return str(row["content"]) if row else None


def keys(db: Database) -> list[dict[str, Any]]:
    """The public keys (JWK) that signed checkpoints, oldest first."""
    return [row["jwk"] for row in db["history_keys"].find().sort("since", 1)]


def grown_chains(db: Database) -> Iterator[tuple[str, Head]]:
    """Chains that have grown since they were last published, with their heads as they are durably."""
    heads = db.get_collection("history_heads", read_concern=ReadConcern("majority"))
    rows = heads.find({"unpublished": True}, {"number": 1, "hash": 1})
    return ((row["_id"], Head(row["number"], row["hash"])) for row in rows)


def publish(db: Database, made: Checkpoint, at: datetime, key: Mapping[str, Any], contents: Iterable[str]) -> bool:
    """Keep a checkpoint with its files; False when another process made that number first.

    Files first: a statement never names one that is not there. They are named by their content, so that
    what a publisher that died has left behind does no harm.
    """
    for content in contents:
        db["history_files"].update_one({"_id": digest_of(content)}, {"$set": {"content": content}}, upsert=True)
    db["history_keys"].update_one({"_id": key["kid"]}, {"$setOnInsert": {"jwk": dict(key), "since": at}}, upsert=True)
    row = {"_id": made.number, "at": made.at, "made_at": at, "statement": made.statement}
    try:
        db["history_checkpoints"].insert_one(row)
    except DuplicateKeyError:
        return False
    return True


def mark_published(db: Database, chains: Iterable[tuple[str, Head]]) -> None:
    """These heads are published; a chain that has grown meanwhile stays on the list."""
    writes: list[UpdateOne] = []
    for chain, head in chains:
        writes.append(UpdateOne({"_id": chain, "number": head.number}, {"$unset": {"unpublished": ""}}))
        if len(writes) == _AT_ONCE:
            db["history_heads"].bulk_write(writes, ordered=False)
            writes = []
    if writes:
        db["history_heads"].bulk_write(writes, ordered=False)


def _checkpoint(row: dict[str, Any]) -> Checkpoint:
    return Checkpoint(row["_id"], row["at"], row["statement"])
