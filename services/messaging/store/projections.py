"""What other services told: records, professionals, relations, representations. Projections, never the truth.

Every row is written only by a newer version than it holds, so that events may come twice, late, or in any
order. Writes by pipeline, because a duplicate key inside a transaction would abort it.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from pymongo import ASCENDING, IndexModel

from services.messaging.domain.correspondence import RecordState, RelationState
from services.messaging.store.connection import Database, Session

RECORDS, PROFESSIONALS, RELATIONS = "records", "professionals", "relations"
REPRESENTATIONS, PARTS = "representations", "rebuild_parts"
SPECS: dict[str, list[IndexModel]] = {
    RECORDS: [IndexModel([("erased_at", ASCENDING)], name="erased", sparse=True)],
    PROFESSIONALS: [],
    RELATIONS: [IndexModel([("record", ASCENDING)], name="record")],
    REPRESENTATIONS: [],
    PARTS: [IndexModel([("at", ASCENDING)], name="age", expireAfterSeconds=7 * 86400)],
    "freshness": [],
}
REBUILT = (RECORDS, PROFESSIONALS, RELATIONS, REPRESENTATIONS)
_BEYOND = {"epoch": 2**31, "number": 1}


class Practitioner(NamedTuple):
    """A professional as the directory lists them."""

    name: str
    active: bool


def pair(record: str, other: str) -> str:
    """Id of the row of a record and a professional, or of a child and a representative."""
    return f"{record}:{other}"


def record_state(db: Database, record: str) -> RecordState | None:
    """What identity said of a record; None when nothing was heard."""
    row = db[RECORDS].find_one({"_id": record}, {"state": 1})
    return None if row is None else RecordState(row["state"])


def relation_states(db: Database, record: str, professionals: Iterable[str]) -> dict[str, RelationState]:
    """The relation of a record to each of some professionals, as far as there is one."""
    keys = [pair(record, each) for each in professionals]
    rows = db[RELATIONS].find({"_id": {"$in": keys}}, {"professional": 1, "state": 1})
    return {row["professional"]: RelationState(row["state"]) for row in rows}


def practitioners(db: Database, professionals: Iterable[str]) -> dict[str, Practitioner]:
    """Directory entries of some professionals, as far as they are known."""
    rows = db[PROFESSIONALS].find({"_id": {"$in": list(professionals)}})
    return {row["_id"]: Practitioner(row["name"], row["active"]) for row in rows}


def represented_until(db: Database, record: str, account: str) -> datetime | None:
    """End of the right of an account to act for a record; None if it has none."""
    row = db[REPRESENTATIONS].find_one({"_id": pair(record, account)}, {"until": 1})
    until: datetime | None = None if row is None else row["until"]
    return until


def hold_writable(session: Session, db: Database, record: str, professional: str) -> bool:
    """Whether both may write in this very transaction: the record active, the professional let in.

    Both rows are written, so that a closure, an erasure or a block that commits at the same moment conflicts with
    this transaction: once it is acknowledged, no message can come in behind it.
    """
    touched = {"$inc": {"writes": 1}}
    active = {"_id": record, "state": str(RecordState.ACTIVATED)}
    let_in = {"_id": pair(record, professional), "state": str(RelationState.AUTHORIZED)}
    records = db[RECORDS].update_one(active, touched, session=session)
    relations = db[RELATIONS].update_one(let_in, touched, session=session)
    return records.matched_count == 1 and relations.matched_count == 1


def tell_record(session: Session, db: Database, told: Mapping[str, Any]) -> None:
    """Apply the state of a record, if newer."""
    _apply(session, db, RECORDS, told["record"], {"state": told["state"]}, told["version"])


def tell_professional(session: Session, db: Database, told: Mapping[str, Any]) -> None:
    """Apply a directory entry, if newer: what stands at the head of a conversation."""
    practised = told["specialty_label"] or told["profession_label"]
    entry = {"name": f"{told['given_name']} {told['family_name']}, {practised}", "active": told["active"]}
    _apply(session, db, PROFESSIONALS, told["professional"], entry, told["version"])


def tell_relation(session: Session, db: Database, told: Mapping[str, Any]) -> None:
    """Apply a relation, if newer."""
    row = {key: told[key] for key in ("record", "professional", "state")}
    _apply(session, db, RELATIONS, pair(told["record"], told["professional"]), row, told["version"])


def tell_representation(session: Session, db: Database, told: Mapping[str, Any], until: datetime | None) -> None:
    """Apply that an account acts for a child until then, or (None) that it does not any more, if newer."""
    key = pair(told["record"], told["representative"])
    _apply(session, db, REPRESENTATIONS, key, {"record": told["record"], "until": until}, told["version"])


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


def mark_erased(session: Session, db: Database, record: str, at: datetime) -> None:
    """The record is erased for good: no later word on it is believed."""
    erased = {"state": str(RecordState.ERASED), "version": _BEYOND, "erased_at": at}
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
