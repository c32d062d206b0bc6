"""The collections of exports: what was asked, the lots packed so far, the parts other services gave."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from bson import json_util
from pymongo import ASCENDING, DESCENDING, IndexModel
from pymongo.errors import DuplicateKeyError

from chassis import mongo, outbox
from chassis.connection import Database, Session
from chassis.events import Event
from services.documents.domain.export import Export, ExportState, Packed
from services.documents.store import documents
from services.documents.takeaway.zipping import Member

EXPORTS, LOTS, PARTS = "exports", "export_lots", "export_parts"

SPECS = {
    EXPORTS: [
        IndexModel(
            [("record", ASCENDING), ("asked_by.id", ASCENDING)],
            name="one-at-a-time",
            unique=True,
            partialFilterExpression={"current": True},
        ),
        IndexModel([("state", ASCENDING), ("requested_at", ASCENDING)], name="state"),
        IndexModel([("purge", ASCENDING)], name="purge", sparse=True),
        outbox.INDEX,
    ],
    LOTS: [IndexModel([("export", ASCENDING), ("number", ASCENDING)], name="once", unique=True)],
    PARTS: [IndexModel([("export", ASCENDING), ("service", ASCENDING), ("part", ASCENDING)], name="once", unique=True)],
}

_NOT_TAKEN = ("pending",)


class Lot(NamedTuple):
    """A run of members of the archive, sealed together in one object; `size` is that of the plain bytes."""

    number: int
    object: str
    size: int
    members: list[Member]
    documents: list[Packed]
    hashes: dict[str, tuple[int, str]]
    """By member name: size and SHA-256 of the file."""


def begin(db: Database, export: Export, key_sealed: bytes, event: Event) -> Export:
    """Keep a new export in place of the one before; if one is already being prepared, that one is given back."""
    row = {
        "_id": export.id,
        "record": export.record,
        "asked_by": dict(export.asked_by),
        "state": str(export.state),
        "current": True,
        "requested_at": export.requested_at,
        "total": export.total,
        "documents": 0,
        "lots": 0,
        "size": 0,
        "before": None,
        "packed": False,
        "ready_at": None,
        "expires_at": None,
        "key": key_sealed,
        "pending": outbox.pending(event),
    }
    same = {"record": export.record, "asked_by.id": export.asked_by["id"], "current": True}

    def work(session: Session) -> None:
        left = {"state": {"$ne": str(ExportState.PREPARING)}}
        ended = {"$set": {"state": str(ExportState.EXPIRED), "purge": True}, "$unset": {"current": "", "key": ""}}
        db[EXPORTS].update_one(same | left, ended, session=session)
        db[EXPORTS].insert_one(row, session=session)

    try:
        mongo.transaction(db, work)
    except DuplicateKeyError:
        held = current(db, export.record, export.asked_by["id"])
        if held is None:  # it ended between the two: the caller may ask again
            raise
        return held
    return export


def current(db: Database, record: str, asked_by: str) -> Export | None:
    """The last export that someone asked of a record."""
    row = db[EXPORTS].find_one({"record": record, "asked_by.id": asked_by}, sort=[("requested_at", DESCENDING)])
    return None if row is None else _export(row)


def find(db: Database, export: str) -> Export | None:
    """An export by its id."""
    row = db[EXPORTS].find_one({"_id": export})
    return None if row is None else _export(row)


def preparing(db: Database) -> list[Export]:
    """Exports under way, the oldest first."""
    rows = db[EXPORTS].find({"state": str(ExportState.PREPARING)}).sort("requested_at", ASCENDING)
    return [_export(row) for row in rows]


def due(db: Database, at: datetime) -> list[Export]:
    """Exports under way whose next step may be tried by now, the oldest first."""
    rows = db[EXPORTS].find({"state": str(ExportState.PREPARING), "not_before": {"$not": {"$gt": at}}})
    return [_export(row) for row in rows.sort("requested_at", ASCENDING)]


def put_off(db: Database, export: Export, until: datetime) -> None:
    """Try the next step of an export no sooner than that."""
    db[EXPORTS].update_one({"_id": export.id}, {"$set": {"not_before": until}})


def sealed_key(db: Database, export: str) -> bytes | None:
    """The private half of the export's key, sealed; None once it is destroyed."""
    row = db[EXPORTS].find_one({"_id": export}, {"key": 1})
    return bytes(row["key"]) if row is not None and "key" in row else None


def keep_lot(db: Database, export: Export, lot: Lot, change: Mapping[str, Any], event: Event | None = None) -> bool:
    """Keep a lot and the export's progress together; False if another process was faster."""

    def work(session: Session) -> bool:
        here = {"_id": export.id, "state": str(ExportState.PREPARING), "lots": export.lots}
        update: dict[str, Any] = {"$set": dict(change) | {"lots": export.lots + 1, "size": export.size + lot.size}}
        if event is not None:
            update |= {"$push": {"pending": {"$each": outbox.pending(event)}}, "$unset": {"key": ""}}
        if not db[EXPORTS].update_one(here, update, session=session).matched_count:
            return False
        db[LOTS].insert_one(_lot_row(export, lot), session=session)
        if event is not None:
            db[PARTS].delete_many({"export": export.id}, session=session)
        return True

    return mongo.transaction(db, work)


def all_packed(db: Database, export: Export) -> None:
    """No document is left to pack."""
    db[EXPORTS].update_one({"_id": export.id, "lots": export.lots}, {"$set": {"packed": True}})


def lots(db: Database, export: str) -> Iterator[Lot]:
    """The lots of an export, in order."""
    for row in db[LOTS].find({"export": export}).sort("number", ASCENDING):
        members = [Member(**each) for each in row["members"]]
        packed = [Packed(**each) for each in row["documents"]]
        hashes = {name: (size, digest) for name, size, digest in row["hashes"]}
        yield Lot(row["number"], row["object"], row["size"], members, packed, hashes)


def objects(db: Database, export: str) -> list[tuple[str, int]]:
    """Names and plain sizes of the objects that make the archive, in order."""
    rows = db[LOTS].find({"export": export}, {"object": 1, "size": 1}).sort("number", ASCENDING)
    return [(row["object"], row["size"]) for row in rows]


def keep_part(session: Session, db: Database, service: str, told: Mapping[str, Any]) -> None:
    """Keep what a service gave, still sealed, if the export still waits for it."""
    wanted = {"_id": told["export"], "record": told["record"], "state": str(ExportState.PREPARING)}
    if db[EXPORTS].find_one(wanted, {"_id": 1}, session=session) is None:
        return
    key = {"export": told["export"], "service": service, "part": told["part"]}
    row = {"record": told["record"], "parts": told["parts"], "sealed": told["sealed"]}
    db[PARTS].update_one(key, {"$setOnInsert": row}, upsert=True, session=session)


def parts_held(db: Database, export: str) -> dict[str, tuple[int, int]]:
    """How many parts came, of how many, by service."""
    rows = db[PARTS].aggregate(
        [
            {"$match": {"export": export}},
            {"$group": {"_id": "$service", "came": {"$sum": 1}, "parts": {"$max": "$parts"}}},
        ]
    )
    return {row["_id"]: (row["came"], row["parts"]) for row in rows}


def parts_of(db: Database, export: str, service: str) -> list[str]:
    """What a service gave, sealed, in order."""
    rows = db[PARTS].find({"export": export, "service": service}, {"sealed": 1}).sort("part", ASCENDING)
    return [row["sealed"] for row in rows]


def end(db: Database, export: Export, state: ExportState) -> None:
    """The export keeps nothing any more."""
    change = {"$set": {"state": str(state), "purge": True}, "$unset": {"key": ""}}
    db[EXPORTS].update_one({"_id": export.id, "state": str(export.state)}, change)


def run_out(db: Database, at: datetime) -> list[Export]:
    """Archives whose time is over."""
    rows = db[EXPORTS].find({"state": str(ExportState.READY), "expires_at": {"$lte": at}})
    return [_export(row) for row in rows]


def to_purge(db: Database) -> list[tuple[str, str]]:
    """Record and id of exports that ended and whose bytes may not all be gone."""
    return [(row["record"], row["_id"]) for row in db[EXPORTS].find({"purge": True}, {"record": 1})]


def purged(db: Database, export: str) -> None:
    """Nothing is left of an export but that it was asked for."""
    db[LOTS].delete_many({"export": export})
    db[PARTS].delete_many({"export": export})
    db[EXPORTS].update_one({"_id": export}, {"$unset": {"purge": ""}})


def erase(session: Session | None, db: Database, record: str) -> None:
    """Forget every export of a record."""
    for collection in (EXPORTS, LOTS, PARTS):
        db[collection].delete_many({"record": record}, session=session)


def rows_to_take(db: Database, ids: Sequence[str]) -> dict[str, str]:
    """The whole rows of these documents as JSON that loses nothing (MongoDB Extended JSON), by id."""
    found = db[documents.COLLECTION].find({"_id": {"$in": list(ids)}})
    kept = ({name: value for name, value in row.items() if name not in _NOT_TAKEN} for row in found)
    return {row["_id"]: json_util.dumps(row, ensure_ascii=False) for row in kept}


def restore_row(db: Database, told: Mapping[str, Any], record: str) -> bool:
    """Put a row that was taken away back, under `record`; False when the document is there already."""
    row = json_util.loads(json.dumps(dict(told))) | {"record": record}
    try:
        db[documents.COLLECTION].insert_one(row)
    except DuplicateKeyError:
        return False
    return True


def _export(row: Mapping[str, Any]) -> Export:
    names = ("record", "asked_by", "requested_at", "total", "documents", "lots", "size", "before", "packed")
    times = {name: row[name] for name in ("ready_at", "expires_at")}
    return Export(id=row["_id"], state=ExportState(row["state"]), **{name: row[name] for name in names}, **times)


def _lot_row(export: Export, lot: Lot) -> dict[str, Any]:
    return {
        "export": export.id,
        "record": export.record,
        "number": lot.number,
        "object": lot.object,
        "size": lot.size,
        "members": [_fields(each) for each in lot.members],
        "documents": [_fields(each) for each in lot.documents],
        "hashes": [[name, size, digest] for name, (size, digest) in lot.hashes.items()],
    }


def _fields(each: Member | Packed) -> dict[str, Any]:
    return {name: getattr(each, name) for name in each.__slots__}
