"""Families: one document per child, with its representatives, its invitation and the events it still owes."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from chassis import outbox
from chassis.events import Event
from services.identity.domain.families import Basis, Family, Former, Invitation, Reason, Representative
from services.identity.store import ClientSession, Database, Document


@dataclass(frozen=True)
class Kept:
    """A family as kept. `typed`: the sealed name of the second representative asked for."""

    family: Family
    typed: bytes | None = None


def of_child(db: Database, child: str, session: ClientSession | None = None) -> Kept | None:
    """The family of a child, None while nobody has ever acted for them."""
    return _read(db["families"].find_one({"_id": child}, session=session))


def represented(db: Database, account: str, now: datetime) -> list[Family]:
    """The families in which this account acts for the child at `now`."""
    query = {"representatives.account": account, "until": {"$gt": now}}
    return [_kept(found).family for found in db["families"].find(query)]


def represented_at_all(db: Database, session: ClientSession, account: str) -> list[Family]:
    """The same whatever the time, for one who goes."""
    return [_kept(found).family for found in db["families"].find({"representatives.account": account}, session=session)]


def inviting(db: Database, account: str, now: datetime) -> list[Family]:
    """The families whose living invitation waits for this account."""
    query = {"invitation.invited": account, "invitation.expires_at": {"$gt": now}, "until": {"$gt": now}}
    return [_kept(found).family for found in db["families"].find(query)]


def by_invitation(db: Database, invitation: str, session: ClientSession) -> Kept | None:
    """The family that holds an invitation."""
    return _read(db["families"].find_one({"invitation.id": invitation}, session=session))


def unaddressed(db: Database, limit: int) -> list[Kept]:
    """Families whose invitation waits for somebody to be looked for, oldest first."""
    query = {"invitation.addressed": False}
    return [_kept(found) for found in db["families"].find(query).sort("invitation.asked_at").limit(limit)]


def save(
    db: Database, session: ClientSession, family: Family, events: Sequence[Event], typed: bytes | None = None
) -> None:
    """Write a family and its events in the caller's transaction, where it was read: a newer write is a conflict.

    `typed` comes with a new invitation and stays with it.
    """
    changes = _document(family)
    if typed is not None:
        changes["typed"] = typed
    update: Document = {"$set": changes}
    if family.invitation is None:
        update["$unset"] = {"typed": ""}
    if events:
        update["$push"] = {"pending": {"$each": outbox.pending(*events)}}
    db["families"].update_one({"_id": family.child}, update, upsert=True, session=session)


def after(db: Database, session: ClientSession, last: str, limit: int) -> list[Family]:
    """The next families by child."""
    found = db["families"].find({"_id": {"$gt": last}}, session=session).sort("_id").limit(limit)
    return [_kept(document).family for document in found]


def of_children(db: Database, session: ClientSession | None, children: Sequence[str]) -> list[Family]:
    """The families of these children."""
    return [_kept(found).family for found in db["families"].find({"_id": {"$in": list(children)}}, session=session)]


def forget(db: Database, session: ClientSession, child: str) -> None:
    """Erase the family of a child; what it still had to say leaves through the outbox."""
    found = db["families"].find_one_and_delete({"_id": child}, session=session)
    if found and found.get("pending"):
        db["outbox"].insert_one({"_id": f"left-{child}", "pending": found["pending"]}, session=session)


def _document(family: Family) -> Document:
    return {
        "until": family.until,
        "representatives": [{**asdict(each), "basis": each.basis.value} for each in family.representatives],
        "former": [{**asdict(each), "reason": each.reason.value} for each in family.former],
        "invitation": asdict(family.invitation) if family.invitation else None,
        "number": family.number,
        "of_age": family.of_age,
    }


def _read(document: Document | None) -> Kept | None:
    return None if document is None else _kept(document)


def _representative(document: Document) -> Representative:
    basis = Basis(document.get("basis", Basis.ATTACHMENT))
    return Representative(**{**document, "basis": basis})


def _kept(document: Document) -> Kept:
    invitation: dict[str, Any] | None = document["invitation"]
    family = Family(
        child=document["_id"],
        until=document["until"],
        representatives=tuple(_representative(each) for each in document["representatives"]),
        former=tuple(Former(**{**each, "reason": Reason(each["reason"])}) for each in document["former"]),
        invitation=Invitation(**invitation) if invitation else None,
        number=document["number"],
        of_age=document["of_age"],
    )
    return Kept(family, document.get("typed"))
