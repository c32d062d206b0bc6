"""Counting tries before judging them (ACT-22, LOG-08)."""

import math
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from services.identity.domain.limits import Policy
from services.identity.errors.identification import TooManyTries
from services.identity.parts import Parts
from services.identity.store import limits


@dataclass(frozen=True)
class Try:
    """One try under way: `before` wrong ones were counted at the same target."""

    policy: Policy
    target: str
    before: int


def count_try(parts: Parts, policy: Policy, target: str, now: datetime) -> Try:
    """Count a try at `target` (plain text; its keyed hash is what is kept). Raises TooManyTries during a pause."""
    key = parts.keyring.target(policy.name, target)
    standing = limits.take(parts.db, policy, key, now)
    if standing.paused_until is not None:
        raise TooManyTries(_seconds(standing.paused_until - now))
    return Try(policy, key, standing.count)


def forgive(parts: Parts, counted: Try) -> None:
    """The answer was right: forget the wrong ones."""
    limits.forgive(parts.db, counted.policy, counted.target)


def source_policy(parts: Parts, name: str = "source") -> Policy:
    """The pauses of one network address: generous, since a whole village may share it, and short."""
    free = parts.settings.source_free_tries
    return Policy(name, free, timedelta(seconds=5), timedelta(minutes=1), timedelta(minutes=10))


@contextmanager
def counting(parts: Parts, policy: Policy, target: str, wrong: type[Exception], now: datetime) -> Iterator[None]:
    """Refuse a paused target; count against it whatever ends in `wrong`, and nothing else."""
    key = parts.keyring.target(policy.name, target)
    standing = limits.peek(parts.db, policy, key, now)
    if standing.paused_until is not None:
        raise TooManyTries(_seconds(standing.paused_until - now))
    try:
        yield
    except wrong:
        limits.take(parts.db, policy, key, now)
        raise


def counting_source(parts: Parts, source: str, wrong: type[Exception], now: datetime) -> AbstractContextManager[None]:
    """The same for a network address: what is right costs it nothing."""
    return counting(parts, source_policy(parts), source, wrong, now)


def _seconds(wait: timedelta) -> int:
    return max(1, math.ceil(wait.total_seconds()))
