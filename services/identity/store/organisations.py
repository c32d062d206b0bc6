"""Organisations and the machine accounts of their software; ids of assertions that have served."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from pymongo.errors import DuplicateKeyError

from chassis import outbox
from chassis.events import Event
from services.identity.domain.organisations import Organisation
from services.identity.store import ClientSession, Database, Document


@dataclass(frozen=True)
class Registered:
    """One organisation as kept, under its opaque id; suspended, none of its accounts gets a token."""

    id: str
    organisation: Organisation
    number: int
    suspended_at: datetime | None = None

    @property
    def active(self) -> bool:
        """Whether its software may act."""
        return self.suspended_at is None


@dataclass(frozen=True)
class MachineAccount:
    """One piece of software of an organisation. `session`: the one its tokens carry until it is suspended."""

    id: str
    organisation: str
    label: str
    scopes: frozenset[str]
    keys: tuple[dict[str, str], ...]
    session: str
    created_at: datetime
    suspended_at: datetime | None = None


def by_number(db: Database, scheme: str, number: str) -> Registered | None:
    """The organisation with this FINESS or SIRET number."""
    return _registered(db["organisations"].find_one({"entry.scheme": scheme, "entry.number": number}))


def by_id(db: Database, organisation: str) -> Registered | None:
    """The organisation with this id."""
    return _registered(db["organisations"].find_one({"_id": organisation}))


def after(db: Database, session: ClientSession | None, last: str, limit: int) -> list[Registered]:
    """The next organisations by id."""
    found = db["organisations"].find({"_id": {"$gt": last}}, session=session).sort("_id").limit(limit)
    return [told for document in found if (told := _registered(document))]


def page(db: Database, behind: tuple[str, str] | None, limit: int) -> list[Registered]:
    """Organisations by scheme and number, from behind these."""
    query: Document = {}
    if behind:
        scheme, number = behind
        further = {"entry.scheme": scheme, "entry.number": {"$gt": number}}
        query = {"$or": [{"entry.scheme": {"$gt": scheme}}, further]}
    found = db["organisations"].find(query).sort([("entry.scheme", 1), ("entry.number", 1)]).limit(limit)
    return [told for document in found if (told := _registered(document))]


def save(db: Database, session: ClientSession, listed: Registered, event: Event) -> None:
    """Write an organisation and say so."""
    document = {
        "entry": listed.organisation.as_document(),
        "number": listed.number,
        "suspended_at": listed.suspended_at,
    }
    db["organisations"].update_one({"_id": listed.id}, {"$set": document}, upsert=True, session=session)
    outbox.add(db, session, event)


def account(db: Database, account_id: str) -> MachineAccount | None:
    """The machine account with this id."""
    return _account(db["machine_accounts"].find_one({"_id": account_id}))


def accounts_of(db: Database, organisation: str, session: ClientSession | None = None) -> list[MachineAccount]:
    """The machine accounts of an organisation, oldest first."""
    found = db["machine_accounts"].find({"organisation": organisation}, session=session).sort("created_at")
    return [told for document in found if (told := _account(document))]


def save_account(db: Database, session: ClientSession | None, kept: MachineAccount) -> None:
    """Write a whole machine account."""
    document = {
        "organisation": kept.organisation,
        "label": kept.label,
        "scopes": sorted(kept.scopes),
        "keys": list(kept.keys),
        "session": kept.session,
        "created_at": kept.created_at,
        "suspended_at": kept.suspended_at,
    }
    db["machine_accounts"].update_one({"_id": kept.id}, {"$set": document}, upsert=True, session=session)


def replace_keys(db: Database, account_id: str, keys: Sequence[dict[str, str]]) -> bool:
    """Replace the public keys of an account; False when there is no such account."""
    written = db["machine_accounts"].update_one({"_id": account_id}, {"$set": {"keys": list(keys)}})
    return written.matched_count == 1


def use_assertion(db: Database, client: str, jti: str, gone_at: datetime) -> bool:
    """Note that an assertion has served; False when it had before (RFC 7523 §3, point 7)."""
    try:
        db["assertions"].insert_one({"_id": {"client": client, "jti": jti}, "gone_at": gone_at})
    except DuplicateKeyError:
        return False
    return True


def _registered(document: Document | None) -> Registered | None:
    if document is None:
        return None
    entry = Organisation.from_document(document["entry"])
    return Registered(document["_id"], entry, document["number"], document["suspended_at"])


def _account(document: Document | None) -> MachineAccount | None:
    if document is None:
        return None
    return MachineAccount(
        id=document["_id"],
        organisation=document["organisation"],
        label=document["label"],
        scopes=frozenset(document["scopes"]),
        keys=tuple(document["keys"]),
        session=document["session"],
        created_at=document["created_at"],
        suspended_at=document["suspended_at"],
    )
