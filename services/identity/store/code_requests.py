"""Requests for provisional codes that wait for the worker; sealed, gone as soon as they are settled."""

from datetime import datetime

from services.identity.store import Database


def keep(db: Database, request: str, sealed: bytes, now: datetime) -> None:
    """Keep one request."""
    db["code_requests"].insert_one({"_id": request, "sealed": sealed, "asked_at": now})


def waiting(db: Database, limit: int) -> list[tuple[str, bytes]]:
    """Up to `limit` requests, oldest first: id and sealed content."""
    found = db["code_requests"].find().sort("asked_at").limit(limit)
    return [(document["_id"], document["sealed"]) for document in found]


def settle(db: Database, request: str) -> None:
    """Forget a request."""
    db["code_requests"].delete_one({"_id": request})
