"""Tickets of those who logged in to a closed profile: they open it again, or have it erased; only a hash is kept."""

from datetime import datetime, timedelta

from services.identity.store import ClientSession, Database, Document

LIFE = timedelta(minutes=20)


def save(db: Database, session: ClientSession, secret_hash: str, account: str, now: datetime) -> None:
    """Keep a ticket until it is over."""
    db["returns"].insert_one({"_id": secret_hash, "account": account, "gone_at": now + LIFE}, session=session)


def take(db: Database, session: ClientSession, secret_hash: str, now: datetime) -> str | None:
    """Spend a living ticket; the account it was given to."""
    found: Document | None = db["returns"].find_one_and_delete(
        {"_id": secret_hash, "gone_at": {"$gt": now}}, session=session
    )
    return None if found is None else str(found["account"])


def forget(db: Database, session: ClientSession, account: str) -> None:
    """Erase the tickets of an account."""
    db["returns"].delete_many({"account": account}, session=session)
