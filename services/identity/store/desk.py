"""The desk's open files, and every look-up an agent made, found or not."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from chassis import outbox
from chassis.events import Event
from services.identity.domain.desk import LOOKUPS_KEPT, Call, Proof, Way
from services.identity.store import ClientSession, Database, Document


@dataclass(frozen=True)
class Lookup:
    """An agent looked for someone: the keyed hash of the traits, the record if there is one, whether it was opened."""

    id: str
    agent: str
    target: str
    record: str | None
    identified: bool


def note_lookup(db: Database, lookup: Lookup, now: datetime, said: Sequence[Event] = ()) -> None:
    """Keep a look-up with what is said of it: one write, whoever was looked for."""
    document = {"_id": lookup.id, "agent": lookup.agent, "at": now, "target": lookup.target}
    outcome = {"record": lookup.record, "identified": lookup.identified, "pending": outbox.pending(*said)}
    db["desk_lookups"].insert_one({**document, **outcome, "gone_at": now + LOOKUPS_KEPT})


def lookups_of(db: Database, agent: str | None, limit: int) -> list[dict[str, Any]]:
    """The last look-ups, of one agent or of all."""
    query = {"agent": agent} if agent else {}
    return list(db["desk_lookups"].find(query).sort("at", -1).limit(limit))


def open_call(db: Database, session: ClientSession, call: Call) -> None:
    """Keep an open file until it is over."""
    db["desk_calls"].insert_one(
        {
            "_id": call.id,
            "agent": call.agent,
            "record": call.record,
            "way": call.way.value,
            "proofs": [proof.value for proof in call.proofs],
            "reference": call.reference,
            "gone_at": call.expires_at,
        },
        session=session,
    )


def find_call(db: Database, call: str, agent: str, now: datetime) -> Call | None:
    """The open file with this id, if it is this agent's."""
    found: Document | None = db["desk_calls"].find_one({"_id": call, "agent": agent, "gone_at": {"$gt": now}})
    if found is None:
        return None
    return Call(
        id=found["_id"],
        agent=found["agent"],
        record=found["record"],
        way=Way(found["way"]),
        proofs=tuple(Proof(proof) for proof in found["proofs"]),
        reference=found["reference"],
        expires_at=found["gone_at"],
    )


def forget(db: Database, session: ClientSession, record: str) -> None:
    """Erase what the desk keeps of a record; that a look-up was made stays, without whom it found."""
    db["desk_calls"].delete_many({"record": record}, session=session)
    db["identity_changes"].delete_many({"record": record}, session=session)
    db["desk_lookups"].update_many({"record": record}, {"$set": {"record": None}}, session=session)
