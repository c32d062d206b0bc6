"""Erasures: which services have confirmed (CLO-07). Done ones stay, as the mark that nothing may come back."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from pymongo import ReturnDocument

from chassis import outbox
from chassis.events import Event
from services.identity.store import ClientSession, Database, Document


@dataclass(frozen=True)
class Erasure:
    """One request to erase a record; done when nobody is waited for. `confirmed`: when each service said so."""

    id: str
    record: str
    asked_at: datetime
    waiting_for: tuple[str, ...]
    confirmed: dict[str, datetime] = field(default_factory=dict)
    done_at: datetime | None = None


def ask(
    db: Database, session: ClientSession, erasure: Erasure, by: str, farewells: Sequence[str], events: Sequence[Event]
) -> None:
    """Keep a request and say it. `farewells`: the last letters, sealed so that we cannot read them ourselves."""
    document = {
        "_id": erasure.id,
        "record": erasure.record,
        "asked_at": erasure.asked_at,
        "by": by,
        "waiting_for": list(erasure.waiting_for),
        "confirmed": {},
        "done_at": None,
        "farewells": list(farewells),
    }
    db["erasures"].insert_one(document, session=session)
    outbox.add(db, session, *events)


def say(db: Database, session: ClientSession, event: Event) -> None:
    """Say something in the caller's transaction; the record's own document is gone."""
    outbox.add(db, session, event)


def confirm(
    db: Database, session: ClientSession, request: str, record: str, service: str, now: datetime
) -> Erasure | None:
    """Note that a service has erased, the first time it says so; None for a request that is not ours."""
    found: Document | None = db["erasures"].find_one_and_update(
        {"_id": request, "record": record},
        [
            {"$set": {f"confirmed.{service}": {"$ifNull": [f"$confirmed.{service}", now]}}},
            {"$set": {"waiting_for": {"$setDifference": ["$waiting_for", [service]]}}},
        ],
        return_document=ReturnDocument.AFTER,
        session=session,
    )
    return None if found is None else _erasure(found)


def finish(db: Database, session: ClientSession, erasure: Erasure, now: datetime) -> list[str]:
    """Everything is erased everywhere; the farewells, which are not kept."""
    found: Document | None = db["erasures"].find_one_and_update(
        {"_id": erasure.id}, {"$set": {"done_at": now}, "$unset": {"farewells": ""}}, session=session
    )
    return [] if found is None else list(found.get("farewells", ()))


def of_record(db: Database, record: str) -> Erasure | None:
    """The latest request about a record."""
    found: Document | None = db["erasures"].find_one({"record": record}, sort=[("asked_at", -1)])
    return None if found is None else _erasure(found)


def by_id(db: Database, erasure: str) -> Erasure | None:
    """The request with this id."""
    found: Document | None = db["erasures"].find_one({"_id": erasure})
    return None if found is None else _erasure(found)


def done_since(db: Database, since: datetime, limit: int, after: str = "") -> list[Erasure]:
    """Up to `limit` requests done since an instant, by id after a position."""
    query = {"done_at": {"$gte": since}, "_id": {"$gt": after}}
    return [_erasure(document) for document in db["erasures"].find(query, {"farewells": 0}).sort("_id").limit(limit)]


def page(db: Database, done: bool | None, after: tuple[datetime, str] | None, limit: int) -> list[Erasure]:
    """Requests, newest first, after a position; only those done, or under way, unless `done` is None."""
    condition: Document = {} if done is None else {"done_at": {"$ne": None} if done else None}
    if after is not None:
        asked_at, last = after
        condition["$or"] = [{"asked_at": {"$lt": asked_at}}, {"asked_at": asked_at, "_id": {"$lt": last}}]
    found = db["erasures"].find(condition, {"farewells": 0}).sort([("asked_at", -1), ("_id", -1)]).limit(limit)
    return [_erasure(document) for document in found]


def _erasure(document: Document) -> Erasure:
    return Erasure(
        document["_id"],
        document["record"],
        document["asked_at"],
        tuple(document["waiting_for"]),
        document.get("confirmed", {}),
        document["done_at"],
    )
