"""When a professional last read a record, apart from the relation: reading never makes a block wait."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from pymongo import UpdateOne

from chassis.connection import Database, Session


class Access(NamedTuple):
    """A professional read a record; `counts` when in normal care, which makes them eligible as administrator."""

    record: str
    professional: str
    at: datetime
    counts: bool


def note_all(session: Session, db: Database, accesses: Iterable[Access]) -> None:
    """Move last accesses forward, in one round trip (ADM-02, C-36)."""
    writes = [UpdateOne({"_id": f"{each.record}:{each.professional}"}, _change(each), upsert=True) for each in accesses]
    if writes:
        db["accesses"].bulk_write(writes, session=session)


def looked(session: Session, db: Database, record: str, administrator: str, at: datetime, quiet: timedelta) -> bool:
    """Note that an administrator looks at the lists of a record; False when they did within `quiet` before."""
    key = {"_id": f"{record}:{administrator}"}
    held = db["accesses"].find_one(key, {"looked": 1}, session=session) or {}
    if "looked" in held and held["looked"] > at - quiet:
        return False
    db["accesses"].update_one(key, {"$set": {"looked": at}}, upsert=True, session=session)
    return True


def _change(access: Access) -> dict[str, Any]:
    counted = {"$set": {"counted": True}} if access.counts else {}
    return {"$max": {"last": access.at}, **counted}


def counts(db: Database, record: str, professional: str, session: Session) -> bool:
    """Whether the professional ever read the record in normal care (ADM-02)."""
    read = {"_id": f"{record}:{professional}", "counted": True}
    return db["accesses"].find_one(read, {"_id": 1}, session=session) is not None


def counting(db: Database, record: str, professionals: Iterable[str]) -> set[str]:
    """Those of these professionals who ever did."""
    keys = {f"{record}:{professional}": professional for professional in professionals}
    rows = db["accesses"].find({"_id": {"$in": list(keys)}, "counted": True}, {"_id": 1})
    return {keys[row["_id"]] for row in rows}


def last(db: Database, record: str, professionals: Iterable[str]) -> dict[str, datetime]:
    """Last access by professional; those who never read are absent."""
    keys = {f"{record}:{professional}": professional for professional in professionals}
    read = {"_id": {"$in": list(keys)}, "last": {"$exists": True}}
    return {keys[row["_id"]]: row["last"] for row in db["accesses"].find(read)}


def erase(session: Session, db: Database, record: str) -> None:
    """Forget who read a record."""
    # ";" follows ":" in ASCII: every key that begins with the record.
    db["accesses"].delete_many({"_id": {"$gte": f"{record}:", "$lt": f"{record};"}}, session=session)
