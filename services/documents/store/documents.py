"""The collection `documents`: one row a document, its events beside it until they are published."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple

from bson import json_util
from pymongo import ASCENDING, DESCENDING, IndexModel
from pymongo.errors import DuplicateKeyError

from chassis import mongo, outbox
from chassis.connection import Database, Session
from chassis.events import Event
from services.documents.domain.document import Document, Status
from services.documents.store.rows import INFORMATION, to_document, to_row, to_visibility_row

COLLECTION = "documents"
_TAKEN = json_util.JSONOptions(tz_aware=True, tzinfo=UTC)

_PLACE = [("record", ASCENDING), ("status", ASCENDING)]
_RIGHTS = [
    (name, ASCENDING)
    for name in ("type", "hidden", "hidden_from", "withheld_until", "from_representatives", "depositor")
]

_WITHHELD = {"withheld_until": {"$gt": datetime(1970, 1, 1, tzinfo=UTC)}}

SPECS = {
    COLLECTION: [
        # Covers the list: it reads no document (ids are time-ordered, so newest first is the order of ids).
        IndexModel([*_PLACE, ("_id", DESCENDING), *((name, ASCENDING) for name in INFORMATION)], name="current"),
        # By the date of the act: decides on the keys alone, and reads only the rows of the page.
        IndexModel(
            [*_PLACE, ("document_date", DESCENDING), ("_id", DESCENDING), *_RIGHTS, ("depositor_kind", ASCENDING)],
            name="dated",
        ),
        # Words of titles and authors of one record; what matches is few and sorted in memory.
        IndexModel([("record", ASCENDING), ("words", ASCENDING)], name="words"),
        IndexModel(
            [("record", ASCENDING), ("depositor", ASCENDING), ("idempotency_key", ASCENDING)],
            name="once",
            unique=True,
        ),
        # Covers « what this person deposited here », of which a list needs the few newest.
        IndexModel([*_PLACE, ("depositor", ASCENDING), ("_id", DESCENDING)], name="own"),
        IndexModel([("series", ASCENDING)], name="versions", sparse=True),
        IndexModel([("withheld_until", ASCENDING)], name="withheld", partialFilterExpression=_WITHHELD),
        outbox.INDEX,
    ],
    outbox.COLLECTION: [outbox.INDEX],
}

LISTED = {"_id": 1, "record": 1, "status": 1, **dict.fromkeys(INFORMATION, 1)}
SEEN = {**LISTED, "charset": 1, "series": 1, "replaced_by": 1}
"""What is read of a row to show its document."""


class Intention(NamedTuple):
    """What makes two deposits the same: the client's key, and what it stood for (SHA-256 of the request).

    `identifier` is what a FHIR source calls the document, of which the key was made: kept, to be given back.
    """

    key: str
    fingerprint: str
    identifier: Mapping[str, str] | None = None


class Addition(NamedTuple):
    """A document to keep together with others."""

    document: Document
    charset: str | None
    intention: Intention
    event: Event


class Kept(NamedTuple):
    """A document as kept, with what only its bytes need."""

    document: Document
    charset: str | None


def insert(
    db: Database, document: Document, charset: str | None, intention: Intention, event: Event
) -> tuple[Document, str] | None:
    """Keep a document with its event, in one journaled write.

    Returns None when it is kept, else the earlier document of the same intention key with its fingerprint.
    """
    try:
        db[COLLECTION].insert_one(_new_row(document, charset, intention, event))
    except DuplicateKeyError:
        earlier = find_by_key(db, document.record, document.depositor.id, intention.key)
        if earlier is None:  # deleted between the two: the caller may try again
            raise
        return earlier
    return None


def insert_within(
    session: Session, db: Database, document: Document, charset: str | None, intention: Intention, event: Event
) -> None:
    """Keep a document with its event in the caller's transaction. A key that served already ends it."""
    db[COLLECTION].insert_one(_new_row(document, charset, intention, event), session=session)


def insert_together(db: Database, additions: Sequence[Addition], note: Callable[[Session], None]) -> bool:
    """Keep these documents with their events and what `note` writes, all or nothing.

    False if one of the intention keys has served meanwhile.
    """

    def work(session: Session) -> None:
        if additions:
            db[COLLECTION].insert_many([_new_row(*each) for each in additions], session=session)
        note(session)

    try:
        mongo.transaction(db, work)
    except DuplicateKeyError:
        return False
    return True


def record_of(db: Database, document: str) -> str | None:
    """The record that a document belongs to."""
    row = db[COLLECTION].find_one({"_id": document}, {"record": 1})
    return None if row is None else str(row["record"])


def find_by_key(db: Database, record: str, depositor: str, key: str) -> tuple[Document, str] | None:
    """What someone deposited under an intention key, with its fingerprint."""
    wanted = {"record": record, "depositor": depositor, "idempotency_key": key}
    row = db[COLLECTION].find_one(wanted, {**SEEN, "fingerprint": 1})
    return None if row is None else (to_document(row), row["fingerprint"])


def supersede(
    db: Database, before: Document, document: Document, charset: str | None, intention: Intention, event: Event
) -> bool:
    """Put `document` in the place of `before`, both or neither.

    False if `before` is no longer in that version, or the intention key has served already.
    """
    after = before.replaced_by(document.id)
    marks = {name: value for name, value in to_row(after).items() if name != "_id"}

    def work(session: Session) -> bool:
        present = {"_id": before.id, "version": before.version}
        if db[COLLECTION].update_one(present, {"$set": marks}, session=session).matched_count == 0:
            return False
        db[COLLECTION].insert_one(_new_row(document, charset, intention, event), session=session)
        return True

    try:
        return mongo.transaction(db, work)
    except DuplicateKeyError:
        return False


def kept(row: dict[str, Any]) -> Kept:
    """The document of a row read as SEEN."""
    return Kept(to_document(row), row.get("charset"))


def from_taken(text: str) -> Document:
    """The document of a row that an export took away as Extended JSON."""
    return to_document(json_util.loads(text, json_options=_TAKEN))


def versions(db: Database, record: str, series: str) -> list[Document]:
    """Every version of a document that was replaced, newest first."""
    rows = db[COLLECTION].find({"series": series, "record": record}, SEEN).sort("revision", DESCENDING)
    return [to_document(row) for row in rows]


def named(db: Database, record: str, ids: Collection[str]) -> list[Document]:
    """Those of these documents that are in the record."""
    rows = db[COLLECTION].find({"_id": {"$in": sorted(ids)}, "record": record}, SEEN) if ids else ()
    return [to_document(row) for row in rows]


def replace(db: Database, before: Document, after: Document, events: Iterable[Event]) -> bool:
    """Write a change if the document is still in the version it was read in.

    Old versions are seen by the same; those that were filed with it are filed elsewhere with it.
    """
    changed = {name: value for name, value in to_row(after).items() if name != "_id"}
    update: dict[str, Any] = {"$set": changed}
    if waiting := outbox.pending(*events):
        update["$push"] = {"pending": {"$each": waiting}}
    present = {"_id": before.id, "version": before.version}
    older = {"series": before.chain.series, "_id": {"$ne": before.id}}
    along: list[tuple[dict[str, Any], dict[str, Any]]] = []
    if before.visibility != after.visibility:
        along.append((older, to_visibility_row(after.visibility)))
    if before.type != after.type:
        along.append((older | {"type": before.type}, {"type": after.type, "type_class": after.type_class}))
    if before.chain.series is None or not along:
        return db[COLLECTION].update_one(present, update).matched_count == 1

    def work(session: Session) -> bool:
        if db[COLLECTION].update_one(present, update, session=session).matched_count == 0:
            return False
        for which, same in along:
            db[COLLECTION].update_many(which, {"$set": same, "$inc": {"version": 1}}, session=session)
        return True

    return mongo.transaction(db, work)


def delete(db: Database, documents: Sequence[Document], events: Sequence[Event]) -> bool:
    """Remove documents if each is still in that version; events not yet published leave with the last ones."""

    def work(session: Session) -> bool:
        left = []
        for document in documents:
            present = {"_id": document.id, "version": document.version}
            row = db[COLLECTION].find_one_and_delete(present, session=session)
            if row is None:
                session.abort_transaction()
                return False
            left += row.get("pending", [])
        if left:
            leaving = {"_id": f"left-{documents[0].id}", "pending": left}
            db[outbox.COLLECTION].insert_one(leaving, session=session)
        outbox.add(db, session, *events)
        return True

    return mongo.transaction(db, work)


def due(db: Database, at: datetime, limit: int) -> list[Document]:
    """Current documents that the patient sees since `at` or before, and that were kept from them until then."""
    overdue = {"status": str(Status.CURRENT), "withheld_until": {**_WITHHELD["withheld_until"], "$lte": at}}
    rows = db[COLLECTION].find(overdue, SEEN).hint("withheld").limit(limit)
    return [to_document(row) for row in rows]


def identifiers(db: Database, ids: Collection[str]) -> dict[str, dict[str, str]]:
    """What the sources of these documents call them, where they said it."""
    said = {"_id": {"$in": sorted(ids)}, "master_identifier": {"$exists": True}}
    return {row["_id"]: row["master_identifier"] for row in db[COLLECTION].find(said, {"master_identifier": 1})}


def existing(db: Database, ids: list[str]) -> set[str]:
    """Which of these documents have metadata."""
    return {row["_id"] for row in db[COLLECTION].find({"_id": {"$in": ids}}, {"_id": 1})}


def erase(session: Session | None, db: Database, record: str) -> None:
    """Remove every document of a record, with whatever it still had to say."""
    db[COLLECTION].delete_many({"record": record}, session=session)


def _new_row(document: Document, charset: str | None, intention: Intention, event: Event) -> dict[str, Any]:
    said = {} if intention.identifier is None else {"master_identifier": dict(intention.identifier)}
    return (
        to_row(document)
        | said
        | {
            "charset": charset,
            "idempotency_key": intention.key,
            "fingerprint": intention.fingerprint,
            "pending": outbox.pending(event),
        }
    )
