"""Closing a space, opening it again, erasing it (CLO-01 to CLO-10): three acts, pure.

Closing freezes and deletes nothing (CLO-04): the way back leads to the very state the space had. Erasing is closing
without a way back. Each transition takes the next number, so that services apply the last word whatever comes late.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from services.identity.domain.persons import (
    Closed,
    Closure,
    Reactivated,
    Refusal,
    Space,
    State,
    TransitionRefused,
)


def close(space: Space, by: str, now: datetime) -> tuple[Space, Closed]:
    """Freeze an activated space at the demand of the account `by` (CLO-01). Raises TransitionRefused."""
    if space.state is not State.ACTIVATED:
        raise TransitionRefused(Refusal.NOT_OPEN)
    closure = Closure(now, by, returns_to=space.state)
    return replace(space, state=State.CLOSED, number=space.number + 1, closure=closure), Closed()


def reopen(space: Space) -> tuple[Space, Reactivated]:
    """Open a space that its holder had closed (CLO-05). Raises TransitionRefused."""
    closure = space.closure
    if space.state is not State.CLOSED or closure is None:
        raise TransitionRefused(Refusal.NOT_CLOSED)
    if closure.erasing:
        raise TransitionRefused(Refusal.BEING_ERASED)
    return replace(space, state=closure.returns_to, number=space.number + 1, closure=None), Reactivated()


def begin_erasure(space: Space, by: str, now: datetime) -> Space:
    """Shut a space for good, in whatever state it is (CLO-07). Raises TransitionRefused when that was done before."""
    if space.closure is not None and space.closure.erasing:
        raise TransitionRefused(Refusal.BEING_ERASED)
    closure = Closure(now, by, returns_to=space.state, erasing=True)
    return replace(space, state=State.CLOSED, number=space.number + 1, closure=closure)


def retention_over(space: Space, retention: timedelta | None, now: datetime) -> bool:
    """Whether the data of a closed space have been kept as long as they may; without a retention, never (CLO-10)."""
    closure = space.closure
    return (
        retention is not None and closure is not None and not closure.erasing and closure.closed_at + retention <= now
    )
