"""The policy stream seen from the worker: heartbeats, acknowledgements, telling everything again."""

from collections.abc import Mapping
from typing import Any

from chassis import clock, outbox
from chassis.events import Event
from chassis.mongo import transaction
from services.consent import announcements
from services.consent.actions.grid import tell_grid
from services.consent.domain.policy import LANES, Place
from services.consent.store import Database, Session, grids, lanes, relations, restatements

PART = 400
"""Relations in one event: below the contract's 500, so that those begun meanwhile fit."""


def send_heartbeat(db: Database) -> bool:
    """Say that the stream is alive and where each lane stands; False when another worker just did."""
    stream = lanes.stream(db)
    if stream is None:
        return False
    now = clock.now()
    grid = grids.current_name(db)
    return lanes.beat(db, now, lambda counter: announcements.heartbeat(stream.epoch, counter, stream.numbers, grid))


def note_acknowledgement(session: Session, db: Database, event: Event) -> None:
    """A point has applied a lane up to a number. Raises ValueError when one point speaks for another."""
    data = event.data
    if data["point"] != event.service:
        raise ValueError("a point acknowledges for itself")
    lanes.acknowledge(session, db, data["point"], Place(data["epoch"], data["lane"], data["number"]))


def request_restatement(session: Session, db: Database, rebuild: str, audience: str) -> None:
    """Have every lane told again to a service that rebuilds ("*" for all)."""
    for lane in range(LANES):
        restatements.put(session, db, {"rebuild": rebuild, "for": audience, "lane": lane})


def answer_rebuild(session: Session, db: Database, event: Event) -> None:
    """A service asks for the relations or the grid again; other projections are not ours."""
    if event.data["projection"] == "relations":
        request_restatement(session, db, event.data["rebuild"], event.service)
    elif event.data["projection"] == "grid":
        tell_grid(session, db)


def restate_one_lane(db: Database) -> bool:
    """Tell one waiting lane again, in parts; False when none waits.

    The lane's number is read first: a relation changed later has an event of its own with a higher number.
    Interrupted, the lane is told again from its first part; consumers keep the newer version anyway.
    """
    waiting = restatements.next_waiting(db)
    if waiting is None:
        return False
    epoch, up_to = lanes.last_number(db, waiting["lane"])
    job = {**waiting, "epoch": epoch, "up_to": up_to}
    firsts = relations.keys_of_lane(db, job["lane"], PART)
    for index, first in enumerate(firsts):
        outbox.add(db, None, _part(db, job, index, firsts, first))
    restatements.done(db, waiting)
    return True


def _part(db: Database, job: Mapping[str, Any], index: int, firsts: list[str], first: str) -> Event:
    before = firsts[index + 1] if index + 1 < len(firsts) else None
    # What begins after the keys were read has its own event; 500 is all that one part may hold.
    held = list(relations.of_lane(db, job["lane"], first, before, 500))
    return announcements.relations_stated(job, index + 1, len(firsts), held)


def announce_everything(db: Database, rebuild: str) -> None:
    """Tell all relations and the grid again to whoever listens."""

    def work(session: Session) -> None:
        request_restatement(session, db, rebuild, "*")
        tell_grid(session, db)

    transaction(db, work)


def raise_epoch(db: Database, rebuild: str) -> int:
    """After a restore: what consent says from now on wins over what it said before; then tell everything again."""

    def work(session: Session) -> int:
        raised = lanes.raise_epoch(session, db)
        request_restatement(session, db, rebuild, "*")
        tell_grid(session, db)
        return raised

    return transaction(db, work)
