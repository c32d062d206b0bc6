"""The activity history: entries are inserted, never changed; the head of each chain is kept apart."""

from collections.abc import Iterator, Sequence
from typing import Any

from pymongo import ASCENDING, DESCENDING, IndexModel, UpdateOne
from pymongo.errors import BulkWriteError

from chassis.connection import Database, Document, Session
from chassis.inbox import AlreadyApplied
from services.consent.domain.history import EVERYTHING, Act, Entry, Head, Performer, Search, appended
from services.consent.store.checkpoints import UNPUBLISHED

Position = tuple[str, str]
"""Time and id of an entry: where it stands among those of its record."""

SPECS: dict[str, list[IndexModel]] = {
    "history": [
        IndexModel([("chain", ASCENDING), ("number", ASCENDING)], name="chain", unique=True),
        # A search by author or kind of act looks at keys alone until it has found its page.
        IndexModel(
            [("record", ASCENDING), ("at", DESCENDING), ("_id", DESCENDING), ("actor.id", 1), ("action", 1)],
            name="page",
        ),
    ],
    "history_heads": [UNPUBLISHED],
}


def append(session: Session, db: Database, act: Act) -> None:
    """Add one act to its chain, unless its record is erased. Raises AlreadyApplied."""
    append_all(session, db, [act])


def append_all(session: Session, db: Database, acts: Sequence[Act]) -> None:
    """Add acts to their chains, in their order, but those of erased records: three round trips, however many they are.

    The heads are written before the entries: of two transactions that append to one chain, the second meets
    a write conflict on the head and runs again, instead of a duplicate key that would end it. The key of an
    entry is its event's id, so an act told again after the inbox forgot it raises AlreadyApplied.
    """
    names = {name for act in acts for name in (act.chain, act.record)}
    held = {row["_id"]: row for row in db["history_heads"].find({"_id": {"$in": list(names)}}, session=session)}
    heads: dict[str, Head] = {}
    entries = []
    for act in acts:
        if any(held.get(name, {}).get("erased") for name in (act.chain, act.record)):
            continue
        entry, heads[act.chain] = appended(heads.get(act.chain) or _head(held.get(act.chain, {})), act)
        entries.append(_document(entry))
    if entries:
        db["history_heads"].bulk_write([_moved(name, head) for name, head in heads.items()], session=session)
        _insert(session, db, entries)


def _moved(name: str, head: Head) -> UpdateOne:
    told = {"number": head.number, "hash": head.hash, "unpublished": True}
    return UpdateOne({"_id": name}, {"$set": told}, upsert=True)


def _insert(session: Session, db: Database, entries: Sequence[Document]) -> None:
    try:
        db["history"].insert_many(entries, session=session)
    except BulkWriteError as refused:
        # Another key means that the number is taken: a damaged head, and no reason to drop the act.
        if any(error.get("keyPattern") == {"_id": 1} for error in refused.details["writeErrors"]):
            raise AlreadyApplied from refused
        raise


def find(db: Database, record: str, id_: str) -> Entry | None:
    """One entry of a record."""
    row = db["history"].find_one({"_id": id_, "record": record})
    return _entry(row) if row else None


def page(
    db: Database,
    record: str,
    after: Position | None,
    limit: int,
    search: Search = EVERYTHING,
    without: Sequence[str] = (),
) -> list[Entry]:
    """Entries of a record, newest first, below a position, but those about the documents `without`."""
    condition = _condition(record, search, without)
    if after is not None:
        at, id_ = after
        condition["at"] = {"$lte": at, **condition.get("at", {})}
        condition["$or"] = [{"at": {"$lt": at}}, {"_id": {"$lt": id_}}]
    rows = db["history"].find(condition).sort([("at", DESCENDING), ("_id", DESCENDING)]).limit(limit)
    return [_entry(row) for row in rows]


def count(db: Database, record: str, search: Search, most: int, without: Sequence[str] = ()) -> int:
    """How many entries a search finds, counted up to `most`."""
    return db["history"].count_documents(_condition(record, search, without), limit=most)


def overview(db: Database, record: str, without: Sequence[str] = ()) -> Document:
    """Who acted how often and last when, which kinds of acts there are, and how many acts there were each month."""
    actor = {"kind": "$actor.kind", "id": "$actor.id"}
    names = {name: {"$last": f"$actor.{name}"} for name in ("display_name", "profession", "structure")}
    stages: list[Document] = [
        {"$match": _condition(record, EVERYTHING, without)},
        {"$sort": {"at": 1}},
        {
            "$facet": {
                "actors": [
                    {"$group": {"_id": actor, "acts": {"$sum": 1}, "last": {"$max": "$at"}, **names}},
                    {"$sort": {"last": -1}},
                ],
                "actions": [{"$group": {"_id": "$action", "acts": {"$sum": 1}}}, {"$sort": {"acts": -1, "_id": 1}}],
                "months": [
                    {"$group": {"_id": {"$substrBytes": ["$at", 0, 7]}, "acts": {"$sum": 1}}},
                    {"$sort": {"_id": 1}},
                ],
            }
        },
    ]
    return db["history"].aggregate(stages).next()


def chain(db: Database, name: str) -> tuple[Iterator[Entry], Head]:
    """A whole chain, oldest first, and its head."""
    head = _head(db["history_heads"].find_one({"_id": name}) or {})
    rows = db["history"].find({"chain": name}).sort("number", 1)
    return (_entry(row) for row in rows), head


def chains_of(db: Database, record: str) -> list[str]:
    """Names of the chains of a record: its own first, then those of documents that were concealed."""
    # "0" follows "/" in ASCII: every name that begins with the record and a slash.
    others = db["history_heads"].find({"_id": {"$gt": f"{record}/", "$lt": f"{record}0"}}, {"_id": 1}).sort("_id", 1)
    return [record, *(row["_id"] for row in others)]


def chains(db: Database) -> Iterator[str]:
    """Every chain that has entries or a head."""
    union: list[dict[str, Any]] = [
        {"$project": {"_id": 1}},
        {"$unionWith": {"coll": "history", "pipeline": [{"$group": {"_id": "$chain"}}]}},
        {"$group": {"_id": "$_id"}},
    ]
    return (str(row["_id"]) for row in db["history_heads"].aggregate(union, allowDiskUse=True))


def erased(session: Session, db: Database, record: str) -> bool:
    """Whether the record was erased: nothing about it may be kept again."""
    return db["history_heads"].find_one({"_id": record, "erased": True}, session=session) is not None


def erase(session: Session, db: Database, record: str) -> None:
    """Forget the history of a record and remember that it is forgotten, for events that come late."""
    db["history"].delete_many({"record": record}, session=session)
    db["history_heads"].delete_many({"_id": {"$gt": f"{record}/", "$lt": f"{record}0"}}, session=session)
    db["history_heads"].replace_one({"_id": record}, {"erased": True}, upsert=True, session=session)


def prepare(db: Database) -> None:
    """Bring a history of before there were several chains of a record to today's form; may run again."""
    if any(each["name"] == "record_1_number_-1" for each in db["history"].list_indexes()):
        db["history"].update_many({"chain": {"$exists": False}}, [{"$set": {"chain": "$record"}}])
        db["history_heads"].update_many({"number": {"$exists": True}}, {"$set": {"unpublished": True}})
        db["history"].drop_index("record_1_number_-1")


def _condition(record: str, search: Search, without: Sequence[str]) -> Document:
    condition: Document = {"record": record}
    bounds = {"$gte": search.since, "$lt": search.before}
    if told := {operator: moment for operator, moment in bounds.items() if moment is not None}:
        condition["at"] = told
    if search.actor is not None:
        condition["actor.id" if "_" in search.actor else "actor.kind"] = search.actor
    if search.action is not None:
        condition["action"] = search.action
    if without:
        condition["object.id"] = {"$nin": list(without)}
    return condition


def _head(row: Document) -> Head:
    return Head(row["number"], row["hash"]) if "number" in row else Head()


def _document(entry: Entry) -> Document:
    act = entry.act
    return {
        "_id": act.event_id,
        "record": act.record,
        "chain": act.chain,
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
        concealed=row["chain"] != row["record"],
    )
    return Entry(act, row["number"], row["prev_hash"], row["hash"])
