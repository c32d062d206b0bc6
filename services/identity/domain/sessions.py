"""How long a session lasts (LOG-11)."""

from datetime import datetime, timedelta

IDLE_LIFE = timedelta(minutes=30)
ABSOLUTE_LIFE = timedelta(hours=12)
TOKEN_LIFE = timedelta(minutes=5)


def alive_since(now: datetime) -> tuple[datetime, datetime]:
    """Return since when a session must have been used, and opened, to be alive now: 30 minutes, 12 hours."""
    return now - IDLE_LIFE, now - ABSOLUTE_LIFE


def token_end(opened_at: datetime, now: datetime) -> datetime:
    """Return when a token issued now ends: five minutes, and never past the session's absolute end."""
    return min(now + TOKEN_LIFE, opened_at + ABSOLUTE_LIFE)
