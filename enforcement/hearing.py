"""What an enforcement point does with what it hears, and what it says of it.

Each effect runs in the worker's transaction and may run again. `point` is the name of the service: whom a
restatement is for, and who acknowledges.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from chassis import clock, events, freshness, outbox, sessions
from chassis.connection import Database, Session
from chassis.events import Event
from enforcement.lanes import STREAM
from enforcement.store import grids, keys, projections

_ALL = "*"


def apply_relation(point: str, db: Database, event: Event, session: Session) -> None:
    """A relation changed: hold it, and acknowledge how far the stream is applied (ACC-10)."""
    projections.tell_relation(session, db, event.data)
    policy = event.data["policy"]
    if policy is not None:
        mark = freshness.applied(session, db, STREAM, policy["epoch"], policy["lane"], policy["number"])
        _acknowledge(point, db, session, policy, mark)


def apply_relations_stated(point: str, db: Database, event: Event, session: Session) -> None:
    """Part of a lane told again: when all its parts are here, the lane is whole."""
    told = event.data
    if told["for"] not in (point, _ALL):
        return
    projections.tell_relations(session, db, told["relations"])
    if projections.note_part(session, db, told, clock.now()):
        mark = freshness.restated(session, db, STREAM, told["epoch"], told["lane"], told["up_to"])
        _acknowledge(point, db, session, told, mark)


def hear_heartbeat(db: Database, event: Event, session: Session) -> None:
    """Consent is alive; this is the last number of each lane, and the grid in force."""
    told = event.data
    said = {"grid_version": told["grid_version"]}
    freshness.beat(session, db, STREAM, told["epoch"], told["lanes"], told["counter"], said=said)


def apply_grid(db: Database, event: Event, session: Session) -> None:
    """Another grid is in force (GRD-07)."""
    grids.tell(session, db, event.data)


def apply_record_state(db: Database, event: Event, session: Session) -> None:
    """A record opened, or its person refused it."""
    projections.tell_record(session, db, event.data)


def apply_closure(point: str, db: Database, event: Event, session: Session) -> None:
    """A record was closed or is open again: hold it, and acknowledge it (CLO-05, CLO-06)."""
    projections.tell_record(session, db, event.data)
    data = {"record": event.data["record"], "version": event.data["version"]}
    outbox.add(db, session, events.new(f"{point}.ProfileStateApplied", event.data["record"], data))


def apply_records_stated(point: str, db: Database, event: Event, session: Session) -> None:
    """Many records told again."""
    if event.data["for"] in (point, _ALL):
        for each in event.data["records"]:
            projections.tell_record(session, db, each)


def grant_representation(db: Database, event: Event, session: Session) -> None:
    """An account acts for a child (MIN-13)."""
    projections.tell_representation(session, db, event.data, datetime.fromisoformat(event.data["until"]))


def end_representation(db: Database, event: Event, session: Session) -> None:
    """An account does not act for a child any more."""
    projections.tell_representation(session, db, event.data, None)


def list_professional(db: Database, event: Event, session: Session) -> None:
    """A directory entry, as of now."""
    projections.tell_professional(session, db, event.data)


def end_session(db: Database, event: Event, session: Session) -> None:
    """Tokens of this session are worth nothing from now on."""
    sessions.end(session, db, event.data["session"], datetime.fromisoformat(event.data["tokens_expire_at"]))


def erase_record(
    point: str, db: Database, event: Event, session: Session, forget: Callable[[str, Session], None], sweeps: bool
) -> None:
    """Forget a record: its key first of all, so that no copy of what is sealed can ever be read (CLO-07).

    `forget` deletes what is the service's own. `sweeps`: objects, noise from here on, are removed after the commit.
    """
    record = event.data["record"]
    keys.destroy(session, db, record)
    forget(record, session)
    projections.mark_erased(session, db, record, clock.now() if sweeps else None)
    data = {"record": record, "request": event.data["request"]}
    outbox.add(db, session, events.new(f"{point}.ServiceDataErased", record, data))


def _acknowledge(point: str, db: Database, session: Session, place: Mapping[str, Any], number: int) -> None:
    data = {"point": point, "epoch": place["epoch"], "lane": place["lane"], "number": number}
    outbox.add(db, session, events.new(f"{point}.PolicyApplied", f"lane-{place['lane']}", data))
