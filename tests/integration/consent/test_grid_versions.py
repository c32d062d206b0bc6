"""Versions of the grid follow each other by their dates of effect."""

import json
from datetime import date
from typing import Any

import pytest

from chassis import clock
from chassis.connection import Database
from chassis.mongo import transaction
from services.consent.actions import grid, policy
from services.consent.actions.grid import DELIVERED, keep_grid, load_grid, turn_to_due_grid
from services.consent.errors import GridInForce, GridUnknown
from services.consent.queries import relations as queries

DAY = date(2026, 11, 22)


@pytest.fixture(autouse=True)
def _day(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is that day."""
    monkeypatch.setattr(clock, "today", lambda: DAY)


def version(effective: str, name: str = "") -> dict[str, Any]:
    return json.loads(DELIVERED.read_text()) | {"name": name or effective, "effective": effective}


def published(db: Database, content: dict[str, Any]) -> None:
    """A version that two operators agreed on."""
    transaction(db, lambda session: keep_grid(session, db, content, DAY, {"proposed_by": "a", "approved_by": "b"}))


def announced(db: Database) -> list[tuple[int, str]]:
    """Number and name of every version announced, in the order of their numbers."""
    bodies = [json.loads(each["body"])["data"] for row in db["grids"].find({}) for each in row.get("pending", [])]
    return sorted((body["version"]["number"], body["name"]) for body in bodies)


def test_before_any_version_there_is_none(db: Database) -> None:
    assert not turn_to_due_grid(db)
    with pytest.raises(GridUnknown):
        queries.current_grid(db)


@pytest.mark.feature("GRD-07")
def test_a_version_loaded_ahead_comes_into_force_on_its_day(db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    load_grid(db, version("2024-09-25"), DAY)
    published(db, version("2027-01-01"))
    assert announced(db) == [(1, "2024-09-25")]
    assert not turn_to_due_grid(db)
    assert queries.current_grid(db)["name"] == "2024-09-25"
    monkeypatch.setattr(clock, "today", lambda: date(2027, 1, 1))
    assert grid.turn_to_due_grid(db)
    assert not grid.turn_to_due_grid(db)
    assert announced(db) == [(1, "2024-09-25"), (2, "2027-01-01")]
    policy.send_heartbeat(db)
    (beat,) = db["heartbeat"].find_one({})["pending"]
    assert json.loads(beat["body"])["data"]["grid_version"] == "2027-01-01"


def test_a_correction_of_the_same_day_takes_over(db: Database) -> None:
    load_grid(db, version("2024-09-25"), DAY)
    published(db, version("2024-09-25", "2024-09-25.1"))
    assert queries.current_grid(db)["name"] == "2024-09-25.1"
    assert announced(db) == [(1, "2024-09-25"), (2, "2024-09-25.1")]


def test_an_older_version_loaded_late_changes_nothing_in_force(db: Database) -> None:
    load_grid(db, version("2024-09-25"), DAY)
    published(db, version("2023-10-26"))
    assert announced(db) == [(1, "2024-09-25")]
    assert queries.current_grid(db)["name"] == "2024-09-25"


@pytest.mark.feature("GRD-07")
def test_the_command_loads_the_first_version_only(db: Database) -> None:
    load_grid(db, version("2024-09-25"), DAY)
    assert not load_grid(db, version("2024-09-25"), DAY)
    for later in (version("2024-09-25", "2024-09-25.1"), version("2027-01-01")):
        with pytest.raises(GridInForce):
            load_grid(db, later, DAY)
    assert [row["_id"] for row in db["grids"].find()] == ["2024-09-25"]
