"""What identity and consent told: records, professionals, relations, representations. Projections, never the truth.

Every row is written only by a newer version than it holds, so that events may come twice, late, or in any order.
Rows of an installation that ran an earlier version may lack fields: readers say what is missing as nothing.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from pymongo import ASCENDING, IndexModel

from chassis import freshness
from chassis.connection import Database, Session
from enforcement.directory import Practitioner
from enforcement.grid import Practice
from enforcement.lanes import STREAM
from enforcement.record import RecordState
from enforcement.relation import Emergency, Ground, Relation, RelationState

RECORDS, PROFESSIONALS, RELATIONS = "records", "professionals", "relations"
REPRESENTATIONS, PARTS = "representations", "rebuild_parts"
NAMES = (RECORDS, PROFESSIONALS, RELATIONS, REPRESENTATIONS)
"""Those that an operator may have told again."""

_BY_RECORD = IndexModel([("record", ASCENDING)], name="record")
SPECS: dict[str, list[IndexModel]] = {
    RECORDS: [IndexModel([("erased_at", ASCENDING)], name="erased", sparse=True)],
    PROFESSIONALS: [],
    RELATIONS: [_BY_RECORD],
    REPRESENTATIONS: [_BY_RECORD],
    PARTS: [IndexModel([("at", ASCENDING)], name="age", expireAfterSeconds=7 * 86400)],
    freshness.COLLECTION: [],
}

RELATION_SHOWN = {"state": 1, "administrator": 1, "emergency": 1, "began": 1, "before_block": 1}
_BEYOND = {"epoch": 2**31, "number": 1}
_PRACTISED = ("profession_code", "specialty_code", "role_codes", "activity_codes")


def pair(record: str, other: str) -> str:
    """Id of the row of a record and a professional, or of a child and a representative."""
    return f"{record}:{other}"


def practitioner(db: Database, professional: str) -> Practitioner | None:
    """What identity's directory said of a professional; None when nothing was heard."""
    return practitioners(db, [professional]).get(professional)


def practitioners(db: Database, professionals: Iterable[str]) -> dict[str, Practitioner]:
    """Directory entries of some professionals, as far as they are known."""
    rows = db[PROFESSIONALS].find({"_id": {"$in": list(professionals)}})
    return {row["_id"]: _practitioner(row) for row in rows}


def relation_of(db: Database, record: str, professional: str) -> Relation | None:
    """One relation, None when they were never in contact."""
    row = db[RELATIONS].find_one({"_id": pair(record, professional)}, RELATION_SHOWN)
    return None if row is None else to_relation(row)


def relations_of(db: Database, record: str, professionals: Iterable[str] | None = None) -> dict[str, Relation]:
    """The relations of a record by professional: all, or those to some."""
    chosen = {} if professionals is None else {"_id": {"$in": [pair(record, each) for each in professionals]}}
    rows = db[RELATIONS].find({"record": record, **chosen}, RELATION_SHOWN)
    return {row["_id"].partition(":")[2]: to_relation(row) for row in rows}


def to_relation(row: Mapping[str, Any]) -> Relation:
    """The relation of a row with at least what RELATION_SHOWN names."""
    held = row.get("emergency")
    return Relation(
        RelationState(row["state"]),
        administrator=row.get("administrator", False),
        emergency=Emergency(Ground(held["ground"]), held["until"]) if held is not None else None,
        only_emergency=row.get("began") == "emergency",
        before_block=RelationState(row["before_block"]) if row.get("before_block") else None,
    )


def tell_record(session: Session, db: Database, told: Mapping[str, Any]) -> None:
    """Apply the state of a record, if newer."""
    tell(session, db, RECORDS, told["record"], {"state": told["state"]}, told["version"])


def tell_professional(session: Session, db: Database, told: Mapping[str, Any]) -> None:
    """Apply a directory entry, if newer. Only what is shown of a professional and what the grid needs is kept."""
    practised = told["specialty_label"] or told["profession_label"]
    kept = {key: told[key] for key in (*_PRACTISED, "structure", "active")}
    entry = {"name": f"{told['given_name']} {told['family_name']}, {practised}", **kept}
    tell(session, db, PROFESSIONALS, told["professional"], entry, told["version"])


def tell_relation(session: Session, db: Database, told: Mapping[str, Any]) -> None:
    """Apply a relation, if newer. Nothing is kept beside an erased record (CLO-07)."""
    tell_relations(session, db, [told])


def tell_relations(session: Session, db: Database, told: Sequence[Mapping[str, Any]]) -> None:
    """Apply many relations, as one."""
    erased = _erased_among(session, db, {each["record"] for each in told})
    for each in told:
        if each["record"] not in erased:
            _tell_relation(session, db, each)


def _tell_relation(session: Session, db: Database, told: Mapping[str, Any]) -> None:
    row: dict[str, Any] = {key: told[key] for key in ("record", "professional", "state", "administrator", "began")}
    emergency = told.get("emergency")  # absent from what was said before there were emergencies
    if told.get("before_block") is not None:
        row["before_block"] = told["before_block"]
    if emergency is not None:
        row["emergency"] = {"ground": emergency["ground"], "until": datetime.fromisoformat(emergency["until"])}
    tell(session, db, RELATIONS, pair(told["record"], told["professional"]), row, told["version"])


def tell_representation(session: Session, db: Database, told: Mapping[str, Any], until: datetime | None) -> None:
    """Apply that an account acts for a child until then, or (None) that it does not any more, if newer.

    Nothing is kept beside an erased record (CLO-07).
    """
    if _erased_among(session, db, {told["record"]}):
        return
    key = pair(told["record"], told["representative"])
    tell(session, db, REPRESENTATIONS, key, {"record": told["record"], "until": until}, told["version"])


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
        db[freshness.COLLECTION].delete_many({"_id": {"$regex": f"^{STREAM}/[0-9]+$"}})
    keep = {"state": {"$ne": RecordState.ERASED}} if projection == RECORDS else {}
    db[projection].delete_many(keep)


def is_erased(session: Session, db: Database, record: str) -> bool:
    """Whether the record is erased for good."""
    row = db[RECORDS].find_one({"_id": record}, {"state": 1}, session=session)
    return row is not None and row["state"] == RecordState.ERASED


def _erased_among(session: Session, db: Database, records: set[str]) -> set[str]:
    """Those that are erased for good. The others that are known are not until this transaction ends.

    Reading alone would not hold them so: an erasure that commits meanwhile would not see what is written here.
    Writing the same row, one of the two transactions is run again.
    """
    named, erased = {"_id": {"$in": list(records)}}, str(RecordState.ERASED)
    held = db[RECORDS].update_many({**named, "state": {"$ne": erased}}, {"$inc": {"held": 1}}, session=session)
    if held.matched_count == len(records):
        return set()
    return {row["_id"] for row in db[RECORDS].find({**named, "state": erased}, {"_id": 1}, session=session)}


def mark_erased(session: Session, db: Database, record: str, swept_from: datetime | None) -> None:
    """The record is erased for good: no later word on it is believed, nobody is known beside it.

    `swept_from`: when objects of it began to be left for `to_sweep`; None when there are none.
    """
    erased: dict[str, Any] = {"state": str(RecordState.ERASED), "version": _BEYOND}
    if swept_from is not None:
        erased["erased_at"] = swept_from
    db[RECORDS].update_one({"_id": record}, {"$set": erased}, upsert=True, session=session)
    for collection in (RELATIONS, REPRESENTATIONS):
        db[collection].delete_many({"record": record}, session=session)


def to_sweep(db: Database) -> list[tuple[str, datetime]]:
    """Erased records whose objects may not all be gone, with the moment of the erasure."""
    rows = db[RECORDS].find({"erased_at": {"$exists": True}}, {"erased_at": 1})
    return [(row["_id"], row["erased_at"]) for row in rows]


def swept(db: Database, record: str) -> None:
    """Nothing is left of an erased record but the mark that it is erased."""
    db[RECORDS].update_one({"_id": record}, {"$unset": {"erased_at": ""}})


def tell(
    session: Session, db: Database, collection: str, key: str, row: Mapping[str, Any], version: Mapping[str, int]
) -> None:
    """Write a row of a projection unless it holds the same or a newer version.

    By pipeline, because a duplicate key inside a transaction would abort it.
    """
    newer = {"$gt": [[version["epoch"], version["number"]], ["$version.epoch", "$version.number"]]}
    told = {"_id": key, **row, "version": {"epoch": version["epoch"], "number": version["number"]}}
    db[collection].update_one(
        {"_id": key},
        [{"$replaceWith": {"$cond": [newer, {"$literal": told}, "$$ROOT"]}}],
        upsert=True,
        session=session,
    )


def _practitioner(row: Mapping[str, Any]) -> Practitioner:
    practice = Practice(
        row.get("profession_code", ""),
        row.get("specialty_code"),
        frozenset(row.get("role_codes", ())),
        frozenset(row.get("activity_codes", ())),
    )
    return Practitioner(row["name"], practice, row["active"], row.get("structure") or "")
