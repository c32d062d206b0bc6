"""One correlation id from the browser to the last consumer, and what caused the work in hand."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

import uuid_utils

_correlation: ContextVar[str | None] = ContextVar("correlation", default=None)
_causation: ContextVar[str | None] = ContextVar("causation", default=None)


def fresh() -> str:
    """A new id (time-ordered UUID)."""
    return str(uuid_utils.uuid7())


def current() -> str:
    """The id of the work in hand; outside any `bound` block, a fresh one at each call."""
    return _correlation.get() or fresh()


def known() -> str | None:
    """The id of the work in hand, None outside any `bound` block (for logs)."""
    return _correlation.get()


def causation() -> str | None:
    """The id of the request or event that this work answers, None outside any `bound` block."""
    return _causation.get()


@contextmanager
def bound(correlation_id: str, causation_id: str | None = None) -> Iterator[None]:
    """Everything inside the block carries `correlation_id` and `causation_id`."""
    correlation_token = _correlation.set(correlation_id)
    causation_token = _causation.set(causation_id)
    try:
        yield
    finally:
        _causation.reset(causation_token)
        _correlation.reset(correlation_token)
