"""The collection `documents`: one row a document, its events beside it until they are published."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, NamedTuple

from bson import json_util
from pymongo import ASCENDING, DESCENDING, IndexModel
from pymongo.errors import DuplicateKeyError

from chassis import mongo, outbox
from chassis.events import Event
from services.documents.domain.decision import Visible
from services.documents.domain.document import Depositor, DepositorKind, Document
from services.documents.store.connection import Database, Session

COLLECTION = "documents"

_INFORMATION = (
    "type", "type_class", "title", "document_date", "depositor_kind", "depositor", "depositor_name", "deposited_at",
    "size", "sha256", "media_type", "hidden", "version",
)  # fmt: skip

SPECS = {
    COLLECTION: [
        # Covers the list: it reads no document (ids are time-ordered, so newest first is the order of ids).
        IndexModel(
            [("record", ASCENDING), ("_id", DESCENDING), *((name, ASCENDING) for name in _INFORMATION)], name="list"
        ),
        IndexModel(
            [("record", ASCENDING), ("depositor", ASCENDING), ("idempotency_key", ASCENDING)],
            name="once",
            unique=True,
        ),
        # Covers « what this person deposited here », of which a list needs the few newest.
        IndexModel([("record", ASCENDING), ("depositor", ASCENDING), ("_id", DESCENDING)], name="authored"),
        outbox.INDEX,
    ],
    outbox.COLLECTION: [outbox.INDEX],
}

_LISTED = {"_id": 1, "record": 1, **dict.fromkeys(_INFORMATION, 1)}
SEEN = {**_LISTED, "charset": 1}
"""What is read of a row to show its document."""


class Intention(NamedTuple):
    """What makes two deposits the same: the client's key, and what it stood for (SHA-256 of the request)."""

    key: str
    fingerprint: str


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
    row = _to_row(document) | {
        "charset": charset,
        "idempotency_key": intention.key,
        "fingerprint": intention.fingerprint,
        "pending": outbox.pending(event),
    }
    try:
        db[COLLECTION].insert_one(row)
    except DuplicateKeyError:
        wanted = {"record": document.record, "depositor": document.depositor.id, "idempotency_key": intention.key}
        earlier = db[COLLECTION].find_one(wanted, {**_LISTED, "fingerprint": 1})
        if earlier is None:  # deleted between the two: the caller may try again
            raise
        return _to_document(earlier), earlier["fingerprint"]
    return None


def kept(row: dict[str, Any]) -> Kept:
    """The document of a row read as SEEN."""
    return Kept(_to_document(row), row.get("charset"))


def from_taken(text: str) -> Document:
    """The document of a row that an export took away as Extended JSON."""
    return _to_document(json_util.loads(text))


def page(db: Database, record: str, visible: Visible, before: str | None, limit: int) -> list[Document]:
    """At most `limit` visible documents of the record, newest first, after the document `before`."""
    own = [] if visible.author is None else _own(db, record, visible.author, before, limit)
    query = list_query(record, visible, own, before)
    rows = db[COLLECTION].find(query, _LISTED).sort("_id", DESCENDING).limit(limit).hint("list")
    return [_to_document(row) for row in rows.batch_size(limit + 1)]


def count(db: Database, record: str, visible: Visible) -> int:
    """How many documents of the record are visible."""
    own = [] if visible.author is None else _own(db, record, visible.author, None, 0)
    return db[COLLECTION].count_documents(list_query(record, visible, own), hint="list")


def list_query(record: str, visible: Visible, own: list[str], before: str | None = None) -> dict[str, Any]:
    """The rule of `Visible` as a query whose every branch the index `list` answers alone; `own` stands for the author.

    The alternatives stand at the root, each with the record: only so does the database merge two walks
    of the index instead of reading documents (a test explains it).
    """
    place: dict[str, Any] = {"record": record}
    later: dict[str, Any] = {} if before is None else {"_id": {"$lt": before}}
    if visible.everything:
        return place | later
    branches: list[dict[str, Any]] = []
    if visible.types:
        shown = {} if visible.hidden_too else {"hidden": False}
        branches.append({**place, **later, "type": {"$in": sorted(visible.types)}, **shown})
    if own or not branches:
        branches.append({**place, "_id": {"$in": own}})
    return branches[0] if len(branches) == 1 else {"$or": branches}


def _own(db: Database, record: str, depositor: str, before: str | None, limit: int) -> list[str]:
    """Ids of what `depositor` deposited in the record, the newest `limit` after `before`."""
    query: dict[str, Any] = {"record": record, "depositor": depositor}
    if before is not None:
        query["_id"] = {"$lt": before}
    rows = db[COLLECTION].find(query, {"_id": 1}).sort("_id", DESCENDING).limit(limit).hint("authored")
    return [row["_id"] for row in rows.batch_size(limit + 1)]


def replace(db: Database, before: Document, after: Document, events: Iterable[Event]) -> bool:
    """Write a change if the document is still in the version it was read in."""
    changed = {name: value for name, value in _to_row(after).items() if name != "_id"}
    update: dict[str, Any] = {"$set": changed}
    if waiting := outbox.pending(*events):
        update["$push"] = {"pending": {"$each": waiting}}
    return db[COLLECTION].update_one({"_id": before.id, "version": before.version}, update).matched_count == 1


def delete(db: Database, document: Document, event: Event) -> bool:
    """Remove a document if it is still in that version; events not yet published leave with the last one."""

    def work(session: Session) -> bool:
        row = db[COLLECTION].find_one_and_delete({"_id": document.id, "version": document.version}, session=session)
        if row is None:
            return False
        if row.get("pending"):
            db[outbox.COLLECTION].insert_one({"_id": f"left-{document.id}", "pending": row["pending"]}, session=session)
        outbox.add(db, session, event)
        return True

    return mongo.transaction(db, work)


def existing(db: Database, ids: list[str]) -> set[str]:
    """Which of these documents have metadata."""
    return {row["_id"] for row in db[COLLECTION].find({"_id": {"$in": ids}}, {"_id": 1})}


def erase(session: Session | None, db: Database, record: str) -> None:
    """Remove every document of a record, with whatever it still had to say."""
    db[COLLECTION].delete_many({"record": record}, session=session)


def _to_row(document: Document) -> dict[str, Any]:
    return {
        "_id": document.id,
        "record": document.record,
        "type": document.type,
        "type_class": document.type_class,
        "title": document.title,
        "document_date": document.document_date.isoformat(),
        "depositor_kind": str(document.depositor.kind),
        "depositor": document.depositor.id,
        "depositor_name": document.depositor.name,
        "deposited_at": document.deposited_at,
        "size": document.size,
        "sha256": document.sha256,
        "media_type": document.media_type,
        "hidden": document.hidden,
        "version": document.version,
    }


def _to_document(row: dict[str, Any]) -> Document:
    deposited_at: datetime = row["deposited_at"]
    return Document(
        id=row["_id"],
        record=row["record"],
        type=row["type"],
        type_class=row["type_class"],
        title=row["title"],
        document_date=date.fromisoformat(row["document_date"]),
        depositor=Depositor(DepositorKind(row["depositor_kind"]), row["depositor"], row["depositor_name"]),
        deposited_at=deposited_at,
        size=row["size"],
        sha256=row["sha256"],
        media_type=row["media_type"],
        hidden=row["hidden"],
        version=row["version"],
    )
