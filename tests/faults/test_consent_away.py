"""Consent away for a minute while professionals read: who may read is unknown, so nobody but the person does.

The twin takes away what closes the door, and must see the professional read on.
"""

import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest

from tests.faults.seen import Seen
from tests.support.platform import Patient, until

CONSENT = ("consent-api", "consent-worker", "consent-relay")
AWAY_S, REFUSED_WITHIN_S, REOPENED_WITHIN_S = 60.0, 6.0, 30.0  # a second or two, on a machine that has time


class Heart:
    """Notes when the vault last heard consent. What follows is counted from there: a busy machine hears late."""

    def __init__(self, seen: Seen) -> None:
        self._freshness = seen.platform.installation.mongo("documents")["freshness"]
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self.heard_at = time.monotonic()
        self._thread.start()

    def _listen(self) -> None:
        before = None
        while not self._over.wait(0.05):
            beat = self._freshness.find_one({"_id": "policy/beat"}) or {}
            if (heard := (beat.get("epoch"), beat.get("counter"))) != before:
                before, self.heard_at = heard, time.monotonic()

    def since(self) -> float:
        """Seconds since the vault last heard consent."""
        return time.monotonic() - self.heard_at

    def close(self) -> None:
        """Listen no more."""
        self._over.set()
        self._thread.join()


@pytest.fixture
def heart(seen: Seen) -> Iterator[Heart]:
    """Of the vault."""
    listening = Heart(seen)
    yield listening
    listening.close()


@contextmanager
def away(seen: Seen) -> Iterator[None]:
    """Consent is stopped, all of it."""
    mes = seen.platform.installation
    mes.stop(*CONSENT)
    try:
        yield
    finally:
        mes.start(*CONSENT)


@pytest.mark.feature("ACC-10", "HIS-01")
def test_a_minute_without_consent_refuses_professionals_serves_the_person_and_loses_nothing(
    seen: Seen, heart: Heart
) -> None:
    patient, over = seen.patient, threading.Event()
    shown, refused, own = [200], [], []  # one list was shown when the fixture looked

    def professional_reads() -> None:
        while not over.wait(0.2):
            status = seen.lists()
            (shown if status == 200 else refused).append(status)

    def person_reads() -> None:
        while not over.wait(0.5):
            own.append(patient.api.call("listDocuments", expect=200, path=patient.here).status_code)

    with ThreadPoolExecutor(3) as pool:
        hands = [pool.submit(professional_reads), pool.submit(professional_reads), pool.submit(person_reads)]
        try:
            with away(seen):
                until(lambda: heart.since() > REFUSED_WITHIN_S, seconds=180)
                asked_before = len(refused) + 4  # more than the two had asked by then
                until(lambda: len(refused) > asked_before, seconds=180)
                shown_before = len(shown)
                patient.deposit(title="Pendant la panne")
                until(lambda: heart.since() > AWAY_S, seconds=4 * AWAY_S, every=0.5)
                assert len(shown) == shown_before
            until(lambda: heart.since() < REFUSED_WITHIN_S, seconds=180)
            back = time.monotonic()
            until(lambda: len(shown) > shown_before, seconds=180)
            reopened = time.monotonic()
        finally:
            over.set()
        for hand in hands:
            hand.result()
    assert set(refused) == {503}
    assert len(own) > AWAY_S / 10
    assert reopened - back < REOPENED_WITHIN_S
    until(lambda: _listed(patient) >= len(shown), seconds=180)
    assert _listed(patient) == len(shown)


def test_without_what_closes_the_door_professionals_read_on_while_consent_is_away(seen: Seen, heart: Heart) -> None:
    mes = seen.platform.installation
    mes.instead("documents-api", "tests.faults.sabotage", "believes_without_a_heartbeat")
    try:
        mes.wait_ready("documents-api")
        with away(seen):
            until(lambda: heart.since() > REFUSED_WITHIN_S, seconds=180)
            assert seen.lists() == 200
    finally:
        mes.instead("documents-api")
    mes.wait_ready("documents-api", *CONSENT)


def _listed(patient: Patient) -> int:
    """How many lists of professionals the history holds."""
    overview = patient.api.call("showHistoryOverview", expect=200, path=patient.here).json()
    return sum(each["acts"] for each in overview["actions"] if each["action"] == "documents-listed")
