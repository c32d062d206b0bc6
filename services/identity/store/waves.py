"""Waves of the opening campaign, and their figures by day.

A figure moves in the transaction of what it counts. Each day of a wave is one small document: a wave has at most a few
hundred, and summing them costs nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from pymongo import ReturnDocument

from services.identity.domain.campaign import Origin, Plan, Sender
from services.identity.store import ClientSession, Database, Document

FIGURES = ("invited", "delivered", "failed", "activated", "opposed", "auto_created")

_IMPORT = "import"


@dataclass(frozen=True)
class Wave:
    """One wave. `revision` grows with each change an operator makes."""

    id: str
    plan: Plan
    paused: bool
    resending: bool
    revision: int
    created_at: datetime


def create(db: Database, wave_id: str, plan: Plan, by: str, now: datetime) -> None:
    """Keep a new wave."""
    db["waves"].insert_one({"_id": wave_id, **_new(plan, by, now)})


def ensure_of_import(db: Database, session: ClientSession, wave_id: str, plan: Plan, now: datetime) -> None:
    """The wave of an import whose invitations leave at once, made if it is not there."""
    db["waves"].update_one({"_id": wave_id}, {"$setOnInsert": _new(plan, _IMPORT, now)}, upsert=True, session=session)


def by_id(db: Database, wave_id: str, session: ClientSession | None = None) -> Wave | None:
    """The wave with this id."""
    found: Document | None = db["waves"].find_one({"_id": wave_id}, session=session)
    return None if found is None else _wave(found)


def change(db: Database, wave_id: str, revision: int, plan: Plan, paused: bool) -> Wave | None:
    """Change a wave; None when somebody changed it since it was read."""
    found: Document | None = db["waves"].find_one_and_update(
        {"_id": wave_id, "revision": revision},
        {"$set": {**_plan_document(plan), "paused": paused}, "$inc": {"revision": 1}},
        return_document=ReturnDocument.AFTER,
    )
    return None if found is None else _wave(found)


def ask_resending(db: Database, wave_id: str) -> Wave | None:
    """Have the worker write again to those the wave did not reach."""
    found: Document | None = db["waves"].find_one_and_update(
        {"_id": wave_id}, {"$set": {"resending": True}}, return_document=ReturnDocument.AFTER
    )
    return None if found is None else _wave(found)


def resending_done(db: Database, wave_id: str) -> None:
    """Nobody of this wave is left to write to again."""
    db["waves"].update_one({"_id": wave_id}, {"$set": {"resending": False}})


def with_work(db: Database, today: date) -> list[Wave]:
    """Waves that may write today, or that write again to those they did not reach; oldest first.

    The wave of an import is written by the import itself: two writers on one day would only wait for each other.
    """
    day = today.isoformat()
    open_today = {"starts_on": {"$lte": day}, "ends_on": {"$gte": day}, "paused": False, "created_by": {"$ne": _IMPORT}}
    found = db["waves"].find({"$or": [open_today, {"resending": True}]}).sort([("starts_on", 1), ("_id", 1)])
    return [_wave(document) for document in found]


def page(db: Database, origin: Origin | None, after: tuple[str, str] | None, limit: int) -> list[Wave]:
    """Waves of this origin, or of any; the latest to start first, from below `after` (start and id)."""
    query: Document = {}
    if origin:
        query["created_by"] = _IMPORT if origin is Origin.IMPORT else {"$ne": _IMPORT}
    if after:
        query["$or"] = [{"starts_on": {"$lt": after[0]}}, {"starts_on": after[0], "_id": {"$lt": after[1]}}]
    found = db["waves"].find(query).sort([("starts_on", -1), ("_id", -1)]).limit(limit)
    return [_wave(document) for document in found]


def count(db: Database, session: ClientSession, wave_id: str, day: date, **moved: int) -> None:
    """Add to the figures of a wave on a day, in the caller's transaction.

    What comes of invitations is counted apart from their number: who invites and who notes deliveries, at the same
    time and each in transactions, would else run into each other at every step.
    """
    key = _key(wave_id, day) + ("" if "invited" in moved else ":outcomes")
    change: Document = {"$inc": moved, "$setOnInsert": {"wave": wave_id, "day": day.isoformat()}}
    db["wave_days"].update_one({"_id": key}, change, upsert=True, session=session)


def invited_on(db: Database, session: ClientSession, wave_id: str, day: date) -> int:
    """How many persons the wave invited on this day."""
    found = db["wave_days"].find_one({"_id": _key(wave_id, day)}, {"invited": 1}, session=session)
    return int((found or {}).get("invited", 0))


def days(db: Database, wave_ids: Sequence[str]) -> dict[str, list[Document]]:
    """The figures of these waves by day, oldest first."""
    told: dict[str, list[Document]] = {wave_id: [] for wave_id in wave_ids}
    rows = db["wave_days"].find({"wave": {"$in": list(wave_ids)}}).sort([("wave", 1), ("day", 1)])
    for (wave_id, day), of_day in groupby(rows, key=lambda row: (row["wave"], row["day"])):
        counted = list(of_day)
        told[wave_id].append({"day": day, **{name: sum(row.get(name, 0) for row in counted) for name in FIGURES}})
    return told


def totals(db: Database) -> dict[str, int]:
    """The figures of all waves together, and of those nobody had invited."""
    summed: Document = {name: {"$sum": f"${name}"} for name in FIGURES}
    rows = list(db["wave_days"].aggregate([{"$group": {"_id": None, **summed}}]))
    return {name: int(rows[0][name]) if rows else 0 for name in FIGURES}


def _key(wave_id: str, day: date) -> str:
    return f"{wave_id}:{day.isoformat()}"


def _new(plan: Plan, by: str, now: datetime) -> Document:
    state = {"paused": False, "resending": False, "revision": 1, "created_at": now, "created_by": by}
    return {**_plan_document(plan), **state}


def _plan_document(plan: Plan) -> Document:
    days = {"starts_on": plan.starts_on.isoformat(), "ends_on": plan.ends_on.isoformat()}
    return {**vars(plan), **days, "sender": plan.sender and plan.sender.value}


def _wave(document: Document) -> Wave:
    return Wave(
        id=document["_id"],
        plan=Plan(
            name=document["name"],
            starts_on=date.fromisoformat(document["starts_on"]),
            ends_on=date.fromisoformat(document["ends_on"]),
            daily_volume=document["daily_volume"],
            scheme=document["scheme"],
            imported=document["imported"],
            sender=_sender(document),
        ),
        paused=document["paused"],
        resending=document["resending"],
        revision=document["revision"],
        created_at=document["created_at"],
    )


def _sender(document: Document) -> Sender | None:
    # Absent from waves that were planned before anybody could choose.
    return Sender(document["sender"]) if document.get("sender") else None
