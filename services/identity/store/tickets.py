"""Tickets: the proof of an identification, good for twenty minutes; only their hash is kept."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from services.identity.store import ClientSession, Database, Document

LIFE = timedelta(minutes=20)


@dataclass(frozen=True)
class Ticket:
    """Who was identified, and with which code: another code since then makes the ticket worthless."""

    secret_hash: str
    record: str
    code_hash: str


def save(db: Database, ticket: Ticket, now: datetime) -> None:
    """Keep a ticket until it is over."""
    document = {"_id": ticket.secret_hash, "record": ticket.record, "code_hash": ticket.code_hash}
    db["tickets"].insert_one({**document, "gone_at": now + LIFE})


def find(db: Database, secret_hash: str, now: datetime) -> Ticket | None:
    """The living ticket with this hash."""
    found: Document | None = db["tickets"].find_one({"_id": secret_hash, "gone_at": {"$gt": now}})
    if found is None:
        return None
    return Ticket(found["_id"], found["record"], found["code_hash"])


def forget(db: Database, session: ClientSession, record: str) -> None:
    """Erase every ticket of a record."""
    db["tickets"].delete_many({"record": record}, session=session)
