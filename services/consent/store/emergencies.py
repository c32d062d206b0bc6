"""Emergency accesses: the person's switches, each access with its review, how often each professional asks.

What a professional wrote is sealed under a key that is not in the database.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from pymongo import ASCENDING, DESCENDING, IndexModel, ReturnDocument
from pymongo.errors import DuplicateKeyError

from chassis import outbox
from chassis.connection import Database, Document, Session
from chassis.events import Event
from services.consent.domain.emergency import Alert, Cause, Ground, Signal, Switches, Try

SETTINGS, COLLECTION, TRIES, ALERTS = "emergency_settings", "emergencies", "emergency_tries", "emergency_alerts"
_TRIES_KEPT = 500
"""Of each professional: above the largest bound, so that none is ever counted too low."""

SPECS: dict[str, list[IndexModel]] = {
    SETTINGS: [],
    COLLECTION: [
        IndexModel([("record", ASCENDING), ("_id", DESCENDING)]),
        IndexModel([("reviewed", ASCENDING), ("_id", DESCENDING)]),
        IndexModel([("followed", ASCENDING), ("until", ASCENDING)]),
    ],
    TRIES: [IndexModel("last", expireAfterSeconds=2 * 86400)],
    ALERTS: [outbox.INDEX, IndexModel([("at", DESCENDING)])],
}


@dataclass(frozen=True, kw_only=True)
class Opened:
    """One emergency access as it was opened; `words` are sealed."""

    id: str
    record: str
    professional: str
    ground: Ground
    cause: Cause
    words: bytes
    opened_at: datetime
    until: datetime


def switches(db: Database, record: str, session: Session | None = None) -> tuple[Switches, int, datetime | None]:
    """The person's switches, how often they were set, and when last."""
    row = db[SETTINGS].find_one({"_id": record}, session=session)
    if row is None:
        return Switches(), 0, None
    return Switches(row["regulation"], row["immediate_risk"]), row["number"], row["changed_at"]


def hold_switches(session: Session, db: Database, record: str) -> Switches:
    """The person's switches, written to as they are read: who sets them meanwhile makes one of the two begin again."""
    row = db[SETTINGS].find_one_and_update({"_id": record}, {"$inc": {"relied_on": 1}}, session=session)
    return Switches() if row is None else Switches(row["regulation"], row["immediate_risk"])


def set_switches(session: Session, db: Database, record: str, chosen: Switches, number: int, at: datetime) -> None:
    """Keep the switches as decided the `number`th time."""
    row = {"regulation": chosen.regulation, "immediate_risk": chosen.immediate_risk, "number": number, "changed_at": at}
    db[SETTINGS].update_one({"_id": record}, {"$set": row}, upsert=True, session=session)


def note_try(db: Database, professional: str, tried: Try) -> list[Try]:
    """Count a request, whatever becomes of it, and give back the recent ones with it; one atomic write."""
    row = db[TRIES].find_one_and_update(
        {"_id": professional},
        {
            "$push": {"tries": {"$each": [{"at": tried.at, "record": tried.record}], "$slice": -_TRIES_KEPT}},
            "$set": {"last": tried.at},
        },
        upsert=True,
        return_document=ReturnDocument.AFTER,
    )
    assert row
    return [Try(each["at"], each["record"]) for each in row["tries"]]


def add(session: Session, db: Database, opened: Opened) -> None:
    """Keep an access; it waits for its review."""
    row = vars(opened) | {"ground": opened.ground.value, "cause": opened.cause.value}
    row["_id"] = row.pop("id")
    # A regulator answers a call and hands over: no care relation is expected to follow.
    row |= {"reviewed": False, "signals": [], "followed": opened.ground is Ground.REGULATION}
    db[COLLECTION].insert_one(row, session=session)


def flag(session: Session, db: Database, emergency: str, signal: Signal) -> None:
    """Mark an access as unusual."""
    db[COLLECTION].update_one({"_id": emergency}, {"$addToSet": {"signals": signal.value}}, session=session)


def of_record(db: Database, record: str, limit: int) -> list[Document]:
    """Accesses to a record, newest first."""
    return list(db[COLLECTION].find({"record": record}).sort("_id", DESCENDING).limit(limit))


def queue(db: Database, reviewed: bool, before: str | None, limit: int) -> list[Document]:
    """Accesses that wait for a review, or had one, newest first."""
    condition: Document = {"reviewed": reviewed}
    if before is not None:
        condition["_id"] = {"$lt": before}
    return list(db[COLLECTION].find(condition).sort("_id", DESCENDING).limit(limit))


def review(db: Database, emergency: str, verdict: Mapping[str, Any]) -> Document | None:
    """Keep a verdict, once; the access with it, None when it is unknown or had one."""
    return db[COLLECTION].find_one_and_update(
        {"_id": emergency, "reviewed": False},
        {"$set": {"reviewed": True, "review": dict(verdict)}},
        return_document=ReturnDocument.AFTER,
    )


def to_follow(db: Database, before: datetime, limit: int) -> Sequence[Document]:
    """Accesses that ended before a moment and whose later care nobody has looked for."""
    waiting = {"followed": False, "until": {"$lt": before}}
    return list(db[COLLECTION].find(waiting).sort("until", ASCENDING).limit(limit))


def mark_followed(session: Session, db: Database, emergency: str) -> None:
    """Later care was looked for."""
    db[COLLECTION].update_one({"_id": emergency}, {"$set": {"followed": True}}, session=session)


def raise_alert(db: Database, alert: Alert, event: Event) -> bool:
    """Keep an alert with its event in one write; False when the same was raised already."""
    try:
        db[ALERTS].insert_one(_alert(alert, event))
    except DuplicateKeyError:
        db[ALERTS].update_one({"_id": alert.id}, {"$max": {"count": alert.count}})
        return False
    return True


def raise_alert_within(session: Session, db: Database, alert: Alert, event: Event) -> None:
    """The same inside a transaction, which a duplicate key would end."""
    if db[ALERTS].find_one({"_id": alert.id}, {"_id": 1}, session=session) is None:
        db[ALERTS].insert_one(_alert(alert, event), session=session)


def _alert(alert: Alert, event: Event) -> Document:
    return {
        "_id": alert.id,
        "professional": alert.professional,
        "signal": alert.signal.value,
        "count": alert.count,
        "at": alert.at,
        "emergency": alert.emergency,
        "pending": outbox.pending(event),
    }


def alerts(db: Database, since: datetime, limit: int) -> list[Document]:
    """What was raised since a moment, newest first."""
    return list(db[ALERTS].find({"at": {"$gt": since}}, {"pending": 0}).sort("at", DESCENDING).limit(limit))


def erase(session: Session, db: Database, record: str) -> None:
    """Forget switches and accesses of a record."""
    db[SETTINGS].delete_one({"_id": record}, session=session)
    db[COLLECTION].delete_many({"record": record}, session=session)


RECENT = timedelta(days=30)
"""How far back the page of alerts looks."""
