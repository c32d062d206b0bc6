"""The gate: who is asking, what they are to the record, and whether we know it for sure.

Stale means no: a professional passes only while consent is heard and everything it said of the record is applied
here. The person never waits for that.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from chassis.auth import Actor
from enforcement.directory import Practitioner
from enforcement.knowledge import Doubt, Knowledge
from enforcement.record import RecordState
from enforcement.relation import RelationState
from enforcement.store import standing
from services.messaging import errors
from services.messaging.domain import correspondence
from services.messaging.domain.correspondence import Refusal, Sender, Side, Viewer
from services.messaging.store import Database

_PROBLEMS = {
    Refusal.NOT_FOUND: errors.NotFound,
    Refusal.NO_ACCESS: errors.NoAccess,
    Refusal.RECORD_CLOSED: errors.RecordClosed,
    Refusal.NO_MAILBOX: errors.NoMailbox,
    Refusal.RECIPIENT_UNAVAILABLE: errors.RecipientUnavailable,
}


@dataclass(frozen=True, slots=True)
class Entered:
    """Someone in a record. `practitioner` is a professional's own directory entry."""

    viewer: Viewer
    record: str
    state: RecordState | None
    relation: RelationState | None = None
    practitioner: Practitioner | None = None

    @property
    def professional(self) -> str | None:
        """Whose conversations alone the viewer may see; None on the patient's side."""
        return self.viewer.id if self.viewer.side is Side.PROFESSIONAL else None

    def check_writing(self, relation: RelationState | None, recipient_active: bool) -> None:
        """Raises NoMailbox or RecipientUnavailable. `relation` is that of the conversation's professional."""
        _raise(correspondence.write(self.viewer.side, self.state, relation, recipient_active))


class Gate:
    """Built once a process; reads what stands in `db`, and asks `knowledge` whether it is sure enough."""

    def __init__(self, db: Database, knowledge: Knowledge, clock: Callable[[], datetime]) -> None:
        self._db, self._knowledge, self._clock = db, knowledge, clock

    def enter(self, actor: Actor, record: str) -> Entered:
        """Let `actor` into the messages of `record`. Raises NotFound, NoAccess, RecordClosed or RightsUnknown."""
        return self._person(actor, record) if actor.role == "patient" else self._professional(actor, record)

    def _person(self, actor: Actor, record: str) -> Entered:
        own = actor.record == record
        held = standing.read(self._db, record, representative=None if own else actor.id)
        if not own and not held.represented(self._clock()):
            raise errors.NotFound
        _raise(correspondence.enter(Side.PATIENT, held.state, None))
        return Entered(Viewer(actor.id, Sender.PATIENT if own else Sender.REPRESENTATIVE), record, held.state)

    def _professional(self, actor: Actor, record: str) -> Entered:
        known = self._knowledge.practitioner_for(actor.id, record)
        if isinstance(known, Doubt):
            raise errors.RightsUnknown
        if not known.active:
            raise errors.NoAccess
        held = standing.read(self._db, record, professional=actor.id)
        relation = None if held.relation is None else held.relation.state
        _raise(correspondence.enter(Side.PROFESSIONAL, held.state, relation))
        return Entered(Viewer(actor.id, Sender.PROFESSIONAL), record, held.state, relation, known)


def _raise(refused: Refusal | None) -> None:
    if refused is not None:
        raise _PROBLEMS[refused]
