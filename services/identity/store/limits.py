"""Counters of wrong tries (ACT-22): one document per target or source, decided and counted in one atomic write.

Counting comes before judging: of a hundred tries arriving at once, only those that found the way open are judged.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache

from pymongo import ReturnDocument
from pymongo.errors import DuplicateKeyError

from services.identity.domain.limits import Policy
from services.identity.store import Database, Document


@dataclass(frozen=True)
class Standing:
    """Where a target stands: wrong tries before this one, and until when it is paused (None: it may try)."""

    count: int
    paused_until: datetime | None


def take(db: Database, policy: Policy, target: str, now: datetime) -> Standing:
    """Count one try at `target`, unless it is paused; the try counts as wrong until `forgive`."""
    try:
        found = _count(db, policy, f"{policy.name}:{target}", now)
    except DuplicateKeyError:  # two first tries at once: the counter exists now
        found = _count(db, policy, f"{policy.name}:{target}", now)
    if found["refused"]:
        return Standing(found["count"], found["until"])
    return Standing(found["count"] - 1, None)


def _count(db: Database, policy: Policy, key: str, now: datetime) -> Document:
    paused = {"$gt": ["$until", now]}
    stale = {"$lte": [{"$ifNull": ["$gone_at", now]}, now]}
    count = {"$cond": [stale, 1, {"$add": ["$count", 1]}]}
    found: Document | None = db["limits"].find_one_and_update(
        {"_id": key},
        [
            {"$set": {"refused": paused}},
            {"$set": {"count": {"$cond": ["$refused", "$count", count]}}},
            {"$set": {"until": {"$cond": ["$refused", "$until", {"$add": [now, _pause_ms(policy)]}]}}},
            {"$set": {"gone_at": {"$cond": ["$refused", "$gone_at", now + policy.forget]}}},
        ],
        upsert=True,
        return_document=ReturnDocument.AFTER,
    )
    assert found is not None  # an upsert gives the new document back
    return found


def peek(db: Database, policy: Policy, target: str, now: datetime) -> Standing:
    """Tell where `target` stands without counting anything."""
    found = db["limits"].find_one({"_id": f"{policy.name}:{target}", "gone_at": {"$gt": now}})
    if found is None:
        return Standing(0, None)
    return Standing(found["count"], found["until"] if found["until"] > now else None)


def forgive(db: Database, policy: Policy, target: str) -> None:
    """Forget the wrong tries at `target`: the right answer was given."""
    db["limits"].delete_one({"_id": f"{policy.name}:{target}"})


@cache
def _pause_ms(policy: Policy) -> dict[str, object]:
    """The pause after the count that was just set, as an aggregation expression; `Policy.pause` is the rule."""
    steps = 0
    while policy.pause(policy.free + steps) < policy.longest and steps < 32:
        steps += 1
    branches = [
        {"case": {"$lt": ["$count", policy.free + step]}, "then": _ms(policy.pause(policy.free + step - 1))}
        for step in range(steps + 1)
    ]
    return {"$switch": {"branches": branches, "default": _ms(policy.longest)}}


def _ms(pause: timedelta) -> int:
    return int(pause.total_seconds() * 1000)
