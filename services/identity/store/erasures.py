"""Erasures under way: which services still have to confirm (CLO-07)."""

from dataclasses import dataclass
from datetime import datetime

from pymongo import ReturnDocument

from chassis import outbox
from chassis.events import Event
from services.identity.store import ClientSession, Database, Document


@dataclass(frozen=True)
class Erasure:
    """One request to erase a record; done when nobody is waited for."""

    id: str
    record: str
    waiting_for: tuple[str, ...]
    done_at: datetime | None


def ask(db: Database, session: ClientSession, erasure: Erasure, now: datetime, event: Event) -> None:
    """Keep a request and say it."""
    document = {"_id": erasure.id, "record": erasure.record, "waiting_for": list(erasure.waiting_for)}
    db["erasures"].insert_one({**document, "asked_at": now, "done_at": None}, session=session)
    outbox.add(db, session, event)


def confirm(db: Database, session: ClientSession, request: str, record: str, service: str) -> Erasure | None:
    """Note that a service has erased; None for a request that is not ours."""
    found: Document | None = db["erasures"].find_one_and_update(
        {"_id": request, "record": record},
        {"$pull": {"waiting_for": service}},
        return_document=ReturnDocument.AFTER,
        session=session,
    )
    return None if found is None else _erasure(found)


def finish(db: Database, session: ClientSession, erasure: Erasure, now: datetime) -> None:
    """Everything is erased everywhere."""
    db["erasures"].update_one({"_id": erasure.id}, {"$set": {"done_at": now}}, session=session)


def of_record(db: Database, record: str) -> Erasure | None:
    """The latest request about a record."""
    found: Document | None = db["erasures"].find_one({"record": record}, sort=[("asked_at", -1)])
    return None if found is None else _erasure(found)


def _erasure(document: Document) -> Erasure:
    return Erasure(document["_id"], document["record"], tuple(document["waiting_for"]), document["done_at"])
