"""The gate: who is asking, what they are to the record, and whether we know it for sure.

It gathers what the decision needs and lets `domain.decision` decide. Stale means no: a professional
passes only while consent is heard and everything it said of the record is applied here. The patient
never waits for that.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from chassis import logs
from chassis.auth import Actor
from enforcement.grid import EMPTY
from enforcement.knowledge import Doubt, Knowledge
from enforcement.lanes import lane_of
from enforcement.store import standing
from services.profile import errors
from services.profile.domain.decision import Person, Professional, Refused, Rights, Viewer, decide
from services.profile.store import Database

CLOSED = logs.Line("profile.rights-unknown", logs.WARNING, "a professional was refused: rights may be stale")

_TOLD = {
    Refused.NO_RELATION: errors.NoAccess,
    Refused.BLOCKED: errors.NoAccess,
    Refused.NOT_AUTHORIZED: errors.NoAccess,
    Refused.GRID_REFUSES: errors.ProfessionRefused,
}


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
    """Built once a process; reads what stands in `db`, and asks `knowledge` whether it is sure enough."""

    def __init__(self, db: Database, knowledge: Knowledge, clock: Callable[[], datetime]) -> None:
        self._db, self._knowledge, self._clock = db, knowledge, clock

    def enter(self, actor: Actor, record: str) -> Entered:
        """Let `actor` into the profile of `record`.

        Raises NotFound (not theirs, or not open), NoAccess (no relation, or blocked), ProfessionRefused, RightsUnknown.
        """
        return self._person(actor, record) if actor.role == "patient" else self._professional(actor, record)

    def _person(self, actor: Actor, record: str) -> Entered:
        at, own = self._clock(), actor.record == record
        held = standing.read(self._db, record, representative=None if own else actor.id)
        viewer = Person(actor.id, record if own or held.represented(at) else None, representative=not own)
        return _admitted(viewer, record, decide(viewer, record, held.state, None, EMPTY, at), at)

    def _professional(self, actor: Actor, record: str) -> Entered:
        known = self._knowledge.reader_for(actor.id, record)
        if isinstance(known, Doubt):
            logs.write(CLOSED, reason=known, lane=lane_of(record))
            raise errors.RightsUnknown
        listed, grid = known
        if not listed.active:
            raise errors.NoAccess
        viewer, at = Professional(actor.id, grid.column_of(listed.practice)), self._clock()
        held = standing.read(self._db, record, professional=actor.id)
        decided = decide(viewer, record, held.state, held.relation, grid, at)
        return _admitted(viewer, record, decided, at, listed.name, grid.name)


def _admitted(
    viewer: Viewer, record: str, decided: Rights | Refused, at: datetime, name: str = "", grid: str | None = None
) -> Entered:
    if isinstance(decided, Refused):
        raise _TOLD.get(decided, errors.NotFound)
    return Entered(viewer, record, decided, at, name, grid)
