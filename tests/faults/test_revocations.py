"""A block holds whatever else happens: somebody who never stops asking, an enforcement point away.

The last test takes away what closes a point that hears nothing, and must see the blocked professional read on.
"""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from chassis.freshness import Freshness
from enforcement.lanes import STREAM, lane_of
from tests.faults.seen import READ, Seen
from tests.support.platform import until

CONSENT = ("consent-api", "consent-worker", "consent-relay")
MAX_AGE_S = 5.0


@pytest.mark.feature("ACC-08", "ACC-10")
def test_no_request_sent_after_the_answer_to_a_block_reads_anything(seen: Seen) -> None:
    over = threading.Event()
    with ThreadPoolExecutor(4) as pool:
        hands = [pool.submit(seen.hammer, over) for _ in range(4)]
        try:
            until(lambda: len([status for _, status in seen.answers if status in READ]) > 40, seconds=180)
            state = seen.block()
            answered = time.monotonic()
            until(lambda: len([at for at, _ in seen.answers if at > answered]) > 200, seconds=180)
        finally:
            over.set()
        for hand in hands:
            hand.result()
    if state == "effective":
        assert {status for at, status in seen.answers if at > answered} & READ == set()
    until(lambda: seen.lists() == 403, seconds=180)


@pytest.mark.feature("ACC-08", "ACC-10")
def test_a_point_that_hears_nothing_says_spreading_and_refuses_then_holds_the_block(seen: Seen) -> None:
    mes = seen.platform.installation
    with _deaf(seen):
        until(lambda: seen.lists() == 503, seconds=180)
        assert {seen.lists() for _ in range(5)} == {503}
    mes.wait_ready("documents-worker")
    # 503 until it has caught up, and never a list again.
    answers = []
    until(lambda: answers.append(seen.lists()) or answers[-1] == 403, seconds=180)
    assert set(answers) <= {503, 403}


def test_without_what_closes_a_deaf_point_a_blocked_professional_reads_on(seen: Seen) -> None:
    mes = seen.platform.installation
    mes.instead("documents-api", "tests.faults.sabotage", "believes_without_a_heartbeat")
    try:
        mes.wait_ready("documents-api")
        with _deaf(seen):
            assert seen.lists() == 200
    finally:
        mes.instead("documents-api")
    mes.wait_ready("documents-api", "documents-worker")


class _deaf:  # noqa: N801 - reads as what it does
    """The vault's worker is away, and the person blocks the professional; the vault has heard nothing for too long."""

    def __init__(self, seen: Seen) -> None:
        self._seen = seen

    def __enter__(self) -> None:
        mes = self._seen.platform.installation
        heart, lane = Freshness(mes.mongo("documents"), STREAM, MAX_AGE_S), lane_of(self._seen.patient.record)
        try:
            mes.wait_ready("documents-worker", *CONSENT)
            until(lambda: heart.is_fresh(lane), seconds=180)
            mes.stop("documents-worker")
            assert self._seen.block() == "spreading"
            until(lambda: not heart.is_fresh(lane), seconds=180)
        finally:
            heart.close()

    def __exit__(self, *_: object) -> None:
        self._seen.platform.installation.start("documents-worker")
