"""The relation between one record and one professional: a state machine whose transitions say what happened.

A relation is never deleted while the record lives: a block must outlast the memory of the people concerned.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from services.consent.errors import AccessRefused


class State(StrEnum):
    """What the professional may do: nothing yet, read within the grid, nothing at all."""

    CONTACT = "contact"
    AUTHORIZED = "authorized"
    BLOCKED = "blocked"


class Began(StrEnum):
    """How the relation began (C-36)."""

    DECLARED_CARE = "declared-care"
    DEPOSIT = "deposit"


class Choice(StrEnum):
    """A decision about a relation, kept with its date and its author (ACC-14)."""

    CONTACTED = "contacted"
    AUTHORIZED = "authorized"
    BLOCKED = "blocked"
    UNBLOCKED = "unblocked"
    ADMINISTRATOR_REMOVED = "administrator-removed"


class Fact(StrEnum):
    """What a transition tells the other services: the name of the event, without the service."""

    CONTACTED = "PSContacted"
    AUTHORIZED = "PSAuthorized"
    BLOCKED = "PSBlocked"
    UNBLOCKED = "PSUnblocked"


@dataclass(frozen=True)
class Author:
    """Who decided: an account id and its role."""

    id: str
    role: str


@dataclass(frozen=True)
class Decision:
    """One decision: what, when (UTC), by whom."""

    choice: Choice
    at: datetime
    by: Author


@dataclass(frozen=True, kw_only=True)
class Relation:
    """State of the relation; `number` grows by one with every announced change."""

    record: str
    professional: str
    state: State
    began: Began
    first_contact: datetime
    administrator: bool = False
    number: int = 0

    def authorize(self, by: Author, at: datetime) -> "Outcome":
        """Open access after declared care (ACC-12, C-14). Raises AccessRefused once blocked; again is nothing new."""
        if self.state is State.BLOCKED:
            raise AccessRefused
        if self.state is State.AUTHORIZED:
            return Outcome(self)
        return self._decided(Fact.AUTHORIZED, (Choice.AUTHORIZED,), by, at, state=State.AUTHORIZED)

    def block(self, by: Author, at: datetime) -> "Outcome":
        """Refuse everything from now on (ACC-07, C-11); administrator status goes too (ACC-11)."""
        if self.state is State.BLOCKED:
            return Outcome(self)
        choices = (Choice.BLOCKED, Choice.ADMINISTRATOR_REMOVED) if self.administrator else (Choice.BLOCKED,)
        return self._decided(Fact.BLOCKED, choices, by, at, state=State.BLOCKED, administrator=False)

    def unblock(self, by: Author, at: datetime) -> "Outcome":
        """Return to the authorised list (ACC-09), without the administrator status (ACC-11)."""
        if self.state is not State.BLOCKED:
            return Outcome(self)
        return self._decided(Fact.UNBLOCKED, (Choice.UNBLOCKED,), by, at, state=State.AUTHORIZED)

    def _decided(
        self, fact: Fact, choices: tuple[Choice, ...], by: Author, at: datetime, **changes: State | bool
    ) -> "Outcome":
        changed = replace(self, number=self.number + 1, **changes)  # type: ignore[arg-type]
        return Outcome(changed, fact, tuple(Decision(choice, at, by) for choice in choices))


@dataclass(frozen=True)
class Outcome:
    """The relation after a transition, what to announce and to keep; `fact` is None when nothing changed."""

    relation: Relation
    fact: Fact | None = None
    decisions: tuple[Decision, ...] = ()


def contacted(record: str, professional: str, by: Author, at: datetime) -> Outcome:
    """A professional deposited without reading: listed, may be blocked, may not read (ACC-06, C-36)."""
    return _begun(
        record, professional, Began.DEPOSIT, State.CONTACT, Fact.CONTACTED, Decision(Choice.CONTACTED, at, by)
    )


def declared(record: str, professional: str, by: Author, at: datetime) -> Outcome:
    """First access: the professional attests the person's agreement (ACC-12, C-14)."""
    decision = Decision(Choice.AUTHORIZED, at, by)
    return _begun(record, professional, Began.DECLARED_CARE, State.AUTHORIZED, Fact.AUTHORIZED, decision)


def _begun(record: str, professional: str, began: Began, state: State, fact: Fact, decision: Decision) -> Outcome:
    relation = Relation(
        record=record,
        professional=professional,
        state=state,
        began=began,
        first_contact=decision.at,
        number=1,
    )
    return Outcome(relation, fact, (decision,))
