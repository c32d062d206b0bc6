"""How long a session lasts (LOG-11)."""

from datetime import datetime, timedelta

IDLE_LIFE = timedelta(minutes=30)
ABSOLUTE_LIFE = timedelta(hours=12)
TOKEN_LIFE = timedelta(minutes=5)


def is_alive(opened_at: datetime, seen_at: datetime, now: datetime) -> bool:
    """Tell whether a session may still be renewed: used within 30 minutes, opened within 12 hours."""
    return now < seen_at + IDLE_LIFE and now < opened_at + ABSOLUTE_LIFE


def token_end(opened_at: datetime, now: datetime) -> datetime:
    """Return when a token issued now ends: five minutes, and never past the session's absolute end."""
    return min(now + TOKEN_LIFE, opened_at + ABSOLUTE_LIFE)
