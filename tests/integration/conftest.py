"""What holds for all tests of services in this process."""

from collections.abc import Iterator
from typing import Any

import pytest

from chassis import mongo
from chassis.sessions import EndedSessions


@pytest.fixture(autouse=True)
def _transactions_take_their_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a busy machine those that collide may be at it for longer than a service lets anybody wait."""
    monkeypatch.setattr(mongo, "TRANSACTION_S", 60.0)


@pytest.fixture(autouse=True)
def _nothing_goes_on(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Each application that a test builds reads the ended sessions in a thread of its own: it ends with the test.

    Those of a whole session, built before this, go on.
    """
    opened: list[EndedSessions] = []
    begin = EndedSessions.__init__

    def begin_and_note(self: EndedSessions, *given: Any, **named: Any) -> None:
        begin(self, *given, **named)
        opened.append(self)

    monkeypatch.setattr(EndedSessions, "__init__", begin_and_note)
    yield
    for each in opened:
        each.close()
