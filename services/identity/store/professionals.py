"""The directory of professionals (PSS-01): public entries, each with a version."""

from collections.abc import Sequence
from dataclasses import dataclass

from chassis import outbox
from chassis.events import Event
from services.identity.domain.professionals import DirectoryEntry
from services.identity.store import ClientSession, Database, Document

_LISTED: Document = {"entry.active": True, "seen": {"$exists": True}}


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


def by_numbers(db: Database, session: ClientSession, numbers: Sequence[str]) -> dict[str, Professional]:
    """The entries with these RPPS numbers."""
    found = db["professionals"].find({"rpps": {"$in": list(numbers)}}, session=session)
    return {document["rpps"]: _professional(document) for document in found}


def note_seen(db: Database, session: ClientSession, numbers: Sequence[str], import_id: str) -> None:
    """Remember which extraction listed them last."""
    db["professionals"].update_many({"rpps": {"$in": list(numbers)}}, {"$set": {"seen": import_id}}, session=session)


def listed_count(db: Database) -> int:
    """How many active entries come from an extraction."""
    return db["professionals"].count_documents(_LISTED)


def departed_count(db: Database, import_id: str) -> int:
    """How many of them this extraction does not list."""
    return db["professionals"].count_documents(_departed(import_id))


def departed(db: Database, import_id: str, limit: int) -> list[Professional]:
    """Some of those whom this extraction does not list."""
    return [_professional(document) for document in db["professionals"].find(_departed(import_id)).limit(limit)]


def _departed(import_id: str) -> Document:
    return {"entry.active": True, "seen": {"$exists": True, "$ne": import_id}}


def after(db: Database, session: ClientSession, last: str, limit: int) -> list[Professional]:
    """The next entries by id."""
    found = db["professionals"].find({"_id": {"$gt": last}}, session=session).sort("_id").limit(limit)
    return [_professional(document) for document in found]


def _professional(document: Document) -> Professional:
    return Professional(document["_id"], DirectoryEntry.from_document(document["entry"]), document["number"])
