"""Stale means no: gaps, silence, backlogs and epochs, on a real database."""

import random
import threading
from typing import Any

import pytest
from pymongo.database import Database

from chassis import freshness, mongo
from chassis.freshness import Freshness, applied, beat, restated

STREAM = "policy"


class Clock:
    """A monotonic clock that tests move."""

    def __init__(self) -> None:
        self.now = 1_000.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(freshness, "time", made)
    return made


class Point:
    """An enforcement point: a worker that records, an api that asks."""

    def __init__(self, database: Database[dict[str, Any]], clock: Clock) -> None:
        self.db, self.clock, self.counter = database, clock, 0
        self.fresh = Freshness(self.db, STREAM)
        self.fresh.close()
        for thread in threading.enumerate():
            if thread.name == f"freshness-{STREAM}":
                thread.join()  # or its one look could end after ours

    def hear(self, *lanes: int, epoch: int = 1, after_s: float = 1.0, leap: int = 1) -> None:
        """A heartbeat arrives, and the api looks."""
        self.clock.now += after_s
        self.counter += leap
        beat(None, self.db, STREAM, epoch, lanes, self.counter, {"grid": "g1"})
        self.fresh.look()


@pytest.fixture
def point(database: Database[dict[str, Any]], clock: Clock) -> Point:
    mongo.ensure_collections(database, {freshness.COLLECTION: []})
    return Point(database, clock)


def test_nothing_is_fresh_until_a_heart_was_seen_to_beat(point: Point) -> None:
    assert not point.fresh.is_fresh(0)
    point.hear(0, 0)
    assert not point.fresh.is_fresh(0), "a stored heartbeat may be of yesterday"
    point.hear(0, 0)
    assert point.fresh.is_fresh(0)
    assert point.fresh.said() == {"grid": "g1"}
    assert not point.fresh.is_fresh(7), "a lane nobody speaks of"


def test_silence_closes_after_five_seconds_and_a_beat_opens_again(point: Point) -> None:
    point.hear(0)
    point.hear(0)
    point.clock.now += 4.9
    point.fresh.look()
    assert point.fresh.is_fresh(0)
    point.clock.now += 0.2
    assert not point.fresh.is_fresh(0), "even if nobody looks"
    point.hear(0)
    assert point.fresh.is_fresh(0)


def test_a_gap_closes_its_lane_alone(point: Point) -> None:
    point.hear(0, 0)
    for number in (1, 2, 4):
        applied(None, point.db, STREAM, 1, 0, number)
    point.hear(4, 0)
    assert not point.fresh.is_fresh(0)
    assert point.fresh.is_fresh(1)
    assert applied(None, point.db, STREAM, 1, 0, 3) == 4
    point.fresh.look()
    assert point.fresh.is_fresh(0)


def test_numbers_may_be_applied_in_any_order_and_twice(point: Point) -> None:
    numbers = [*range(1, 41)] * 2
    random.shuffle(numbers)
    marks = [applied(None, point.db, STREAM, 1, 0, number) for number in numbers]
    assert marks == sorted(marks)
    assert marks[-1] == 40
    assert point.db.freshness.find_one({"_id": f"{STREAM}/0"})["ahead"] == []


def test_a_heartbeat_ahead_of_its_events_closes_until_they_are_applied(point: Point) -> None:
    point.hear(0)
    point.hear(1)
    assert not point.fresh.is_fresh(0)
    applied(None, point.db, STREAM, 1, 0, 1)
    point.fresh.look()
    assert point.fresh.is_fresh(0)


def test_old_heartbeats_leaving_a_queue_prove_nothing(point: Point) -> None:
    point.hear(0)
    point.hear(0)
    point.clock.now += 300
    point.fresh.look()
    for _ in range(3):
        point.hear(0, after_s=0.25, leap=100)
        assert not point.fresh.is_fresh(0)
    point.hear(0)
    assert point.fresh.is_fresh(0)


def test_an_older_heartbeat_changes_nothing(point: Point) -> None:
    point.hear(0)
    point.hear(0)
    beat(None, point.db, STREAM, 1, [9], 1)
    point.fresh.look()
    assert point.fresh.is_fresh(0)


def test_a_new_epoch_closes_every_used_lane_until_it_is_stated_anew(point: Point) -> None:
    point.hear(0, 0)
    applied(None, point.db, STREAM, 1, 0, 1)
    point.hear(1, 0)
    assert point.fresh.is_fresh(0)
    point.counter = 0
    point.hear(1, 0, epoch=2)
    point.hear(1, 0, epoch=2)
    assert not point.fresh.is_fresh(0), "what the old epoch said counts no more"
    assert restated(None, point.db, STREAM, 2, 0, 1) == 1
    point.fresh.look()
    assert point.fresh.is_fresh(0)
    assert applied(None, point.db, STREAM, 1, 0, 99) == 1, "a latecomer of the old epoch"
    assert applied(None, point.db, STREAM, 2, 0, 2) == 2


def test_a_rebuilt_lane_goes_on_from_where_it_was_stated(point: Point) -> None:
    assert applied(None, point.db, STREAM, 1, 0, 44) == 0
    assert restated(None, point.db, STREAM, 1, 0, 42) == 42
    assert applied(None, point.db, STREAM, 1, 0, 43) == 44
    assert restated(None, point.db, STREAM, 1, 0, 10) == 44


def test_what_a_transaction_undoes_was_not_applied(point: Point) -> None:
    with pytest.raises(ZeroDivisionError):
        mongo.transaction(point.db, lambda session: applied(session, point.db, STREAM, 1, 0, 1) // 0)
    assert applied(None, point.db, STREAM, 1, 0, 2) == 0
