"""The gate: who is asking, what they are to the record, and whether we know it for sure.

It gathers what the decision needs and lets `domain.decision` decide. Stale means no: a professional
passes only while consent is heard and everything it said of the record is applied here. The patient
never waits for that.
"""

import zlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from chassis import logs
from chassis.auth import Actor
from chassis.freshness import Freshness
from services.profile import errors
from services.profile.domain.decision import Person, Professional, Refused, Rights, Viewer, decide
from services.profile.domain.grid import Grid
from services.profile.store import Database, projections

STREAM = "policy"
LANES = 16
CLOSED = logs.Line("profile.rights-unknown", logs.WARNING, "a professional was refused: rights may be stale")

_NOBODY = Grid("", (), {})
_TOLD = {
    Refused.NO_RELATION: errors.NoAccess,
    Refused.BLOCKED: errors.NoAccess,
    Refused.NOT_AUTHORIZED: errors.NoAccess,
    Refused.GRID_REFUSES: errors.ProfessionRefused,
}


def lane_of(record: str) -> int:
    """The lane of the policy stream in which a record's relations travel."""
    return zlib.crc32(record.encode()) % LANES


@dataclass(frozen=True, slots=True)
class Entered:
    """Someone in a profile, and what they may do there. `name` is a professional's, as the directory has it."""

    viewer: Viewer
    record: str
    rights: Rights
    at: datetime
    name: str = ""
    grid_version: str | None = None


class Gate:
    """Built once a process; reads the projections of `db` and the freshness of consent's stream."""

    def __init__(self, db: Database, freshness: Freshness, clock: Callable[[], datetime]) -> None:
        self._db, self._freshness, self._clock = db, freshness, clock

    def enter(self, actor: Actor, record: str) -> Entered:
        """Let `actor` into the profile of `record`.

        Raises NotFound (not theirs, or not open), NoAccess (no relation, or blocked), ProfessionRefused, RightsUnknown.
        """
        return self._person(actor, record) if actor.role == "patient" else self._professional(actor, record)

    def _person(self, actor: Actor, record: str) -> Entered:
        """A child's record too: the right ends at majority here, whoever is late to say so (MIN-13, MIN-23)."""
        at, own = self._clock(), actor.record == record
        until = None if own else projections.represented_until(self._db, record, actor.id)
        theirs = own or (until is not None and at < until)
        viewer = Person(actor.id, record if theirs else None, representative=not own)
        state = projections.record_state(self._db, record)
        return _admitted(viewer, record, decide(viewer, record, state, None, _NOBODY, at), at)

    def _professional(self, actor: Actor, record: str) -> Entered:
        grid, listed = self._grid_in_force(record), projections.practitioner(self._db, actor.id)
        if grid is None or listed is None:
            logs.write(CLOSED, lane=lane_of(record), grid=grid is not None, listed=listed is not None)
            raise errors.RightsUnknown
        if not listed.active:
            raise errors.NoAccess
        viewer, at = Professional(actor.id, grid.column_of(listed.practice)), self._clock()
        # Read at this very moment, from the primary: a block is effective when it is acknowledged.
        state = projections.record_state(self._db, record)
        relation = projections.relation(self._db, record, actor.id)
        decided = decide(viewer, record, state, relation, grid, at)
        return _admitted(viewer, record, decided, at, listed.name, grid.name)

    def _grid_in_force(self, record: str) -> Grid | None:
        """The grid that consent's last heartbeat names; None while another is held, or the record's lane is behind."""
        if not self._freshness.is_fresh(lane_of(record)):
            return None
        held = projections.grid(self._db)
        return held if held is not None and held.name == self._freshness.said().get("grid_version") else None


def _admitted(
    viewer: Viewer, record: str, decided: Rights | Refused, at: datetime, name: str = "", grid: str | None = None
) -> Entered:
    if isinstance(decided, Refused):
        raise _TOLD.get(decided, errors.NotFound)
    return Entered(viewer, record, decided, at, name, grid)
