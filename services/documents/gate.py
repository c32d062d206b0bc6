"""The gate: who is asking, what they are to the record, and whether we know it for sure.

It gathers what the decision needs and lets `domain.decision` decide. Stale means no: a professional
passes only while consent is heard and everything it said of the record is applied here. The patient
never waits for that.
"""

import zlib
from dataclasses import dataclass

from chassis.auth import Actor
from chassis.freshness import Freshness
from services.documents import errors
from services.documents.cache import Remembered
from services.documents.domain import decision
from services.documents.domain.decision import Patient, Professional, Reason, Record, Relation, Viewer
from services.documents.domain.grid import EMPTY, Grid
from services.documents.store import Database, rights
from services.documents.store.rights import Practitioner

STREAM = "policy"
LANES = 16


def lane_of(record: str) -> int:
    """The lane of the policy stream in which a record's relations travel."""
    return zlib.crc32(record.encode()) % LANES


@dataclass(frozen=True, slots=True)
class Entered:
    """Someone in a record, with all that decides what they see there."""

    viewer: Viewer
    record: Record
    relation: Relation | None
    grid: Grid
    practitioner: Practitioner | None

    def sees(self, facts: decision.DocumentFacts) -> decision.Decision:
        """The decision on one document."""
        return decision.decide(self.viewer, self.record, self.relation, facts, self.grid)

    def visible(self) -> decision.Visible:
        """The decision on all documents of the record, as a rule for a query."""
        return decision.visible(self.viewer, self.relation, self.grid)


class Gate:
    """Built once a process; reads the projections of `db` and the freshness of consent's stream."""

    def __init__(self, db: Database, freshness: Freshness) -> None:
        self._db = db
        self._freshness = freshness
        self._grid = Remembered(lambda: rights.grid_mark(db), lambda: rights.grid(db))

    def enter(self, actor: Actor, record: str) -> Entered:
        """Let `actor` into `record`.

        Raises NotFound (not theirs, or not open), NoAccess (no relation, or blocked) or RightsUnknown.
        """
        entered = self._patient(actor, record) if actor.role == "patient" else self._professional(actor, record)
        refused = decision.enter(entered.viewer, entered.record, entered.relation)
        if refused in (Reason.NO_RELATION, Reason.BLOCKED):
            raise errors.NoAccess
        if refused is not None:
            raise errors.NotFound
        return entered

    def _patient(self, actor: Actor, record: str) -> Entered:
        viewer = Patient(actor.id, actor.record)
        # Someone else's record is not even looked up: the answer takes as long as for one that does not exist.
        state = rights.record_state(self._db, record) if actor.record == record else None
        return Entered(viewer, Record(record, state), None, EMPTY, None)

    def _professional(self, actor: Actor, record: str) -> Entered:
        if not self._freshness.is_fresh(lane_of(record)):
            raise errors.RightsUnknown
        grid = self._grid_in_force()
        practitioner = rights.practitioner(self._db, actor.id)
        if practitioner is None:
            raise errors.RightsUnknown
        if not practitioner.active:
            raise errors.NoAccess
        viewer = Professional(actor.id, grid.column_of(practitioner.practice))
        state = rights.record_state(self._db, record)
        relation = rights.relation(self._db, record, actor.id)
        return Entered(viewer, Record(record, state), relation, grid, practitioner)

    def _grid_in_force(self) -> Grid:
        """The grid that consent's last heartbeat names. Raises RightsUnknown while another one is held."""
        named = self._freshness.said().get("grid_version")
        held = self._grid.get()
        if held is not None and held.name != named:
            held = self._grid.get(fresh=True)
        if held is None or held.name != named:
            raise errors.RightsUnknown
        return held
