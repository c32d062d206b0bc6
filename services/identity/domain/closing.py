"""Closing a space, opening it again, erasing it (CLO-01 to CLO-10): three acts, pure.

Closing freezes and deletes nothing (CLO-04): the way back leads to the very state the space had. Erasing is closing
without a way back. Each transition takes the next number, so that services apply the last word whatever comes late.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from services.identity.domain.spaces import (
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


@dataclass(frozen=True)
class Retention:
    """How long the data of a closed space are kept, and how long before their end that is said (CLO-10)."""

    length: timedelta
    notice: timedelta

    def ends_at(self, closure: Closure, warned_at: datetime) -> datetime:
        """When they may be erased: never sooner after the warning than was promised."""
        return max(closure.closed_at + self.length, warned_at + self.notice)


def warning_due(space: Space, kept: Retention, now: datetime) -> bool:
    """Whether it is time to say that what is kept of a closed space will be erased."""
    closure = space.closure
    if closure is None or closure.erasing or closure.warned_at is not None:
        return False
    return closure.closed_at + kept.length - kept.notice <= now


def warned(space: Space, kept: Retention, now: datetime) -> tuple[Space, datetime]:
    """The closed space whose end is said now, and that end. Coming back forgets it. Raises TransitionRefused."""
    if space.closure is None:
        raise TransitionRefused(Refusal.NOT_CLOSED)
    return replace(space, closure=replace(space.closure, warned_at=now)), kept.ends_at(space.closure, now)


def purge_due(space: Space, kept: Retention, now: datetime) -> bool:
    """Whether the data of a closed space have been kept as long as they may, and that was said in time."""
    closure = space.closure
    if closure is None or closure.erasing or closure.warned_at is None:
        return False
    return kept.ends_at(closure, closure.warned_at) <= now
