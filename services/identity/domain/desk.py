"""The 3422 desk: who a caller is, what an agent may do for them, and corrections that take two agents. Pure."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

CALL_LIFE = timedelta(minutes=30)
CHANGE_LIFE = timedelta(days=7)
LOOKUPS_KEPT = timedelta(days=365)
PROOFS_NEEDED = 2
MATRICULE_END = 5


class Way(StrEnum):
    """How a person reached the desk."""

    PHONE = "phone"
    LETTER = "letter"


class Proof(StrEnum):
    """What a person gave besides their exact traits."""

    MATRICULE_END = "matricule-end"
    VITALE_SERIAL = "vitale-serial"
    PROVISIONAL_CODE = "provisional-code"
    MATRICULE = "matricule"


class Act(StrEnum):
    """What an agent did about a person: the word of the event and of the activity history."""

    CALLER_IDENTIFIED = "caller-identified"
    IDENTIFICATION_FAILED = "identification-failed"
    CODE_SENT = "code-sent"
    OPPOSITION_RECORDED = "opposition-recorded"
    CHANGE_PROPOSED = "change-proposed"
    CHANGE_APPLIED = "change-applied"
    CHANGE_REFUSED = "change-refused"
    WITHDRAWAL_PROPOSED = "withdrawal-proposed"
    WITHDRAWAL_APPLIED = "withdrawal-applied"
    WITHDRAWAL_REFUSED = "withdrawal-refused"


@dataclass(frozen=True)
class Call:
    """The file of one person, open to one agent for half an hour."""

    id: str
    agent: str
    record: str
    way: Way
    proofs: tuple[Proof, ...]
    reference: str | None
    expires_at: datetime

    def may_record_opposition(self) -> bool:
        """A caller must hold the provisional code (ACT-26); a letter is its own proof (ACT-27)."""
        return self.way is Way.LETTER or Proof.PROVISIONAL_CODE in self.proofs

    def evidence(self) -> str:
        """On what an opposition recorded in this call relies (ACT-28)."""
        given = ", ".join(_SPOKEN[proof] for proof in self.proofs)
        return f"Courrier {self.reference} : {given}" if self.way is Way.LETTER else f"Appel au 3422 : {given}"


def identifies(way: Way, given: Collection[Proof], right: Collection[Proof]) -> bool:
    """Tell whether the answers, beside exact traits, are enough: all of them right, and enough of them.

    By telephone two of the three that only the person should have; by letter the whole matricule.
    """
    if set(given) != set(right):
        return False
    if way is Way.LETTER:
        return Proof.MATRICULE in right
    return len(set(right) - {Proof.MATRICULE}) >= PROOFS_NEEDED


class Field(StrEnum):
    """What two agents may correct. `REPRESENTATIVE`: who acts for a child, until a judgment says otherwise (MIN-21)."""

    EMAIL = "email"
    MOBILE = "mobile"
    ADDRESS = "address"
    NAMES = "names"
    REPRESENTATIVE = "representative"

    def proposed(self) -> Act:
        """The act of proposing such a correction."""
        return Act.WITHDRAWAL_PROPOSED if self is Field.REPRESENTATIVE else Act.CHANGE_PROPOSED

    def decided(self, approved: bool) -> Act:
        """The act of deciding on one."""
        if self is Field.REPRESENTATIVE:
            return Act.WITHDRAWAL_APPLIED if approved else Act.WITHDRAWAL_REFUSED
        return Act.CHANGE_APPLIED if approved else Act.CHANGE_REFUSED


class ChangeState(StrEnum):
    """Where a correction is."""

    PENDING = "pending"
    APPLIED = "applied"
    REFUSED = "refused"


class SameAgent(Exception):
    """The agent who proposed a correction cannot decide on it."""


class AlreadyDecided(Exception):
    """The correction was applied, refused, or has waited too long."""


@dataclass(frozen=True)
class IdentityChange:
    """A correction proposed by one agent; what is proposed is kept sealed."""

    id: str
    record: str
    field: Field
    value_sealed: bytes
    evidence: str
    proposed_by: str
    proposed_at: datetime
    state: ChangeState = ChangeState.PENDING
    decided_by: str | None = None
    decided_at: datetime | None = None

    @property
    def waits(self) -> bool:
        """Whether nobody has decided yet: what is proposed can still be read."""
        return self.state is ChangeState.PENDING

    def decided(self, agent: str, approved: bool, now: datetime) -> "IdentityChange":
        """The correction once another agent approved or refused it. Raises AlreadyDecided, SameAgent."""
        if not self.waits or now >= self.proposed_at + CHANGE_LIFE:
            raise AlreadyDecided
        if agent == self.proposed_by:
            raise SameAgent
        state = ChangeState.APPLIED if approved else ChangeState.REFUSED
        return replace(self, state=state, decided_by=agent, decided_at=now)


_SPOKEN = {
    Proof.MATRICULE_END: "traits exacts et fin du matricule",
    Proof.VITALE_SERIAL: "numéro de série de la carte Vitale",
    Proof.PROVISIONAL_CODE: "code provisoire",
    Proof.MATRICULE: "traits exacts et matricule",
}
