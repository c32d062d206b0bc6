"""Which state of a record each service that enforces it has applied (CLO-06); kept for a day, while answers wait."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from chassis.events import Version
from services.identity.store import ClientSession, Database

LIFE = timedelta(days=1)


def note(db: Database, session: ClientSession, record: str, point: str, version: Version, now: datetime) -> None:
    """A service applies this state; one that comes late or twice moves nothing back."""
    change = {"$max": {f"points.{point}": list(version)}, "$set": {"gone_at": now + LIFE}}
    db["acknowledgements"].update_one({"_id": record}, change, upsert=True, session=session)


def reached(db: Database, record: str, points: Iterable[str], version: Version) -> bool:
    """Whether every one of these services applies this state, or a later one."""
    row = db["acknowledgements"].find_one({"_id": record}) or {}
    held = row.get("points", {})
    return all(Version(*held.get(point, (0, 0))) >= version for point in points)


def forget(db: Database, session: ClientSession, record: str) -> None:
    """Erase what was noted about a record."""
    db["acknowledgements"].delete_one({"_id": record}, session=session)
