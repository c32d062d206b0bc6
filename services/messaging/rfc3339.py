"""Times as they are told: RFC 3339, UTC, to the millisecond."""

from datetime import datetime


def rfc3339(at: datetime) -> str:
    """A moment as text."""
    return at.isoformat(timespec="milliseconds").replace("+00:00", "Z")
