"""What other services told: records, professionals, relations, the grid. Projections, never the truth.

Every row is written only by a newer version than it holds, so that events may come twice, late, or in
any order. Writes by pipeline, because a duplicate key inside a transaction would abort it.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from pymongo import ASCENDING, IndexModel

from services.documents.domain.decision import Emergency, Ground, RecordState, Relation, RelationState
from services.documents.domain.grid import Column, Grid, Practice
from services.documents.store.connection import Database, Session

RECORDS, PROFESSIONALS, RELATIONS, GRID, PARTS = "records", "professionals", "relations", "grid", "rebuild_parts"
ORGANISATIONS = "organisations"

SPECS = {
    RECORDS: [IndexModel([("erased_at", ASCENDING)], name="erased", sparse=True)],
    PROFESSIONALS: [],
    ORGANISATIONS: [],
    RELATIONS: [IndexModel([("record", ASCENDING)], name="record")],
    GRID: [],
    PARTS: [IndexModel([("at", ASCENDING)], name="age", expireAfterSeconds=7 * 86400)],
    "freshness": [],
}


class Practitioner(NamedTuple):
    """A professional as the directory lists them."""

    name: str
    practice: Practice
    active: bool
    structure: str = ""


class Listed(NamedTuple):
    """An organisation as the register lists it."""

    name: str
    kind: str
    active: bool


def pair(record: str, professional: str) -> str:
    """Id of the row of a relation."""
    return f"{record}:{professional}"


def practitioner(db: Database, professional: str) -> Practitioner | None:
    """What identity's directory said of a professional."""
    row = db[PROFESSIONALS].find_one({"_id": professional})
    if row is None:
        return None
    practice = Practice(
        row["profession_code"], row["specialty_code"], frozenset(row["role_codes"]), frozenset(row["activity_codes"])
    )
    return Practitioner(row["name"], practice, row["active"], row.get("structure") or "")


def organisation(db: Database, sought: str) -> Listed | None:
    """What identity's register said of an organisation."""
    row = db[ORGANISATIONS].find_one({"_id": sought})
    return None if row is None else Listed(row["name"], row["kind"], row["active"])


RELATION_SHOWN = {"state": 1, "administrator": 1, "emergency": 1, "began": 1}


def to_relation(row: Mapping[str, Any]) -> Relation:
    """The relation of a row with at least what RELATION_SHOWN names."""
    held = row.get("emergency")
    return Relation(
        RelationState(row["state"]),
        row["administrator"],
        Emergency(Ground(held["ground"]), held["until"]) if held is not None else None,
        only_emergency=row.get("began") == "emergency",
    )


def relations_of(db: Database, record: str) -> dict[str, Relation]:
    """Every relation of a record, by professional."""
    rows = db[RELATIONS].find({"record": record}, {"professional": 1, **RELATION_SHOWN})
    return {row["professional"]: to_relation(row) for row in rows}


def relation_of(db: Database, record: str, professional: str) -> Relation | None:
    """One relation, None when they were never in contact."""
    row = db[RELATIONS].find_one({"_id": pair(record, professional)}, RELATION_SHOWN)
    return None if row is None else to_relation(row)


def column_label(db: Database, column: str) -> str:
    """What the grid held calls a column, in French; empty for one it does not have."""
    shown = {"columns": {"$elemMatch": {"id": column}}}
    row = db[GRID].find_one({"_id": "grid"}, shown) or {}
    return next((str(each.get("label", "")) for each in row.get("columns", [])), "")


def grid_mark(db: Database) -> tuple[int, int] | None:
    """Version of the grid held; None before the first."""
    row = db[GRID].find_one({"_id": "grid"}, {"version": 1})
    return None if row is None else (row["version"]["epoch"], row["version"]["number"])


def grid(db: Database) -> Grid | None:
    """The grid held."""
    row = db[GRID].find_one({"_id": "grid"})
    if row is None:
        return None
    columns = tuple(
        Column(
            told["id"],
            frozenset(told["profession_codes"]),
            frozenset(told["specialty_codes"]),
            frozenset(told["role_codes"]),
            frozenset(told["activity_codes"]),
        )
        for told in row["columns"]
    )
    return Grid(row["name"], columns, {told["type"]: frozenset(told["allowed"]) for told in row["rows"]})


def tell_record(session: Session, db: Database, told: Mapping[str, Any]) -> None:
    """Apply the state of a record, if newer."""
    _apply(session, db, RECORDS, told["record"], {"state": told["state"]}, told["version"])


def tell_professional(session: Session, db: Database, told: Mapping[str, Any]) -> None:
    """Apply a directory entry, if newer. Only what a deposit shows and the grid needs is kept."""
    practised = told["specialty_label"] or told["profession_label"]
    entry = {
        "name": f"{told['given_name']} {told['family_name']}, {practised}",
        **{
            key: told[key]
            for key in ("profession_code", "specialty_code", "role_codes", "activity_codes", "structure", "active")
        },
    }
    _apply(session, db, PROFESSIONALS, told["professional"], entry, told["version"])


def tell_organisation(session: Session, db: Database, told: Mapping[str, Any]) -> None:
    """Apply an entry of the register of organisations, if newer."""
    entry = {name: told[name] for name in ("name", "kind", "active")}
    _apply(session, db, ORGANISATIONS, told["organisation"], entry, told["version"])


def tell_relation(session: Session, db: Database, told: Mapping[str, Any]) -> None:
    """Apply a relation, if newer."""
    row: dict[str, Any] = {key: told[key] for key in ("record", "professional", "state", "administrator", "began")}
    emergency = told.get("emergency")  # absent from what was said before there were emergencies
    if emergency is not None:
        row["emergency"] = {"ground": emergency["ground"], "until": datetime.fromisoformat(emergency["until"])}
    _apply(session, db, RELATIONS, pair(told["record"], told["professional"]), row, told["version"])


def tell_grid(session: Session, db: Database, told: Mapping[str, Any]) -> None:
    """Apply a grid, if newer."""
    row = {key: told[key] for key in ("name", "effective", "source", "columns", "rows")}
    _apply(session, db, GRID, "grid", row, told["version"])


def note_part(session: Session, db: Database, told: Mapping[str, Any], at: Any) -> bool:
    """Note one part of a restated lane; whether it was the last one missing."""
    key = f"{told['rebuild']}/{told['lane']}"
    update = {"$addToSet": {"parts": told["part"]}, "$set": {"at": at}}
    db[PARTS].update_one({"_id": key}, update, upsert=True, session=session)
    row = db[PARTS].find_one({"_id": key}, session=session)
    return row is not None and len(row["parts"]) >= told["parts"]


def drop(db: Database, projection: str) -> None:
    """Forget a projection before it is told again. Erased records stay erased: no restatement brings them back."""
    if projection == RELATIONS:
        # First the proof of freshness: from here on professionals are refused, until the lanes are told again.
        db["freshness"].delete_many({"_id": {"$regex": "^policy/[0-9]+$"}})
    keep = {"state": {"$ne": RecordState.ERASED}} if projection == RECORDS else {}
    db[projection].delete_many(keep)


def is_erased(session: Session, db: Database, record: str) -> bool:
    """Whether the record is erased for good."""
    row = db[RECORDS].find_one({"_id": record}, {"state": 1}, session=session)
    return row is not None and row["state"] == RecordState.ERASED


def mark_erased(session: Session, db: Database, record: str, at: Any) -> None:
    """The record is erased for good: no later word on it is believed."""
    beyond = {"epoch": 2**31, "number": 1}
    db[RECORDS].update_one(
        {"_id": record},
        {"$set": {"state": str(RecordState.ERASED), "version": beyond, "erased_at": at}},
        upsert=True,
        session=session,
    )
    db[RELATIONS].delete_many({"record": record}, session=session)


def to_sweep(db: Database) -> list[tuple[str, Any]]:
    """Erased records whose objects may not all be gone, with the moment of the erasure."""
    rows = db[RECORDS].find({"erased_at": {"$exists": True}}, {"erased_at": 1})
    return [(row["_id"], row["erased_at"]) for row in rows]


def swept(db: Database, record: str) -> None:
    """Nothing is left of an erased record but the mark that it is erased."""
    db[RECORDS].update_one({"_id": record}, {"$unset": {"erased_at": ""}})


def _apply(
    session: Session, db: Database, collection: str, key: str, row: Mapping[str, Any], version: Mapping[str, int]
) -> None:
    newer = {"$gt": [[version["epoch"], version["number"]], ["$version.epoch", "$version.number"]]}
    told = {"_id": key, **row, "version": {"epoch": version["epoch"], "number": version["number"]}}
    db[collection].update_one(
        {"_id": key},
        [{"$replaceWith": {"$cond": [newer, {"$literal": told}, "$$ROOT"]}}],
        upsert=True,
        session=session,
    )
