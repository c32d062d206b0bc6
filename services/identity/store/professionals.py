"""The directory of professionals (PSS-01): public entries, each with a version."""

from dataclasses import dataclass

from chassis import outbox
from chassis.events import Event
from services.identity.domain.professionals import DirectoryEntry
from services.identity.store import ClientSession, Database, Document


@dataclass(frozen=True)
class Professional:
    """One directory entry as kept, under its opaque id."""

    id: str
    entry: DirectoryEntry
    number: int


def by_rpps(db: Database, rpps: str, session: ClientSession | None = None) -> Professional | None:
    """The entry with this RPPS number."""
    found: Document | None = db["professionals"].find_one({"rpps": rpps}, session=session)
    return None if found is None else _professional(found)


def by_id(db: Database, professional: str) -> Professional | None:
    """The entry with this id."""
    found: Document | None = db["professionals"].find_one({"_id": professional})
    return None if found is None else _professional(found)


def save(db: Database, session: ClientSession, listed: Professional, event: Event) -> None:
    """Write an entry and say so."""
    document = {"rpps": listed.entry.rpps, "entry": listed.entry.as_document(), "number": listed.number}
    db["professionals"].update_one({"_id": listed.id}, {"$set": document}, upsert=True, session=session)
    outbox.add(db, session, event)


def after(db: Database, session: ClientSession, last: str, limit: int) -> list[Professional]:
    """The next entries by id."""
    found = db["professionals"].find({"_id": {"$gt": last}}, session=session).sort("_id").limit(limit)
    return [_professional(document) for document in found]


def _professional(document: Document) -> Professional:
    return Professional(document["_id"], DirectoryEntry.from_document(document["entry"]), document["number"])
