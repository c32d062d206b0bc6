"""The gate: who is asking, what they are to the record, and whether we know it for sure.

It gathers what the decision needs and lets `domain.decision` decide. Stale means no: a professional
passes only while consent is heard and everything it said of the record is applied here. The patient
never waits for that.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from chassis.auth import Actor
from enforcement.cache import Recent
from enforcement.directory import Practitioner
from enforcement.grid import EMPTY, Grid
from enforcement.knowledge import Doubt, Knowledge
from enforcement.lanes import lane_of
from enforcement.relation import Relation
from services.documents import errors, metrics
from services.documents.domain import decision
from services.documents.domain.decision import (
    Organisation,
    Patient,
    Professional,
    Reason,
    Record,
    Representative,
    Viewer,
)
from services.documents.domain.document import Document
from services.documents.domain.previewing import Reader
from services.documents.store import Database, organisations, standing
from services.documents.store.documents import Kept
from services.documents.store.organisations import Listed
from services.documents.store.standing import Standing

_TOLD_TO_DEPOSITORS = {Reason.READ_ONLY: errors.ReadOnly, Reason.RECORD_CLOSED: errors.RecordClosed}


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
    """Built once a process; reads what stands in `db`, and asks `knowledge` whether it is sure enough."""

    def __init__(self, db: Database, knowledge: Knowledge, clock: Callable[[], datetime]) -> None:
        self._db, self._knowledge, self._clock = db, knowledge, clock
        self._organisations = Recent(lambda organisation: organisations.find(db, organisation))

    def enter(self, actor: Actor, record: str, document: str | None = None, *, to_deposit: bool = False) -> Entered:
        """Let `actor` into `record`, and look for `document` there.

        Raises NotFound (not theirs, or not open), NoAccess (no relation, blocked, or no more in practice), ReadOnly or
        RightsUnknown; to those who come to deposit RecordClosed (ACT-30) or, to software, PersonOpposed and
        PersonClosed (PSS-13).
        """
        admit = {"patient": self._patient, "organisation": self._organisation}.get(actor.role, self._professional)
        entered = admit(actor, record, document)
        entering = decision.enter_to_deposit if to_deposit else decision.enter
        refused = entering(entered.viewer, entered.record, entered.relation)
        if refused in (Reason.INACTIVE, Reason.NO_RELATION, Reason.BLOCKED):
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
        listed = self._knowledge.practitioner(professional)
        if listed is None or not listed.active:
            return None
        return Reader(Professional(professional, self.grid().column_of(listed.practice)), relation), listed.name

    def grid(self) -> Grid:
        """The grid held: to explain or to foresee, not to let anybody in."""
        return self._knowledge.grid()

    def _organisation(self, actor: Actor, record: str, document: str | None) -> Entered:
        listed = self._organisations.get(actor.id)
        if listed is None:
            metrics.note_closed("unknown-organisation", lane_of(record))
            raise errors.RightsUnknown
        if not listed.active:
            raise errors.NoAccess
        held = standing.read(self._db, record, document)
        told = _record(record, held)
        return Entered(Organisation(actor.id), told, None, EMPTY, None, self._clock(), held.kept, listed)

    def _patient(self, actor: Actor, record: str, document: str | None) -> Entered:
        if actor.record != record:
            return self._representative(actor, record, document)
        held = standing.read(self._db, record, document)
        return Entered(Patient(actor.id, record), _record(record, held), None, EMPTY, None, self._clock(), held.kept)

    def _representative(self, actor: Actor, record: str, document: str | None) -> Entered:
        at = self._clock()
        held = standing.read(self._db, record, document, representative=actor.id)
        if not held.common.represented(at):
            return Entered(Representative(actor.id, None), Record(record, None), None, EMPTY, None, at)
        return Entered(Representative(actor.id, record), _record(record, held), None, EMPTY, None, at, held.kept)

    def _professional(self, actor: Actor, record: str, document: str | None) -> Entered:
        known = self._knowledge.reader_for(actor.id, record)
        if isinstance(known, Doubt):
            metrics.note_closed(known, lane_of(record))
            raise errors.RightsUnknown
        practitioner, grid = known
        viewer = Professional(actor.id, grid.column_of(practitioner.practice), practitioner.active)
        held = standing.read(self._db, record, document, professional=actor.id)
        told, relation = _record(record, held), held.common.relation
        return Entered(viewer, told, relation, grid, practitioner, self._clock(), held.kept)


def _record(record: str, held: Standing) -> Record:
    return Record(record, held.common.state, held.all_hidden)
