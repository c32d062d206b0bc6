"""The time, as the database keeps it and as contracts write it."""

from datetime import UTC, datetime


def now() -> datetime:
    """This moment in UTC, to the millisecond: all that the database keeps, so that what is compared is equal."""
    moment = datetime.now(UTC)
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


def rfc3339(at: datetime) -> str:
    """A moment as contracts write it (RFC 3339, UTC, milliseconds). Raises ValueError for one without time zone."""
    if at.tzinfo is None:
        raise ValueError("a moment without time zone")
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
