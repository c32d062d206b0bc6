"""Lanes waiting to be told again, one document each: a worker that dies leaves them to the next."""

from collections.abc import Mapping
from typing import Any

from chassis.connection import Database, Session


def put(session: Session, db: Database, job: Mapping[str, Any]) -> None:
    """Let a lane wait; asked again under the same rebuild, it waits once."""
    key = f"{job['rebuild']}:{job['for']}:{job['lane']:02}"
    db["restatements"].update_one({"_id": key}, {"$setOnInsert": dict(job)}, upsert=True, session=session)


def next_waiting(db: Database) -> dict[str, Any] | None:
    """The lane that waits first."""
    return db["restatements"].find_one({}, sort=[("_id", 1)])


def done(db: Database, job: Mapping[str, Any]) -> None:
    """The lane has been told."""
    db["restatements"].delete_one({"_id": job["_id"]})
