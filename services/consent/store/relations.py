"""Relations between a record and a professional, with their decisions and the events they still owe."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pymongo.client_session import ClientSession
from pymongo.database import Database

from chassis import outbox
from chassis.events import Event
from services.consent.domain.policy import Place
from services.consent.domain.relation import Began, Decision, Outcome, Relation, State

Db = Database[dict[str, Any]]
Document = dict[str, Any]


@dataclass(frozen=True)
class Placed:
    """A relation and the place of its last change in the policy stream."""

    relation: Relation
    place: Place


def load(db: Db, record: str, professional: str, session: ClientSession | None = None) -> Placed | None:
    """The relation, or None when they were never in contact."""
    row = db["relations"].find_one({"_id": _key(record, professional)}, {"decisions": 0, "pending": 0}, session=session)
    return _placed(row) if row else None


def save(session: ClientSession, db: Db, outcome: Outcome, place: Place, event: Event) -> None:
    """Write a change with its decisions and its event, in one document. A newer one meanwhile is a write conflict."""
    relation = outcome.relation
    key = _key(relation.record, relation.professional)
    state = _state(relation, place)
    decisions = [_decision(decision) for decision in outcome.decisions]
    if relation.number == 1:
        begun = {"_id": key, **state, "decisions": decisions, "pending": outbox.pending(event)}
        db["relations"].insert_one(begun, session=session)
        return
    db["relations"].update_one(
        {"_id": key},
        {
            "$set": state,
            "$push": {"decisions": {"$each": decisions}, "pending": {"$each": outbox.pending(event)}},
        },
        session=session,
    )


def note_access(session: ClientSession, db: Db, record: str, professional: str, at: datetime, counts: bool) -> None:
    """Move the last access forward; `counts` makes the professional eligible as administrator (ADM-02, C-36)."""
    change: Document = {"$max": {"last_access": at}}
    if counts:
        change["$set"] = {"accessed": True}
    db["relations"].update_one({"_id": _key(record, professional)}, change, session=session)


def page(db: Db, record: str, states: list[str], after: tuple[datetime, str] | None, limit: int) -> list[Placed]:
    """Relations of a record, newest contact first, after a position."""
    condition: Document = {"record": record, "state": {"$in": states}}
    if after:
        since, professional = after
        condition["$or"] = [
            {"first_contact": {"$lt": since}},
            {"first_contact": since, "professional": {"$gt": professional}},
        ]
    rows = db["relations"].find(condition, {"decisions": 0, "pending": 0})
    ordered = rows.sort([("first_contact", -1), ("professional", 1)]).limit(limit)
    return [_placed(row) for row in ordered]


def decisions(db: Db, record: str, professional: str) -> list[Document]:
    """Every decision about a relation, oldest first (ACC-14)."""
    row = db["relations"].find_one({"_id": _key(record, professional)}, {"decisions": 1}) or {}
    return list(row.get("decisions", []))


def of_lane(db: Db, lane: int, first: str, before: str | None, limit: int) -> Iterator[Relation]:
    """Relations of a lane by key, from `first` on and below `before`."""
    keys: Document = {"$gte": first} | ({"$lt": before} if before else {})
    rows = db["relations"].find({"place.lane": lane, "_id": keys}, {"decisions": 0, "pending": 0})
    return (_placed(row).relation for row in rows.sort("_id").limit(limit))


def keys_of_lane(db: Db, lane: int, every: int) -> list[str]:
    """The first key of each run of `every` relations of a lane; the first is always ""."""
    rows = db["relations"].find({"place.lane": lane}, {"_id": 1}).sort("_id")
    return [str(row["_id"]) if index else "" for index, row in enumerate(rows) if index % every == 0] or [""]


def erase(session: ClientSession, db: Db, record: str) -> None:
    """Forget the relations of a record; events they still owe leave through the outbox, so no lane gets a gap."""
    for row in db["relations"].find({"record": record}, {"pending": 1}, session=session):
        if row.get("pending"):
            db["outbox"].insert_one({"pending": row["pending"]}, session=session)
    db["relations"].delete_many({"record": record}, session=session)


def _key(record: str, professional: str) -> str:
    return f"{record}:{professional}"


def _state(relation: Relation, place: Place) -> Document:
    return {
        "record": relation.record,
        "professional": relation.professional,
        "state": relation.state.value,
        "began": relation.began.value,
        "first_contact": relation.first_contact,
        "last_access": relation.last_access,
        "accessed": relation.accessed,
        "administrator": relation.administrator,
        "number": relation.number,
        "place": {"epoch": place.epoch, "lane": place.lane, "number": place.number},
    }


def _decision(decision: Decision) -> Document:
    by = {"id": decision.by.id, "role": decision.by.role}
    return {"choice": decision.choice.value, "at": decision.at, "by": by}


def _placed(row: Document) -> Placed:
    relation = Relation(
        record=row["record"],
        professional=row["professional"],
        state=State(row["state"]),
        began=Began(row["began"]),
        first_contact=row["first_contact"],
        last_access=row["last_access"],
        accessed=row["accessed"],
        administrator=row["administrator"],
        number=row["number"],
    )
    return Placed(relation, Place(row["place"]["epoch"], row["place"]["lane"], row["place"]["number"]))
