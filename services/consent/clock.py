"""Time as consent keeps and shows it: UTC, milliseconds (what the database holds)."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

FRANCE = ZoneInfo("Europe/Paris")


def now() -> datetime:
    """This moment, cut to the millisecond, so that what is answered equals what is read back."""
    moment = datetime.now(UTC)
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


def today() -> date:
    """The day it is in France, where dates of effect are meant."""
    return datetime.now(FRANCE).date()


def rfc3339(moment: datetime) -> str:
    """The moment as RFC 3339 with milliseconds and Z."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
