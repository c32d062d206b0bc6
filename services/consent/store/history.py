"""The activity history: entries are inserted, never changed; the head of each chain is kept apart."""

from collections.abc import Iterator, Sequence
from typing import Any

from pymongo.client_session import ClientSession
from pymongo.database import Database
from pymongo.errors import DuplicateKeyError

from chassis.inbox import AlreadyApplied
from services.consent.domain.history import Act, Entry, Head, Performer, appended

Db = Database[dict[str, Any]]
Document = dict[str, Any]


def append(session: ClientSession, db: Db, act: Act) -> bool:
    """Add an act to its record's chain; False when the record is erased.

    The head is written before the entry: of two transactions that append to one record, the second meets
    a write conflict on the head and runs again, instead of a duplicate key that would end it. The key of an
    entry is its event's id, so an act told again after the inbox forgot it raises AlreadyApplied.
    """
    held = db["history_heads"].find_one({"_id": act.record}, session=session) or {}
    if held.get("erased"):
        return False
    entry, head = appended(_head(held), act)
    db["history_heads"].update_one(
        {"_id": act.record}, {"$set": {"number": head.number, "hash": head.hash}}, upsert=True, session=session
    )
    try:
        db["history"].insert_one(_document(entry), session=session)
    except DuplicateKeyError as duplicate:
        # Another key means that the number is taken: a damaged head, and no reason to drop the act.
        if (duplicate.details or {}).get("keyPattern") == {"_id": 1}:
            raise AlreadyApplied from duplicate
        raise
    return True


def page(db: Db, record: str, before: int | None, limit: int, without: Sequence[str] = ()) -> list[Entry]:
    """Entries of a record, newest first, below a number, but those about the documents `without`."""
    condition: Document = {"record": record}
    if without:
        condition["object.id"] = {"$nin": list(without)}
    if before is not None:
        condition["number"] = {"$lt": before}
    return [_entry(row) for row in db["history"].find(condition).sort("number", -1).limit(limit)]


def chain(db: Db, record: str) -> tuple[Iterator[Entry], Head]:
    """The whole chain of a record, oldest first, and its head."""
    head = _head(db["history_heads"].find_one({"_id": record}) or {})
    rows = db["history"].find({"record": record}).sort("number", 1)
    return (_entry(row) for row in rows), head


def records(db: Db) -> Iterator[str]:
    """Every record that has a history or the head of one."""
    union: list[dict[str, Any]] = [
        {"$project": {"_id": 1}},
        {"$unionWith": {"coll": "history", "pipeline": [{"$group": {"_id": "$record"}}]}},
        {"$group": {"_id": "$_id"}},
    ]
    return (str(row["_id"]) for row in db["history_heads"].aggregate(union, allowDiskUse=True))


def erased(session: ClientSession, db: Db, record: str) -> bool:
    """Whether the record was erased: nothing about it may be kept again."""
    return db["history_heads"].find_one({"_id": record, "erased": True}, session=session) is not None


def erase(session: ClientSession, db: Db, record: str) -> None:
    """Forget the history of a record and remember that it is forgotten, for events that come late."""
    db["history"].delete_many({"record": record}, session=session)
    db["history_heads"].replace_one({"_id": record}, {"erased": True}, upsert=True, session=session)


def _head(row: Document) -> Head:
    return Head(row["number"], row["hash"]) if "number" in row else Head()


def _document(entry: Entry) -> Document:
    act = entry.act
    return {
        "_id": act.event_id,
        "record": act.record,
        "number": entry.number,
        "at": act.at,
        "actor": vars(act.actor),
        "action": act.action,
        "object": dict(act.object) if act.object is not None else None,
        "capacity": act.capacity,
        "ground": act.ground,
        "grid": act.grid,
        "prev_hash": entry.prev_hash,
        "hash": entry.hash,
    }


def _entry(row: Document) -> Entry:
    act = Act(
        event_id=row["_id"],
        record=row["record"],
        at=row["at"],
        actor=Performer(**row["actor"]),
        action=row["action"],
        object=row["object"],
        capacity=row["capacity"],
        ground=row["ground"],
        grid=row["grid"],
    )
    return Entry(act, row["number"], row["prev_hash"], row["hash"])
