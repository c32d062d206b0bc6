"""What consent gives to an export: relations with their decisions, and the activity history with its chain."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, islice
from typing import Any

from chassis import clock, envelopes, events, outbox
from chassis.events import Event
from services.consent.actions.access import enter_in_history
from services.consent.domain.directory import Professional, unlisted
from services.consent.domain.history import Entry
from services.consent.domain.relation import Relation
from services.consent.store import Database, Session, concealed, history, projections, relations

_AT_ONCE = 500
"""Entries in one part: a part stays far below what a message may hold."""


def contribute_to_export(session: Session, db: Database, event: Event) -> None:
    """Answer an export with all that is held of the record, in as many sealed parts as it takes."""
    asked = event.data
    record = asked["record"]
    contents: list[dict[str, Any]] = [{"relations": _relations(db, record, session), "history": []}]
    acting = (event.actor or {}).get("record", record)
    if acting != record:  # a child's: the other representative sees who takes its data away (C-34)
        enter_in_history(session, db, event)
    unseen = concealed.unseen(db, record, clock.now(), by_representative=acting != record)
    chained = chain.from_iterable(history.chain(db, name)[0] for name in history.chains_of(db, record))
    entries = (each for each in chained if (each.act.object or {}).get("id") not in unseen)
    contents += [{"history": [_entry(each) for each in lot]} for lot in _lots(entries)]
    for number, content in enumerate(contents, start=1):
        data = {"export": asked["export"], "record": record, "part": number, "parts": len(contents)}
        data["sealed"] = envelopes.seal(asked["key"], content)
        outbox.add(db, session, events.new("consent.ExportContributed", record, data))


def _lots(entries: Iterator[Entry]) -> Iterator[list[Entry]]:
    while lot := list(islice(entries, _AT_ONCE)):
        yield lot


def _relations(db: Database, record: str, session: Session) -> list[dict[str, Any]]:
    held = relations.of_record(db, record, session)
    listed = projections.professionals(db, [relation.professional for relation, _ in held])
    return [
        _relation(relation, decisions, listed.get(relation.professional) or unlisted(relation.professional))
        for relation, decisions in held
    ]


def _relation(relation: Relation, decisions: Sequence[Mapping[str, Any]], professional: Professional) -> dict[str, Any]:
    return {
        "id": f"{relation.record}:{relation.professional}",
        "professional": vars(professional),
        "state": relation.state.value,
        "administrator": relation.administrator,
        "began": relation.began.value,
        "first_contact": clock.rfc3339(relation.first_contact),
        "decisions": [{**each, "at": clock.rfc3339(each["at"])} for each in decisions],
    }


def _entry(entry: Entry) -> dict[str, Any]:
    act = entry.act
    return {
        "id": act.event_id,
        "number": entry.number,
        "at": act.at,
        "actor": vars(act.actor),
        "action": act.action,
        "object": act.object,
        "capacity": act.capacity,
        "ground": act.ground,
        "grid": act.grid,
        "prev_hash": entry.prev_hash,
        "hash": entry.hash,
    }
