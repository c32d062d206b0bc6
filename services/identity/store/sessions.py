"""Sessions: opened by a login, renewed by a cookie whose hash is kept, ended once and for all services."""

from dataclasses import dataclass
from datetime import datetime

from chassis import outbox
from chassis import sessions as ended_sessions
from chassis.events import Event
from services.identity.domain.sessions import ABSOLUTE_LIFE, alive_since
from services.identity.store import ClientSession, Database, Document


@dataclass(frozen=True)
class Session:
    """One session. `first_login`: it is the first of its account (LOG-12); `device`: words for the browser."""

    id: str
    account: str
    opened_at: datetime
    seen_at: datetime
    first_login: bool
    device: str = ""


def open_session(db: Database, session: ClientSession, opened: Session, secret_hash: str) -> None:
    """Keep a new session."""
    db["sessions"].insert_one(
        {
            "_id": opened.id,
            "secret_hash": secret_hash,
            "account": opened.account,
            "opened_at": opened.opened_at,
            "seen_at": opened.seen_at,
            "first_login": opened.first_login,
            "device": opened.device,
            "ended_at": None,
            "gone_at": opened.opened_at + ABSOLUTE_LIFE,
        },
        session=session,
    )


def renew(db: Database, secret_hash: str, now: datetime) -> Session | None:
    """Note that the session of this cookie is in use; None when it has ended, idled or grown too old."""
    seen_since, opened_since = alive_since(now)
    alive = {
        "secret_hash": secret_hash,
        "ended_at": None,
        "seen_at": {"$gt": seen_since},
        "opened_at": {"$gt": opened_since},
    }
    found: Document | None = db["sessions"].find_one_and_update(alive, {"$set": {"seen_at": now}})
    return None if found is None else _session(found)


def by_id(db: Database, session_id: str) -> Session | None:
    """The session with this id, ended or not."""
    found: Document | None = db["sessions"].find_one({"_id": session_id})
    return None if found is None else _session(found)


def alive_of(db: Database, session: ClientSession | None, account: str) -> list[Session]:
    """The sessions of an account that nobody ended."""
    found = db["sessions"].find({"account": account, "ended_at": None}, session=session)
    return [_session(document) for document in found]


def usable_of(db: Database, account: str, now: datetime) -> list[Session]:
    """The sessions of an account that can still be renewed, the newest first; at most a hundred."""
    seen_since, opened_since = alive_since(now)
    alive = {
        "account": account,
        "ended_at": None,
        "seen_at": {"$gt": seen_since},
        "opened_at": {"$gt": opened_since},
    }
    return [_session(document) for document in db["sessions"].find(alive).sort("opened_at", -1).limit(100)]


def end(
    db: Database, session: ClientSession, ended: str, now: datetime, tokens_expire_at: datetime, event: Event
) -> bool:
    """End a session for this service at once and for the others by `event`; False when it had ended before."""
    written = db["sessions"].update_one({"_id": ended, "ended_at": None}, {"$set": {"ended_at": now}}, session=session)
    if written.matched_count == 0:
        return False
    ended_sessions.end(session, db, ended, tokens_expire_at)
    outbox.add(db, session, event)
    return True


def _session(document: Document) -> Session:
    return Session(
        id=document["_id"],
        account=document["account"],
        opened_at=document["opened_at"],
        seen_at=document["seen_at"],
        first_login=document["first_login"],
        device=document.get("device", ""),
    )
