"""Correlation follows the work, and only the work."""

import uuid
from threading import Thread

from chassis import correlation


def test_everything_inside_a_block_carries_its_ids() -> None:
    with correlation.bound("outer", "cause"):
        assert (correlation.current(), correlation.causation()) == ("outer", "cause")
        with correlation.bound("inner"):
            assert (correlation.current(), correlation.causation()) == ("inner", None)
        assert correlation.current() == "outer"
    assert correlation.known() is None


def test_work_without_a_block_gets_an_id_of_its_own_each_time() -> None:
    first, second = correlation.current(), correlation.current()
    assert first != second
    assert uuid.UUID(first).version == 7


def test_one_thread_never_sees_the_id_of_another() -> None:
    seen: list[str | None] = []
    with correlation.bound("mine"):
        other = Thread(target=lambda: seen.append(correlation.known()))
        other.start()
        other.join()
    assert seen == [None]
