"""One holder at a time, by no wall clock."""

import subprocess
import sys
from typing import Any

import pytest
from pymongo.database import Database

from chassis import lease
from chassis.lease import EXPIRES_S, RENEW_S, Lease


class Clock:
    """A monotonic clock that tests move."""

    def __init__(self) -> None:
        self.now = 1_000.0

    def monotonic(self) -> float:
        return self.now

    def monotonic_ns(self) -> int:
        self.now += 0.001
        return int(self.now * 1e9)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(lease, "time", made)
    return made


def test_one_holds_it_as_long_as_it_renews(database: Database[dict[str, Any]], clock: Clock) -> None:
    first, second = Lease(database, "relay"), Lease(database, "relay")
    for _ in range(20):
        assert first.held()
        assert not second.held()
        clock.now += RENEW_S


def test_another_takes_it_when_its_counter_stood_still(database: Database[dict[str, Any]], clock: Clock) -> None:
    first, second = Lease(database, "relay"), Lease(database, "relay")
    assert first.held()
    assert not second.held()
    clock.now += EXPIRES_S - 0.1
    assert not second.held()
    clock.now += 0.2
    assert second.held()
    assert not first.held(), "whoever was suspended finds it taken"


def test_of_many_that_want_it_one_gets_it(database: Database[dict[str, Any]], clock: Clock) -> None:
    all_of_them = [Lease(database, "relay") for _ in range(5)]
    assert sum(each.held() for each in all_of_them) == 1


def test_given_back_it_is_free_at_once(database: Database[dict[str, Any]], clock: Clock) -> None:
    first, second = Lease(database, "relay"), Lease(database, "relay")
    assert first.held()
    first.release()
    assert second.held()


def test_a_holder_that_died_on_this_machine_is_replaced_at_once(database: Database[dict[str, Any]]) -> None:
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    holder = f"{lease._machine()}/{gone.pid}/1"
    database.leases.insert_one({"_id": "relay", "holder": holder, "counter": 7})
    assert Lease(database, "relay").held()
    database.leases.update_one({}, {"$set": {"holder": f"another-machine/pid/{gone.pid}/1"}})
    assert not Lease(database, "relay").held(), "a process of another machine cannot be looked up"
