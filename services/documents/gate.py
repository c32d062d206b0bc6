"""The gate: who is asking, what they are to the record, and whether we know it for sure.

It gathers what the decision needs and lets `domain.decision` decide. Stale means no: a professional
passes only while consent is heard and everything it said of the record is applied here. The patient
never waits for that.
"""

import zlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from chassis.auth import Actor
from chassis.freshness import Freshness
from services.documents import errors, metrics
from services.documents.cache import Recent, Remembered
from services.documents.domain import decision
from services.documents.domain.decision import (
    Organisation,
    Patient,
    Professional,
    Reason,
    Record,
    Relation,
    Representative,
    Viewer,
)
from services.documents.domain.document import Document
from services.documents.domain.grid import EMPTY, Grid
from services.documents.domain.previewing import Reader
from services.documents.store import Database, rights, standing
from services.documents.store.documents import Kept
from services.documents.store.rights import Listed, Practitioner

STREAM = "policy"
LANES = 16
_TOLD_TO_DEPOSITORS = {Reason.READ_ONLY: errors.ReadOnly, Reason.RECORD_CLOSED: errors.RecordClosed}


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
    at: datetime
    kept: Kept | None = None
    """The document that was asked for with the entry, seen or not."""
    organisation: Listed | None = None

    def seen(self) -> tuple[Kept, decision.Decision]:
        """The document asked for, and why it may be seen. Raises NotFound alike when there is none or it may not."""
        if self.kept is None:
            raise errors.NotFound
        decided = self.decide(self.kept.document)
        if not decided.allowed:
            raise errors.NotFound
        return self.kept, decided

    def decide(self, document: Document) -> decision.Decision:
        """The decision on one document."""
        return decision.decide(self.viewer, self.record, self.relation, document.facts, self.grid, self.at)

    def visible(self) -> decision.Visible:
        """The decision on all documents of the record, as a rule for a query."""
        return decision.visible(self.viewer, self.record, self.relation, self.grid, self.at)


class Gate:
    """Built once a process; reads the projections of `db` and the freshness of consent's stream."""

    def __init__(self, db: Database, freshness: Freshness, max_age_s: float, clock: Callable[[], datetime]) -> None:
        self._db = db
        self._clock = clock
        self._max_age_s = max_age_s
        self._freshness = freshness
        self._grid = Remembered(lambda: rights.grid_mark(db), lambda: rights.grid(db))
        self._practitioners = Recent(lambda professional: rights.practitioner(db, professional))
        self._organisations = Recent(lambda organisation: rights.organisation(db, organisation))

    def enter(self, actor: Actor, record: str, document: str | None = None, *, to_deposit: bool = False) -> Entered:
        """Let `actor` into `record`, and look for `document` there.

        Raises NotFound (not theirs, or not open), NoAccess (no relation, or blocked), ReadOnly or RightsUnknown; to
        those who come to deposit RecordClosed (ACT-30) or, to software, PersonOpposed and PersonClosed (PSS-13).
        """
        admit = {"patient": self._patient, "organisation": self._organisation}.get(actor.role, self._professional)
        entered = admit(actor, record, document)
        entering = decision.enter_to_deposit if to_deposit else decision.enter
        refused = entering(entered.viewer, entered.record, entered.relation)
        if refused in (Reason.NO_RELATION, Reason.BLOCKED):
            raise errors.NoAccess
        if refused in _TOLD_TO_DEPOSITORS:
            raise _TOLD_TO_DEPOSITORS[refused]
        if refused is not None and to_deposit and isinstance(entered.viewer, Organisation):
            raise errors.SHUT_TO_SOFTWARE.get(entered.record.state or "", errors.NotFound)
        if refused is not None:
            raise errors.NotFound
        return entered

    def reader(self, professional: str, relation: Relation) -> tuple[Reader, str] | None:
        """A professional as the decision sees them, and their name; None when the directory does not list them."""
        listed = self._practitioners.get(professional)
        if listed is None or not listed.active:
            return None
        return Reader(Professional(professional, self.grid().column_of(listed.practice)), relation), listed.name

    def grid(self) -> Grid:
        """The grid held: to explain or to foresee, not to let anybody in."""
        return self._grid.get() or EMPTY

    def _organisation(self, actor: Actor, record: str, document: str | None) -> Entered:
        listed = self._organisations.get(actor.id)
        if listed is None:
            metrics.note_closed("unknown-organisation", lane_of(record))
            raise errors.RightsUnknown
        if not listed.active:
            raise errors.NoAccess
        held = standing.read(self._db, record, None, document)
        told = Record(record, held.state, held.all_hidden)
        return Entered(Organisation(actor.id), told, None, EMPTY, None, self._clock(), held.kept, listed)

    def _patient(self, actor: Actor, record: str, document: str | None) -> Entered:
        if actor.record != record:
            return self._representative(actor, record, document)
        held = standing.read(self._db, record, None, document)
        told = Record(record, held.state, held.all_hidden)
        return Entered(Patient(actor.id, record), told, None, EMPTY, None, self._clock(), held.kept)

    def _representative(self, actor: Actor, record: str, document: str | None) -> Entered:
        """A child's record: the right ends at majority here, whoever is late to say so (MIN-13, MIN-23)."""
        at = self._clock()
        held = standing.read(self._db, record, None, document, representative=actor.id)
        if held.represented_until is None or held.represented_until <= at:
            return Entered(Representative(actor.id, None), Record(record, None), None, EMPTY, None, at)
        told = Record(record, held.state, held.all_hidden)
        return Entered(Representative(actor.id, record), told, None, EMPTY, None, at, held.kept)

    def _professional(self, actor: Actor, record: str, document: str | None) -> Entered:
        lane = lane_of(record)
        grid = self._grid_in_force() if self._freshness.is_fresh(lane) else None
        practitioner = self._practitioners.get(actor.id)
        if grid is None or practitioner is None:
            self._say_why(lane, grid)
            raise errors.RightsUnknown
        if not practitioner.active:
            raise errors.NoAccess
        viewer = Professional(actor.id, grid.column_of(practitioner.practice))
        held = standing.read(self._db, record, actor.id, document)
        told = Record(record, held.state, held.all_hidden)
        return Entered(viewer, told, held.relation, grid, practitioner, self._clock(), held.kept)

    def _grid_in_force(self) -> Grid | None:
        """The grid that consent's last heartbeat names; None while another one is held."""
        named = self._freshness.said().get("grid_version")
        held = self._grid.get()
        if held is not None and held.name != named:
            held = self._grid.get(fresh=True)
        return held if held is not None and held.name == named else None

    def _say_why(self, lane: int, grid: Grid | None) -> None:
        if self._freshness.age_s() > self._max_age_s:
            metrics.note_closed("consent-silent", lane)
        elif not self._freshness.is_fresh(lane):
            metrics.note_closed("gap-in-stream", lane)
        else:
            metrics.note_closed("another-grid" if grid is None else "unknown-professional", lane)
