"""The gate: who is asking, what they are to the record, and whether we know it for sure.

Stale means no: a professional passes only while consent is heard and everything it said of the record is applied
here. The person never waits for that.
"""

import zlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from chassis.auth import Actor
from chassis.freshness import Freshness
from services.messaging import errors
from services.messaging.domain import correspondence
from services.messaging.domain.correspondence import RecordState, Refusal, RelationState, Sender, Side, Viewer
from services.messaging.store import Database, projections
from services.messaging.store.projections import Practitioner

STREAM = "policy"
LANES = 16
_PROBLEMS = {
    Refusal.NOT_FOUND: errors.NotFound,
    Refusal.NO_ACCESS: errors.NoAccess,
    Refusal.RECORD_CLOSED: errors.RecordClosed,
    Refusal.NO_MAILBOX: errors.NoMailbox,
    Refusal.RECIPIENT_UNAVAILABLE: errors.RecipientUnavailable,
}


def lane_of(record: str) -> int:
    """The lane of the policy stream in which a record's relations travel."""
    return zlib.crc32(record.encode()) % LANES


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
    """Built once a process; reads the projections of `db` and the freshness of consent's stream."""

    def __init__(self, db: Database, freshness: Freshness, clock: Callable[[], datetime]) -> None:
        self._db, self._freshness, self._clock = db, freshness, clock

    def enter(self, actor: Actor, record: str) -> Entered:
        """Let `actor` into the messages of `record`. Raises NotFound, NoAccess, RecordClosed or RightsUnknown."""
        return self._person(actor, record) if actor.role == "patient" else self._professional(actor, record)

    def _person(self, actor: Actor, record: str) -> Entered:
        kind = Sender.PATIENT
        if actor.record != record:
            # A child's record: the right ends at majority here, whoever is late to say so (MIN-13, MIN-23).
            until = projections.represented_until(self._db, record, actor.id)
            if until is None or until <= self._clock():
                raise errors.NotFound
            kind = Sender.REPRESENTATIVE
        state = projections.record_state(self._db, record)
        _raise(correspondence.enter(Side.PATIENT, state, None))
        return Entered(Viewer(actor.id, kind), record, state)

    def _professional(self, actor: Actor, record: str) -> Entered:
        practitioner = projections.practitioners(self._db, [actor.id]).get(actor.id)
        if practitioner is None or not self._freshness.is_fresh(lane_of(record)):
            raise errors.RightsUnknown
        if not practitioner.active:
            raise errors.NoAccess
        state = projections.record_state(self._db, record)
        relation = projections.relation_states(self._db, record, [actor.id]).get(actor.id)
        _raise(correspondence.enter(Side.PROFESSIONAL, state, relation))
        return Entered(Viewer(actor.id, Sender.PROFESSIONAL), record, state, relation, practitioner)


def _raise(refused: Refusal | None) -> None:
    if refused is not None:
        raise _PROBLEMS[refused]
