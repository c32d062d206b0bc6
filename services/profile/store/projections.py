"""What other services told: records, professionals, relations, representatives, the grid. Projections, never the truth.

Every row is written only by a newer version than it holds, so that events may come twice, late, or in
any order. Writes by pipeline, because a duplicate key inside a transaction would abort it.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from pymongo import ASCENDING, IndexModel

from services.profile.domain.decision import Emergency, Ground, RecordState, Relation, RelationState
from services.profile.domain.grid import Column, Grid, Practice
from services.profile.store.connection import Database, Session

RECORDS, PROFESSIONALS, RELATIONS, GRID = "records", "professionals", "relations", "grid"
REPRESENTATIONS, PARTS = "representations", "rebuild_parts"
NAMES = (RECORDS, PROFESSIONALS, RELATIONS, GRID, REPRESENTATIONS)

SPECS: dict[str, list[IndexModel]] = {
    RECORDS: [],
    PROFESSIONALS: [],
    RELATIONS: [IndexModel([("record", ASCENDING)], name="record")],
    REPRESENTATIONS: [IndexModel([("record", ASCENDING)], name="record")],
    GRID: [],
    PARTS: [IndexModel([("at", ASCENDING)], name="age", expireAfterSeconds=7 * 86400)],
    "freshness": [],
}


class Practitioner(NamedTuple):
    """A professional as the directory lists them."""

    name: str
    practice: Practice
    active: bool


def record_state(db: Database, record: str) -> RecordState | None:
    """What identity said of a record; None when nothing was heard."""
    row = db[RECORDS].find_one({"_id": record}, {"state": 1})
    return None if row is None else RecordState(row["state"])


def practitioner(db: Database, professional: str) -> Practitioner | None:
    """What identity's directory said of a professional."""
    row = db[PROFESSIONALS].find_one({"_id": professional})
    if row is None:
        return None
    roles, activities = frozenset(row["role_codes"]), frozenset(row["activity_codes"])
    practice = Practice(row["profession_code"], row["specialty_code"], roles, activities)
    return Practitioner(row["name"], practice, row["active"])


def relation(db: Database, record: str, professional: str) -> Relation | None:
    """One relation, None when they were never in contact."""
    row = db[RELATIONS].find_one({"_id": _pair(record, professional)})
    if row is None:
        return None
    held = row.get("emergency")
    emergency = Emergency(Ground(held["ground"]), held["until"]) if held is not None else None
    return Relation(RelationState(row["state"]), emergency)


def represented_until(db: Database, record: str, account: str) -> datetime | None:
    """End of the right of an account to act for a child; None when it has none."""
    row = db[REPRESENTATIONS].find_one({"_id": _pair(record, account)})
    return None if row is None else row["until"]


def grid(db: Database) -> Grid | None:
    """The grid held; None before the first."""
    row = db[GRID].find_one({"_id": "grid"})
    if row is None:
        return None
    codes = ("profession_codes", "specialty_codes", "role_codes", "activity_codes")
    columns = tuple(Column(told["id"], *(frozenset(told[name]) for name in codes)) for told in row["columns"])
    return Grid(row["name"], columns, {told["type"]: frozenset(told["allowed"]) for told in row["rows"]})


def tell_record(session: Session, db: Database, told: Mapping[str, Any]) -> None:
    """Apply the state of a record, if newer."""
    _apply(session, db, RECORDS, told["record"], {"state": told["state"]}, told["version"])


def tell_professional(session: Session, db: Database, told: Mapping[str, Any]) -> None:
    """Apply a directory entry, if newer. Only what an entry shows and the grid needs is kept."""
    practised = told["specialty_label"] or told["profession_label"]
    kept = ("profession_code", "specialty_code", "role_codes", "activity_codes", "active")
    row = {"name": f"{told['given_name']} {told['family_name']}, {practised}", **{key: told[key] for key in kept}}
    _apply(session, db, PROFESSIONALS, told["professional"], row, told["version"])


def tell_relation(session: Session, db: Database, told: Mapping[str, Any]) -> None:
    """Apply a relation, if newer."""
    row: dict[str, Any] = {"record": told["record"], "state": told["state"]}
    emergency = told.get("emergency")  # absent from what was said before there were emergencies
    if emergency is not None:
        row["emergency"] = {"ground": emergency["ground"], "until": datetime.fromisoformat(emergency["until"])}
    _apply(session, db, RELATIONS, _pair(told["record"], told["professional"]), row, told["version"])


def tell_representation(session: Session, db: Database, told: Mapping[str, Any], until: datetime | None) -> None:
    """Apply that an account acts for a child until then, or (None) that it does not any more, if newer."""
    key = _pair(told["record"], told["representative"])
    _apply(session, db, REPRESENTATIONS, key, {"record": told["record"], "until": until}, told["version"])


def tell_grid(session: Session, db: Database, told: Mapping[str, Any]) -> None:
    """Apply a grid, if newer."""
    row = {key: told[key] for key in ("name", "columns", "rows")}
    _apply(session, db, GRID, "grid", row, told["version"])


def note_part(session: Session, db: Database, told: Mapping[str, Any], at: datetime) -> bool:
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


def erase(session: Session, db: Database, record: str) -> None:
    """The record is erased for good: no later word on it is believed, nobody is known beside it."""
    beyond = {"epoch": 2**31, "number": 1}
    row = {"$set": {"state": str(RecordState.ERASED), "version": beyond}}
    db[RECORDS].update_one({"_id": record}, row, upsert=True, session=session)
    for collection in (RELATIONS, REPRESENTATIONS):
        db[collection].delete_many({"record": record}, session=session)


def _pair(record: str, account: str) -> str:
    return f"{record}:{account}"


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
