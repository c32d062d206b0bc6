"""Announcements under way: what has to be told again, for whom, and how far the telling has come."""

from dataclasses import dataclass
from datetime import datetime

from services.identity.store import ClientSession, Database, Document


@dataclass(frozen=True)
class Rebuild:
    """One announcement. `after`: the last id told; `part`: how many parts were told."""

    id: str
    rebuild: str
    projection: str
    asked_by: str
    after: str
    part: int


def ask(
    db: Database, session: ClientSession | None, rebuild: str, projection: str, asked_by: str, now: datetime
) -> None:
    """Have a projection told again; asking twice for the same rebuild tells it once."""
    fresh = {
        "rebuild": rebuild,
        "projection": projection,
        "asked_by": asked_by,
        "after": "",
        "part": 0,
        "asked_at": now,
    }
    key = f"{rebuild}:{projection}"
    db["rebuilds"].update_one({"_id": key}, {"$setOnInsert": fresh}, upsert=True, session=session)


def under_way(db: Database, session: ClientSession) -> Rebuild | None:
    """The oldest announcement that is not finished."""
    found: Document | None = db["rebuilds"].find_one({}, sort=[("asked_at", 1)], session=session)
    if found is None:
        return None
    return Rebuild(
        found["_id"], found["rebuild"], found["projection"], found["asked_by"], found["after"], found["part"]
    )


def advance(db: Database, session: ClientSession, told: Rebuild, after: str) -> None:
    """Note that one more part was told."""
    db["rebuilds"].update_one({"_id": told.id}, {"$set": {"after": after}, "$inc": {"part": 1}}, session=session)


def finish(db: Database, session: ClientSession, told: Rebuild) -> None:
    """Everything was told."""
    db["rebuilds"].delete_one({"_id": told.id}, session=session)
