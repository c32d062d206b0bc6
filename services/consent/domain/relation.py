"""The relation between one record and one professional: a state machine whose transitions say what happened.

A relation is never deleted while the record lives: a block must outlast the memory of the people concerned.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from services.consent.domain.emergency import Emergency


class Blocked(Exception):
    """The person refuses this professional everything (C-11)."""


class AlreadyAuthorized(Exception):
    """An emergency would give them less than they have."""


class NotAuthorized(Exception):
    """Only an authorised professional can be administrator (ADM-08)."""


class State(StrEnum):
    """What the professional may do: nothing yet, read within the grid, nothing at all."""

    CONTACT = "contact"
    AUTHORIZED = "authorized"
    BLOCKED = "blocked"


class Began(StrEnum):
    """How the relation began (C-36); docs/decisions/first-contact.md says when each happens."""

    DECLARED_CARE = "declared-care"
    DEPOSIT = "deposit"
    MESSAGE = "message"
    EMERGENCY = "emergency"


class Choice(StrEnum):
    """A decision about a relation, kept with its date and its author (ACC-14)."""

    CONTACTED = "contacted"
    AUTHORIZED = "authorized"
    BLOCKED = "blocked"
    UNBLOCKED = "unblocked"
    ADMINISTRATOR_APPOINTED = "administrator-appointed"
    ADMINISTRATOR_REMOVED = "administrator-removed"
    EMERGENCY_OPENED = "emergency-opened"
    EMERGENCY_ENDED = "emergency-ended"


class Fact(StrEnum):
    """What a transition tells the other services: the name of the event, without the service."""

    CONTACTED = "PSContacted"
    AUTHORIZED = "PSAuthorized"
    BLOCKED = "PSBlocked"
    UNBLOCKED = "PSUnblocked"
    ADMINISTRATOR_APPOINTED = "AdministratorAppointed"
    ADMINISTRATOR_REMOVED = "AdministratorRemoved"
    EMERGENCY_OPENED = "EmergencyAccessOpened"
    EMERGENCY_ENDED = "EmergencyAccessEnded"


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
    """State of the relation; `number` grows by one with every announced change.

    `before_block` is the state that a block suspends. `emergency` is the last one that was opened and not ended:
    whether it still runs, its moment says.
    """

    record: str
    professional: str
    state: State
    began: Began
    first_contact: datetime
    administrator: bool = False
    number: int = 0
    before_block: State | None = None
    emergency: Emergency | None = None

    def authorize(self, by: Author, at: datetime) -> "Outcome":
        """Open access after declared care (ACC-12, C-14). Raises Blocked once blocked; again is nothing new."""
        if self.state is State.BLOCKED:
            raise Blocked
        if self.state is State.AUTHORIZED:
            return Outcome(self)
        return self._decided(Fact.AUTHORIZED, (Choice.AUTHORIZED,), by, at, state=State.AUTHORIZED, emergency=None)

    def block(self, by: Author, at: datetime) -> "Outcome":
        """Refuse everything from now on (ACC-07, C-11); administrator status and emergency go too (ACC-11, EMG-08)."""
        if self.state is State.BLOCKED:
            return Outcome(self)
        choices = (Choice.BLOCKED, Choice.ADMINISTRATOR_REMOVED) if self.administrator else (Choice.BLOCKED,)
        ended = {"administrator": False, "emergency": None, "before_block": self.state}
        return self._decided(Fact.BLOCKED, choices, by, at, state=State.BLOCKED, **ended)

    def unblock(self, by: Author, at: datetime) -> "Outcome":
        """Return to the authorised list (ACC-09), without the administrator status (ACC-11).

        Who was in that list as a contact is one again: lifting a block gives nothing that was not given before it.
        """
        if self.state is not State.BLOCKED:
            return Outcome(self)
        restored = self.before_block or State.AUTHORIZED
        return self._decided(Fact.UNBLOCKED, (Choice.UNBLOCKED,), by, at, state=restored, before_block=None)

    def appoint(self, by: Author, at: datetime) -> "Outcome":
        """Give the administrator status (ADM-03). Raises NotAuthorized to all but the authorised (ADM-08)."""
        if self.state is not State.AUTHORIZED:
            raise NotAuthorized
        if self.administrator:
            return Outcome(self)
        appointed = (Choice.ADMINISTRATOR_APPOINTED,)
        return self._decided(Fact.ADMINISTRATOR_APPOINTED, appointed, by, at, administrator=True)

    def remove_administrator(self, by: Author, at: datetime) -> "Outcome":
        """Take the administrator status back (ADM-04); the professional stays authorised."""
        if not self.administrator:
            return Outcome(self)
        removed = (Choice.ADMINISTRATOR_REMOVED,)
        return self._decided(Fact.ADMINISTRATOR_REMOVED, removed, by, at, administrator=False)

    def open_emergency(self, emergency: Emergency, by: Author, at: datetime) -> "Outcome":
        """Let a professional without authorisation read until the emergency ends (EMG-06, EMG-11).

        Raises Blocked to who is blocked (EMG-08), AlreadyAuthorized to who needs no emergency.
        """
        if self.state is State.BLOCKED:
            raise Blocked
        if self.state is State.AUTHORIZED:
            raise AlreadyAuthorized
        return self._decided(Fact.EMERGENCY_OPENED, (Choice.EMERGENCY_OPENED,), by, at, emergency=emergency)

    def end_emergency(self, by: Author, at: datetime) -> "Outcome":
        """End an emergency before its time, because the person withdrew what allowed it."""
        if self.emergency is None or not self.emergency.runs(at):
            return Outcome(self)
        return self._decided(Fact.EMERGENCY_ENDED, (Choice.EMERGENCY_ENDED,), by, at, emergency=None)

    def _decided(self, fact: Fact, choices: tuple[Choice, ...], by: Author, at: datetime, **changes: Any) -> "Outcome":
        changed = replace(self, number=self.number + 1, **changes)
        return Outcome(changed, fact, tuple(Decision(choice, at, by) for choice in choices))


@dataclass(frozen=True)
class Outcome:
    """The relation after a transition, what to announce and to keep; `fact` is None when nothing changed."""

    relation: Relation
    fact: Fact | None = None
    decisions: tuple[Decision, ...] = ()


def contacted(record: str, professional: str, began: Began, by: Author, at: datetime) -> Outcome:
    """A professional deposited or wrote without reading: listed, may be blocked, may not read (ACC-06, C-36)."""
    return _begun(record, professional, began, State.CONTACT, Fact.CONTACTED, Decision(Choice.CONTACTED, at, by))


def declared(record: str, professional: str, by: Author, at: datetime) -> Outcome:
    """First access: the professional attests the person's agreement (ACC-12, C-14)."""
    decision = Decision(Choice.AUTHORIZED, at, by)
    return _begun(record, professional, Began.DECLARED_CARE, State.AUTHORIZED, Fact.AUTHORIZED, decision)


def begun_in_emergency(record: str, professional: str, emergency: Emergency, by: Author, at: datetime) -> Outcome:
    """First contact in an emergency: listed, may be blocked, reads until it ends, is not authorised (EMG-11)."""
    decision = Decision(Choice.EMERGENCY_OPENED, at, by)
    begun = _begun(record, professional, Began.EMERGENCY, State.CONTACT, Fact.EMERGENCY_OPENED, decision)
    return replace(begun, relation=replace(begun.relation, emergency=emergency))


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
