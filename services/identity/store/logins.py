"""Logins in progress: the password was right, a code is awaited. The code's delivery leaves with its write."""

from datetime import datetime

from pymongo import ReturnDocument

from chassis import outbox
from chassis.events import Event
from services.identity.domain.login import PendingLogin
from services.identity.store import ClientSession, Database, Document


def start(db: Database, login: PendingLogin) -> None:
    """Keep a new login until it is over."""
    db["logins"].insert_one(
        {
            "_id": login.id,
            "account": login.account,
            "expires_at": login.expires_at,
            "gone_at": login.expires_at,
            "tries": 0,
            "sent": 0,
        }
    )


def find(db: Database, login: str) -> PendingLogin | None:
    """The login with this id."""
    found: Document | None = db["logins"].find_one({"_id": login})
    return None if found is None else _login(found)


def put_code(
    db: Database, login: PendingLogin, code_hash: str, expires_at: datetime, resend_at: datetime, event: Event
) -> bool:
    """Replace the login's code and send the new one; False when another request did so first."""
    written = db["logins"].update_one(
        {"_id": login.id, "sent": login.sent},
        {
            "$set": {"code_hash": code_hash, "code_expires_at": expires_at, "resend_at": resend_at},
            "$inc": {"sent": 1},
            "$push": {"pending": {"$each": outbox.pending(event)}},
        },
    )
    return written.matched_count == 1


def count_try(db: Database, login: PendingLogin, most: int) -> PendingLogin | None:
    """Count one try before judging it; None when the tries are used up."""
    found: Document | None = db["logins"].find_one_and_update(
        {"_id": login.id, "tries": {"$lt": most}}, {"$inc": {"tries": 1}}, return_document=ReturnDocument.AFTER
    )
    return None if found is None else _login(found)


def consume(db: Database, session: ClientSession, login: PendingLogin) -> bool:
    """End a login whose code was right; False when that code was used or replaced in between."""
    gone = db["logins"].delete_one({"_id": login.id, "code_hash": login.code_hash}, session=session)
    return gone.deleted_count == 1


def forget(db: Database, session: ClientSession, account: str) -> None:
    """Erase every login in progress of an account."""
    db["logins"].delete_many({"account": account}, session=session)


def _login(document: Document) -> PendingLogin:
    return PendingLogin(
        id=document["_id"],
        account=document["account"],
        expires_at=document["expires_at"],
        code_hash=document.get("code_hash"),
        code_expires_at=document.get("code_expires_at"),
        tries=document["tries"],
        sent=document["sent"],
        resend_at=document.get("resend_at"),
    )
