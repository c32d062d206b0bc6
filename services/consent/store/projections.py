"""What identity tells: the state of records and the public directory of professionals. Newer versions only."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from pymongo import UpdateOne

from chassis.connection import Database, Document, Session
from services.consent.domain.directory import Organisation, Professional
from services.consent.domain.grid import Practice
from services.consent.domain.record import RecordState

_PRACTICE = ("profession_code", "specialty_code", "role_codes", "activity_codes")


def put_records(session: Session, db: Database, records: Iterable[Mapping[str, Any]]) -> None:
    """Apply told states: each {"record", "state", "version"}."""
    writes = [if_newer(told["record"], {"state": told["state"]}, told["version"]) for told in records]
    if writes:
        db["records"].bulk_write(writes, ordered=False, session=session)


def record_state(db: Database, record: str, session: Session | None = None) -> RecordState | None:
    """State of a record, None when identity never named it."""
    row = db["records"].find_one({"_id": record}, session=session)
    return RecordState(row["state"]) if row else None


def put_professional(session: Session, db: Database, told: Mapping[str, Any], at: datetime) -> None:
    """Apply a directory entry (identity.ProfessionalListed) and keep the practice it tells, as it is from `at` on."""
    names = ("family_name", "given_name", "profession_label", "specialty_label", "structure", *_PRACTICE)
    entry = {name: told[name] for name in names}
    db["professionals"].bulk_write([if_newer(told["professional"], entry, told["version"])], session=session)
    practice = {name: told[name] for name in _PRACTICE} | {"professional": told["professional"], "since": at}
    key = f"{told['professional']}:{told['version']['epoch']}:{told['version']['number']}"
    db["practices"].update_one({"_id": key}, {"$setOnInsert": practice}, upsert=True, session=session)


def put_organisation(session: Session, db: Database, told: Mapping[str, Any]) -> None:
    """Apply an entry of the register of organisations (identity.OrganisationListed)."""
    entry = {name: told[name] for name in ("name", "kind")}
    db["organisations"].bulk_write([if_newer(told["organisation"], entry, told["version"])], session=session)


def organisation(db: Database, sought: str, session: Session | None = None) -> Organisation | None:
    """One organisation, None when it has not arrived."""
    row = db["organisations"].find_one({"_id": sought}, session=session)
    return Organisation(row["_id"], row["name"], row["kind"]) if row else None


def professional(db: Database, sought: str, session: Session | None = None) -> Professional | None:
    """One directory entry, None when it has not arrived."""
    row = db["professionals"].find_one({"_id": sought}, session=session)
    return _professional(row) if row else None


def professionals(db: Database, ids: Iterable[str]) -> dict[str, Professional]:
    """Directory entries by id; those that have not arrived are absent."""
    rows = db["professionals"].find({"_id": {"$in": list(ids)}})
    return {row["_id"]: _professional(row) for row in rows}


def mark_erased(session: Session, db: Database, record: str) -> None:
    """The record is erased for good: no later word on it is believed."""
    beyond = {"state": RecordState.ERASED.value, "version": {"epoch": 2**31, "number": 1}}
    db["records"].update_one({"_id": record}, {"$set": beyond}, upsert=True, session=session)


def practice(db: Database, professional: str, at: datetime) -> Practice | None:
    """What the grid could use of a directory entry at that moment; the first that was told for what is older still.

    None until an entry that has it arrived.
    """
    of_them = {"professional": professional}
    row = db["practices"].find_one({**of_them, "since": {"$lte": at}}, sort=[("since", -1)])
    row = row or db["practices"].find_one(of_them, sort=[("since", 1)])
    row = row or db["professionals"].find_one({"_id": professional, "profession_code": {"$exists": True}})
    if row is None:
        return None
    roles, activities = frozenset(row["role_codes"]), frozenset(row["activity_codes"])
    return Practice(row["profession_code"], row["specialty_code"], roles, activities)


def lacks_practices(db: Database) -> bool:
    """Whether an entry was kept without what the grid needs of it, by an earlier version, and not asked for yet."""
    # `doubt` leaves epoch 0: who is not told again has left the directory, and is not asked for twice.
    without = {"profession_code": {"$exists": False}, "version.epoch": {"$gt": 0}}
    return db["professionals"].find_one(without, {"_id": 1}) is not None


def doubt(session: Session, db: Database, projection: str) -> None:
    """Let anything told from now on win, while what is held keeps serving until then; what is erased stays so."""
    held = {"state": {"$ne": RecordState.ERASED.value}}
    db[projection].update_many(held, {"$set": {"version": {"epoch": 0, "number": 0}}}, session=session)


def if_newer(key: str, content: Document, version: Mapping[str, int]) -> UpdateOne:
    """The write of a told row, which a row of the same or a newer version withstands."""
    # An aggregation update: a condition in the filter would make the upsert of an older one a duplicate key.
    told = {"epoch": version["epoch"], "number": version["number"]}
    row = {"$literal": {"_id": key, **content, "version": told}}
    newer = {"$gt": [{"$literal": told}, "$version"]}
    return UpdateOne({"_id": key}, [{"$replaceWith": {"$cond": [newer, row, "$$ROOT"]}}], upsert=True)


def _professional(row: Document) -> Professional:
    return Professional(
        id=row["_id"],
        display_name=f"{row['given_name']} {row['family_name']}".strip(),
        profession=row["profession_label"],
        specialty=row["specialty_label"],
        structure=row["structure"],
    )
