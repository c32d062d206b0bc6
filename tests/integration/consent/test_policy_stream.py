"""The policy stream: contiguous numbers, heartbeats, telling again, a new epoch."""

import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from chassis import clock, events
from chassis.auth import Actor
from chassis.connection import Database
from services.consent.actions import people, policy
from services.consent.actions.access import block_professional, declare_care
from services.consent.actions.acknowledgement import wait_for_points
from services.consent.actions.grid import DELIVERED, load_grid, read_file
from services.consent.domain.policy import LANES, Place, lane_of
from services.consent.store import lanes
from tests.integration.consent.story import LEROUX, RECORD, Story, policy_applied, professional_listed


def waiting(db: Database, *collections: str) -> list[dict[str, Any]]:
    """Events that wait for the relay, oldest first."""
    bodies = [
        json.loads(each["body"]) for name in collections for row in db[name].find() for each in row.get("pending", [])
    ]
    return sorted(bodies, key=lambda body: body["id"])


def documents_asks_for(projection: str) -> events.Event:
    data = {"rebuild": "019aab2e-5b1c-7d5e", "projection": projection}
    return events.new("documents.RebuildRequested", "rebuild", data)


def tell_all_lanes(db: Database) -> None:
    while policy.restate_one_lane(db):
        continue


def test_numbers_of_a_lane_have_no_gap_whatever_happens_at_once(db: Database, story: Story) -> None:
    doctors = [Actor(id=f"pro_{index:022}", role="professional", session="ses") for index in range(12)]
    for doctor in doctors:
        story.hears(people.keep_professional, professional_listed(doctor.id, "X", "Y", "Médecin"))
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(lambda doctor: declare_care(db, doctor, RECORD), doctors))
        list(pool.map(lambda doctor: block_professional(db, story.inaya, RECORD, doctor.id), doctors))
    numbers = sorted(event["data"]["policy"]["number"] for event in waiting(db, "relations"))
    assert numbers == list(range(1, 25))


def test_a_transaction_that_fails_takes_no_number(db: Database, story: Story) -> None:
    unlisted = Actor(id="pro_0000000000000000000000", role="professional", session="ses")
    with pytest.raises(Exception, match="directory-behind"):
        declare_care(db, unlisted, RECORD)
    assert lanes.last_number(db, lane_of(RECORD)).number == 0


def test_the_heartbeat_tells_every_lane_and_the_grid(db: Database, story: Story) -> None:
    declare_care(db, story.leroux, RECORD)
    load_grid(db, read_file(DELIVERED)[1], clock.today())
    assert policy.send_heartbeat(db)
    (beat,) = waiting(db, "heartbeat")
    assert beat["data"]["lanes"] == [int(lane == lane_of(RECORD)) for lane in range(LANES)]
    assert (beat["data"]["epoch"], beat["data"]["counter"], beat["data"]["grid_version"]) == (1, 1, "2024-09-25")
    assert beat["expires"] < 5


def test_two_workers_beat_once_and_only_the_newest_beat_waits(db: Database, story: Story) -> None:
    assert policy.send_heartbeat(db)
    assert not policy.send_heartbeat(db)
    db["heartbeat"].update_one({}, {"$unset": {"at": 1}})
    declare_care(db, story.leroux, RECORD)
    assert policy.send_heartbeat(db)
    (beat,) = waiting(db, "heartbeat")
    assert (beat["data"]["counter"], sum(beat["data"]["lanes"])) == (2, 1)


def test_waiting_gives_up_after_its_time_and_sleeps_in_between(db: Database) -> None:
    elapsed = [0.0]

    def sleep(seconds: float) -> None:
        elapsed[0] += seconds

    waited = wait_for_points(db, Place(1, 0, 1), ["documents"], 2.0, lambda: elapsed[0], sleep)
    assert waited is None
    assert 1.9 < elapsed[0] <= 2.0


def test_no_point_to_wait_for_is_effective_at_once(db: Database) -> None:
    assert wait_for_points(db, Place(1, 0, 1), [], 2.0, clock=lambda: 0.0) == 0


def test_a_rebuild_is_told_lane_by_lane_up_to_the_number_of_each(db: Database, story: Story) -> None:
    declare_care(db, story.leroux, RECORD)
    block_professional(db, story.inaya, RECORD, LEROUX)
    story.hears(policy.answer_rebuild, documents_asks_for("relations"))
    tell_all_lanes(db)
    told = waiting(db, "outbox")
    assert sorted(event["data"]["lane"] for event in told) == list(range(LANES))
    (full,) = [event["data"] for event in told if event["data"]["relations"]]
    assert (full["for"], full["rebuild"], full["up_to"]) == ("documents", "019aab2e-5b1c-7d5e", 2)
    assert full["relations"] == [
        {
            "record": RECORD,
            "professional": LEROUX,
            "state": "blocked",
            "administrator": False,
            "began": "declared-care",
            "before_block": "authorized",
            "emergency": None,
            "version": {"epoch": 1, "number": 2},
        }
    ]
    assert db["restatements"].count_documents({}) == 0


def test_a_large_lane_is_told_in_parts_that_hold_each_relation_once(
    db: Database, story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(policy, "PART", 3)
    doctors = [Actor(id=f"pro_{index:022}", role="professional", session="ses") for index in range(8)]
    for doctor in doctors:
        story.hears(people.keep_professional, professional_listed(doctor.id, "X", "Y", "Médecin"))
        declare_care(db, doctor, RECORD)
    story.hears(policy.answer_rebuild, documents_asks_for("relations"))
    tell_all_lanes(db)
    parts = [event["data"] for event in waiting(db, "outbox") if event["data"]["lane"] == lane_of(RECORD)]
    assert [(part["part"], part["parts"], len(part["relations"])) for part in parts] == [
        (1, 3, 3),
        (2, 3, 3),
        (3, 3, 2),
    ]
    told = [relation["professional"] for part in parts for relation in part["relations"]]
    assert sorted(told) == sorted(doctor.id for doctor in doctors)


def test_other_projections_are_not_consents_to_tell(db: Database, story: Story) -> None:
    story.hears(policy.answer_rebuild, documents_asks_for("records"))
    assert db["restatements"].count_documents({}) == 0
    assert waiting(db, "outbox") == []


def test_the_grid_is_told_again_on_request(db: Database, story: Story) -> None:
    load_grid(db, read_file(DELIVERED)[1], clock.today())
    story.hears(policy.answer_rebuild, documents_asks_for("grid"))
    (again,) = waiting(db, "outbox")
    (first,) = waiting(db, "grids")
    assert again["data"] == first["data"]


def test_what_is_said_after_a_restore_wins(db: Database, story: Story) -> None:
    declare_care(db, story.leroux, RECORD)
    load_grid(db, read_file(DELIVERED)[1], clock.today())
    story.hears(policy.note_acknowledgement, policy_applied(RECORD, 99))
    assert policy.raise_epoch(db, "019aab2e-5b1c-7d5e") == 2
    tell_all_lanes(db)
    told = waiting(db, "outbox")
    stated = [event["data"] for event in told if event["type"] == "consent.RelationsStated"]
    assert {(each["epoch"], each["up_to"], each["for"]) for each in stated} == {(2, 0, "*")}
    assert [each["version"] for part in stated for each in part["relations"]] == [{"epoch": 2, "number": 1}]
    (grid,) = [event["data"] for event in told if event["type"] == "consent.AuthorizationGridUpdated"]
    assert grid["version"] == {"epoch": 2, "number": 1}
    blocked = block_professional(db, story.inaya, RECORD, LEROUX)
    assert blocked.place == (2, lane_of(RECORD), 1)
    assert wait_for_points(db, blocked.place, ["documents"], 0.02) is None
    story.hears(policy.note_acknowledgement, policy_applied(RECORD, 1, epoch=2))
    assert wait_for_points(db, blocked.place, ["documents"], 0.02) is not None
