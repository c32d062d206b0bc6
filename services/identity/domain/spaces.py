"""The life of a person's space: a pure state machine (C-01 to C-04, ACT-02 to ACT-06).

Transitions that others have to hear of return the fact to announce; the letters with codes are not theirs to know.

    registered ─invite→ invited ─┬─ oppose → opposed ──────┐
        │                        ├─ auto_create → auto_created ─ oppose → closed ┤
        └─ activate / oppose     └─ activate → activated ←──────────── activate ──┘ (ACT-29)

`registered` is a person of the insurer's registry nobody wrote to yet. Only `activated` has credentials; a child's
space, opened by a representative, is `activated` without any (MIN-14) and becomes `auto_created` at majority (MIN-23).
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from services.identity.domain.codes import ProvisionalCode
from services.identity.domain.people import end_of_day


class State(StrEnum):
    """Where a space is in its life."""

    REGISTERED = "registered"
    INVITED = "invited"
    OPPOSED = "opposed"
    AUTO_CREATED = "auto_created"
    ACTIVATED = "activated"
    CLOSED = "closed"


# Other services hear of a space once it accepts deposits or has refused them.
ANNOUNCED = frozenset({State.OPPOSED, State.AUTO_CREATED, State.ACTIVATED, State.CLOSED})


class Channel(StrEnum):
    """How an opposition reached us (C-04)."""

    ONLINE = "online"
    PHONE = "phone"
    LETTER = "letter"


class Refusal(StrEnum):
    """Why a transition does not happen; the value becomes part of a problem code."""

    CODE_USED = "code-used"
    ALREADY_ACTIVATED = "already-activated"
    ALREADY_OPPOSED = "already-opposed"
    NOT_DUE = "not-due"
    CLOSED = "closed"
    NOT_OPEN = "not-open"
    NOT_CLOSED = "not-closed"
    BEING_ERASED = "being-erased"


class TransitionRefused(Exception):
    """The space is not in a state where this can happen."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.value)
        self.refusal = refusal


@dataclass(frozen=True)
class Opposition:
    """Evidence of an express refusal (ACT-28): when, by which channel, on what proof.

    `by` is the agent who recorded it, None for the person themselves; it stays after a later activation (ACT-29),
    which `withdrawn_at` tells.
    """

    recorded_at: datetime
    channel: Channel
    proof: str
    by: str | None = None
    withdrawn_at: datetime | None = None


@dataclass(frozen=True)
class Closure:
    """A closed space (CLO-01): since when, by which account, and the state it comes back to.

    After an opposition to a space that was created without an answer (C-03), `by` is who recorded it.
    `erasing` is a closure without return: its data are being erased (CLO-07). `warned_at`: when it was said that they
    would be, where a retention is set (CLO-10).
    """

    closed_at: datetime
    by: str
    returns_to: State
    erasing: bool = False
    warned_at: datetime | None = None


@dataclass(frozen=True)
class Space:
    """The state of one person's space. `number` grows by one with each transition."""

    record: str
    state: State = State.REGISTERED
    number: int = 1
    notified_at: datetime | None = None
    deadline: datetime | None = None
    code: ProvisionalCode | None = None
    opposition: Opposition | None = None
    account: str | None = None
    closure: Closure | None = None


@dataclass(frozen=True)
class Activated:
    """The space has credentials, its first or new ones (LOG-10)."""


@dataclass(frozen=True)
class Opposed:
    """The space is refused, or closed when it had been created already (C-03)."""

    channel: Channel


@dataclass(frozen=True)
class AutoCreated:
    """The delay ran out without an answer."""


@dataclass(frozen=True)
class Closed:
    """The holder closed the space: it is frozen, nothing is lost (CLO-01)."""


@dataclass(frozen=True)
class Reactivated:
    """A closed space is open again (CLO-05)."""


Fact = Activated | Opposed | AutoCreated | Closed | Reactivated


def invite(space: Space, code: ProvisionalCode, opposition_delay: timedelta) -> Space:
    """Invite a registered person: the delay to oppose and the code run from the same moment (C-02).

    Its last day is whole, whatever the minute it began (ACT-04).
    Raises TransitionRefused when the person has been invited or has answered before.
    """
    if space.state is not State.REGISTERED:
        raise TransitionRefused(Refusal.NOT_DUE)
    return replace(
        space,
        state=State.INVITED,
        number=space.number + 1,
        notified_at=code.notified_at,
        deadline=end_of_day(code.notified_at + opposition_delay),
        code=code,
    )


def replace_code(space: Space, code: ProvisionalCode) -> Space:
    """Give a new code, whatever the state: it serves to activate, to oppose or to recover (ACT-16, ACT-21, LOG-10).

    The delay to oppose does not move: it belongs to the notification, not to the code.
    """
    return replace(space, code=code)


def invite_again(space: Space, code: ProvisionalCode, opposition_delay: timedelta) -> Space:
    """Write again to an invited person whom the first invitation did not reach: delay and code start anew.

    Raises TransitionRefused in any other state.
    """
    if space.state is not State.INVITED:
        raise TransitionRefused(Refusal.NOT_DUE)
    deadline = end_of_day(code.notified_at + opposition_delay)
    return replace(space, notified_at=code.notified_at, deadline=deadline, code=code)


def not_notified(space: Space) -> Space:
    """The invitation reached nobody: no delay runs, so that no space is created in silence (ACT-04)."""
    if space.state is not State.INVITED:
        return space
    return replace(space, notified_at=None, deadline=None)


def notified(space: Space, at: datetime, opposition_delay: timedelta, code_life: timedelta) -> Space:
    """The invitation has arrived, maybe after it had failed: delay and code run from then, never from before (C-02)."""
    if space.state is not State.INVITED or (space.notified_at is not None and at <= space.notified_at):
        return space
    code = space.code
    if code is not None:
        expires_at = max(code.expires_at, end_of_day(at + code_life))
        code = replace(code, notified_at=max(code.notified_at, at), expires_at=expires_at)
    return replace(space, notified_at=at, deadline=end_of_day(at + opposition_delay), code=code)


def activate(space: Space, account: str, now: datetime) -> tuple[Space, Activated | Reactivated]:
    """Open the space, or give it new credentials, by consuming its live code (ACT-21, ACT-29, LOG-10).

    A closed space comes back with all it held (CLO-05).
    Raises TransitionRefused when the code is consumed, expired or replaced by none, or the space is being erased.
    """
    return _opened(space, _consumed(_kept(space), now), account, now)


def recover(space: Space, now: datetime) -> Space:
    """Consume the live code of an open space, to give it new credentials; its state stays (LOG-10).

    Raises TransitionRefused when the code is consumed, expired or there is none.
    """
    return replace(space, code=_consumed(space, now))


def oppose(space: Space, opposition: Opposition) -> tuple[Space, Opposed]:
    """Refuse the space: online by consuming its live code, else on the word of the agent who identified the person.

    A space created without an answer is closed instead, as its holder would (C-03); an activated one is closed from
    its settings only.
    Raises TransitionRefused.
    """
    if space.state is State.ACTIVATED:
        raise TransitionRefused(Refusal.ALREADY_ACTIVATED)
    if space.state in (State.OPPOSED, State.CLOSED):
        raise TransitionRefused(Refusal.ALREADY_OPPOSED)
    if opposition.channel is Channel.ONLINE:
        code: ProvisionalCode | None = _consumed(space, opposition.recorded_at)
    else:
        code = _spent(space.code, opposition.recorded_at)
    moved = replace(space, state=State.OPPOSED, number=space.number + 1, code=code, opposition=opposition)
    if space.state is State.AUTO_CREATED:
        closure = Closure(opposition.recorded_at, opposition.by or space.record, returns_to=space.state)
        moved = replace(moved, state=State.CLOSED, closure=closure)
    return moved, Opposed(opposition.channel)


def auto_create(space: Space, now: datetime) -> tuple[Space, AutoCreated]:
    """Create the space of an invited person whose delay has run out (ACT-05, OPS-06).

    Raises TransitionRefused in any other state, or before the deadline.
    """
    if space.state is not State.INVITED or space.deadline is None or now < space.deadline:
        raise TransitionRefused(Refusal.NOT_DUE)
    return replace(space, state=State.AUTO_CREATED, number=space.number + 1), AutoCreated()


def open_for_child(space: Space, now: datetime) -> tuple[Space, Activated | Reactivated | None]:
    """Open a child's space from a representative's session: no code is asked for, a live one is used up (MIN-10, C-41).

    Opposition and closure are reversible here too (ACT-29, CLO-05): the child has no other way back. A space that is
    open already stays as it is and nothing is announced. Raises TransitionRefused when it is being erased.
    """
    if space.state is State.ACTIVATED:
        return space, None
    return _opened(space, _spent(_kept(space).code, now), None, now)


def come_of_age(space: Space) -> tuple[Space, AutoCreated | None]:
    """A child is of age (MIN-23): whatever code a parent holds is dead, and the space waits for its own person.

    One that representatives opened is like one created without an answer; one they were invited to open or refuse is
    to be invited again, in the name of its person. A refused or closed one stays so.
    """
    free = replace(space, code=None)
    if space.state is State.INVITED:
        return replace(free, state=State.REGISTERED, number=space.number + 1, notified_at=None, deadline=None), None
    if space.state is State.ACTIVATED and space.account is None:
        return replace(free, state=State.AUTO_CREATED, number=space.number + 1), AutoCreated()
    return free, None


def _kept(space: Space) -> Space:
    """The space, unless it has no way back."""
    if space.closure is not None and space.closure.erasing:
        raise TransitionRefused(Refusal.BEING_ERASED)
    return space


def _opened(
    space: Space, code: ProvisionalCode | None, account: str | None, now: datetime
) -> tuple[Space, Activated | Reactivated]:
    """The space open, whatever it was before, its opposition withdrawn; again only if it had been open (CLO-05)."""
    opposition = space.opposition
    if opposition is not None and opposition.withdrawn_at is None:
        opposition = replace(opposition, withdrawn_at=now)
    again = space.closure is not None and space.closure.returns_to is State.ACTIVATED
    moved = replace(
        space,
        state=State.ACTIVATED,
        number=space.number + 1,
        code=code,
        account=account,
        opposition=opposition,
        closure=None,
    )
    return moved, Reactivated() if again else Activated()


def _consumed(space: Space, now: datetime) -> ProvisionalCode:
    if space.code is None or not space.code.is_live(now):
        raise TransitionRefused(Refusal.CODE_USED)
    return replace(space.code, consumed_at=now)


def _spent(code: ProvisionalCode | None, now: datetime) -> ProvisionalCode | None:
    """A choice made without the code kills it all the same: it must not undo the choice (ACT-21)."""
    return replace(code, consumed_at=now) if code is not None and code.is_live(now) else code
