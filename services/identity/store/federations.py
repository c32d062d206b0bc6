"""Logins that were sent to the OpenID provider and have not come back; each comes back once."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from services.identity.store import Database, Document

LIFE = timedelta(minutes=10)


@dataclass(frozen=True)
class Federation:
    """A login at the provider: the hash of its state, and of the cookie of the browser that began it."""

    state_hash: str
    cookie_hash: str


def begin(db: Database, federation: Federation, now: datetime) -> None:
    """Keep a login until it comes back or is over."""
    db["federations"].insert_one(
        {"_id": federation.state_hash, "cookie_hash": federation.cookie_hash, "gone_at": now + LIFE}
    )


def take(db: Database, federation: Federation, now: datetime) -> bool:
    """End a login that came back to its own browser in time; False for any other."""
    found: Document | None = db["federations"].find_one_and_delete(
        {"_id": federation.state_hash, "cookie_hash": federation.cookie_hash, "gone_at": {"$gt": now}}
    )
    return found is not None
