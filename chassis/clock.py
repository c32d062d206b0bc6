"""The time, as the database keeps it, contracts write it and the French mean it."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

FRANCE = ZoneInfo("Europe/Paris")
"""Where the days of laws, letters and dates of effect begin and end."""


def now() -> datetime:
    """This moment in UTC, to the millisecond: all that the database keeps, so that what is compared is equal."""
    moment = datetime.now(UTC)
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


def today() -> date:
    """The day it is in France."""
    return datetime.now(FRANCE).date()


def rfc3339(at: datetime) -> str:
    """A moment as contracts write it (RFC 3339, UTC, milliseconds). Raises ValueError for one without time zone."""
    if at.tzinfo is None:
        raise ValueError("a moment without time zone")
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
