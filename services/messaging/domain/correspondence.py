"""Who may read and write messages in a record. The one place where it is decided.

- A person, or a representative for a child, reads all conversations of the record; nobody does once it is shut.
- A professional reads and writes only while the person lets them in: authorised, not blocked (C-11), and only
  their own conversations. One who was never let in is not even told that a record is closed.
- Only a professional starts a conversation (MSG-05, C-09); the person answers, unless they blocked them.
- A mailbox exists once its person activated the space (C-03); closed, refused and erased ones are frozen.
"""

from dataclasses import dataclass
from enum import StrEnum

from enforcement.record import CLOSED_BY_ITS_PERSON, SHUT_TO_PERSON, RecordState
from enforcement.relation import RelationState


class Side(StrEnum):
    """The two ends of a conversation: who it is about, and the one professional (MSG-47, C-30)."""

    PATIENT = "patient"
    PROFESSIONAL = "professional"

    @property
    def other(self) -> "Side":
        """The end that a message of this one is for."""
        return Side.PROFESSIONAL if self is Side.PATIENT else Side.PATIENT


class Sender(StrEnum):
    """Who wrote: a representative writes on the patient's side (A for B)."""

    PATIENT = "patient"
    REPRESENTATIVE = "representative"
    PROFESSIONAL = "professional"

    @property
    def side(self) -> Side:
        """On which side they write."""
        return Side.PROFESSIONAL if self is Sender.PROFESSIONAL else Side.PATIENT


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who is in the record: their account, and in what quality."""

    id: str
    kind: Sender

    @property
    def side(self) -> Side:
        """Their end of a conversation."""
        return self.kind.side


class Refusal(StrEnum):
    """Why not."""

    NOT_FOUND = "not-found"
    NO_ACCESS = "no-access"
    RECORD_CLOSED = "record-closed"
    NO_MAILBOX = "no-mailbox"
    RECIPIENT_UNAVAILABLE = "recipient-unavailable"


def enter(side: Side, state: RecordState | None, relation: RelationState | None) -> Refusal | None:
    """Why someone may not read messages of a record; None when they may. `relation` is a professional's own."""
    if side is Side.PATIENT:
        return Refusal.NOT_FOUND if state in SHUT_TO_PERSON else None
    if relation is not RelationState.AUTHORIZED:
        return Refusal.NO_ACCESS
    if state in CLOSED_BY_ITS_PERSON:
        return Refusal.RECORD_CLOSED
    return Refusal.NOT_FOUND if state in (None, RecordState.ERASED) else None


def write(
    side: Side, state: RecordState | None, relation: RelationState | None, recipient_active: bool = True
) -> Refusal | None:
    """Why someone who is in the record may not send; None when they may.

    `relation` is that of the conversation's professional, `recipient_active` whether they still practise.
    """
    if side is Side.PATIENT and (relation is not RelationState.AUTHORIZED or not recipient_active):
        return Refusal.RECIPIENT_UNAVAILABLE
    return None if state is RecordState.ACTIVATED else Refusal.NO_MAILBOX
