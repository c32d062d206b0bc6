"""Relations between a record and a professional, with their decisions and the events they still owe.

A new contact is kept without a place in the policy stream and placed a moment later, alone: taken inside a batch
of many deposits, the place would keep the whole lane locked, and every block in it waiting, until the batch ends.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from chassis import outbox
from chassis.connection import Database, Document, Session
from chassis.events import Event
from services.consent.domain.emergency import Emergency, Ground
from services.consent.domain.policy import Place
from services.consent.domain.relation import Began, Decision, Outcome, Relation, State

_SHOWN = {"decisions": 0, "pending": 0}


@dataclass(frozen=True)
class Placed:
    """A relation and the place of its last change in the policy stream, None for a contact not placed yet."""

    relation: Relation
    place: Place | None


@dataclass(frozen=True)
class Unplaced:
    """A new contact that waits for its place, and the event that made it."""

    record: str
    professional: str
    correlation: str
    event: str


def load(db: Database, record: str, professional: str, session: Session | None = None) -> Placed | None:
    """The relation, or None when they were never in contact."""
    row = db["relations"].find_one({"_id": _key(record, professional)}, _SHOWN, session=session)
    return _placed(row) if row else None


def save(session: Session, db: Database, outcome: Outcome, place: Place, event: Event) -> None:
    """Write a change with its decisions and its event, in one document. A newer one meanwhile is a write conflict."""
    relation = outcome.relation
    pushed = {"decisions": _decisions(outcome), "pending": outbox.pending(event)}
    db["relations"].update_one(
        {"_id": _key(relation.record, relation.professional)},
        {
            "$set": _state(relation) | {"place": place._asdict()},
            "$unset": {"unplaced": ""},
            "$push": {name: {"$each": values} for name, values in pushed.items()},
        },
        upsert=relation.number == 1,
        session=session,
    )


def begin(session: Session, db: Database, outcome: Outcome, cause: Event) -> None:
    """Keep a new contact; its place and its event follow."""
    relation = outcome.relation
    unplaced = {"event": cause.id, "correlation": cause.correlationid}
    key = _key(relation.record, relation.professional)
    begun = {"_id": key, **_state(relation), "decisions": _decisions(outcome), "unplaced": unplaced}
    db["relations"].insert_one(begun, session=session)


def unplaced(db: Database, limit: int) -> list[Unplaced]:
    """Contacts that wait for their place, oldest first."""
    rows = db["relations"].find({"unplaced.event": {"$gt": ""}}, {"record": 1, "professional": 1, "unplaced": 1})
    return [
        Unplaced(row["record"], row["professional"], row["unplaced"]["correlation"], row["unplaced"]["event"])
        for row in rows.sort("unplaced.event").limit(limit)
    ]


def page(
    db: Database, record: str, states: list[str], after: tuple[datetime, str] | None, limit: int
) -> list[Relation]:
    """Relations of a record, newest contact first, after a position."""
    condition: Document = {"record": record, "state": {"$in": states}}
    if after:
        since, professional = after
        condition["$or"] = [
            {"first_contact": {"$lt": since}},
            {"first_contact": since, "professional": {"$gt": professional}},
        ]
    rows = db["relations"].find(condition, _SHOWN).sort([("first_contact", -1), ("professional", 1)])
    return [_relation(row) for row in rows.limit(limit)]


def decisions(db: Database, record: str, professional: str) -> list[Document]:
    """Every decision about a relation, oldest first (ACC-14)."""
    row = db["relations"].find_one({"_id": _key(record, professional)}, {"decisions": 1}) or {}
    return list(row.get("decisions", []))


def in_emergency(db: Database, record: str, ground: Ground, at: datetime, session: Session) -> list[str]:
    """Professionals who read the record on this ground at the moment."""
    running = {"record": record, "emergency.ground": ground.value, "emergency.until": {"$gt": at}}
    return [row["professional"] for row in db["relations"].find(running, {"professional": 1}, session=session)]


def administrators(db: Database, record: str, session: Session) -> list[str]:
    """Professionals who hold the administrator status of a record."""
    held = {"record": record, "administrator": True}
    return [row["professional"] for row in db["relations"].find(held, {"professional": 1}, session=session)]


def of_record(db: Database, record: str, session: Session) -> list[tuple[Relation, list[Document]]]:
    """Every relation of a record with its decisions, by first contact."""
    rows = db["relations"].find({"record": record}, {"pending": 0}, session=session).sort("first_contact", 1)
    return [(_relation(row), list(row.get("decisions", []))) for row in rows]


def of_lane(db: Database, lane: int, first: str, before: str | None, limit: int) -> Iterator[Relation]:
    """Relations of a lane by key, from `first` on and below `before`."""
    keys: Document = {"$gte": first} | ({"$lt": before} if before else {})
    rows = db["relations"].find({"place.lane": lane, "_id": keys}, _SHOWN)
    return (_relation(row) for row in rows.sort("_id").limit(limit))


def keys_of_lane(db: Database, lane: int, every: int) -> list[str]:
    """The first key of each run of `every` relations of a lane; the first is always ""."""
    rows = db["relations"].find({"place.lane": lane}, {"_id": 1}).sort("_id")
    return [str(row["_id"]) if index else "" for index, row in enumerate(rows) if index % every == 0] or [""]


def erase(session: Session, db: Database, record: str) -> None:
    """Forget the relations of a record; events they still owe leave through the outbox, so no lane gets a gap."""
    for row in db["relations"].find({"record": record}, {"pending": 1}, session=session):
        if row.get("pending"):
            db["outbox"].insert_one({"pending": row["pending"]}, session=session)
    db["relations"].delete_many({"record": record}, session=session)


def _key(record: str, professional: str) -> str:
    return f"{record}:{professional}"


def _state(relation: Relation) -> Document:
    held = relation.emergency
    return {
        "record": relation.record,
        "professional": relation.professional,
        "state": relation.state.value,
        "began": relation.began.value,
        "first_contact": relation.first_contact,
        "administrator": relation.administrator,
        "number": relation.number,
        "before_block": relation.before_block and relation.before_block.value,
        "emergency": held and {"id": held.id, "ground": held.ground.value, "until": held.until},
    }


def _decisions(outcome: Outcome) -> list[Document]:
    return [_decision(decision) for decision in outcome.decisions]


def _decision(decision: Decision) -> Document:
    by = {"id": decision.by.id, "role": decision.by.role}
    return {"choice": decision.choice.value, "at": decision.at, "by": by}


def _placed(row: Mapping[str, Any]) -> Placed:
    return Placed(_relation(row), Place(**row["place"]) if "place" in row else None)


def _relation(row: Mapping[str, Any]) -> Relation:
    return Relation(
        record=row["record"],
        professional=row["professional"],
        state=State(row["state"]),
        began=Began(row["began"]),
        first_contact=row["first_contact"],
        administrator=row["administrator"],
        number=row["number"],
        before_block=State(row["before_block"]) if row.get("before_block") else None,
        emergency=_emergency(row.get("emergency")),
    )


def _emergency(held: Mapping[str, Any] | None) -> Emergency | None:
    return Emergency(held["id"], Ground(held["ground"]), held["until"]) if held else None
