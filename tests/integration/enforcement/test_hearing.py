"""What an enforcement point says of what it heard: each step acknowledged once, with the mark that it reached."""

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from chassis import events, freshness, mongo
from chassis.connection import Database, Session
from chassis.events import Event
from chassis.inbox import COLLECTIONS as INBOX
from chassis.inbox import AlreadyApplied, Inbox
from enforcement import hearing, rebuilding
from enforcement.lanes import STREAM
from enforcement.record import RecordState
from enforcement.store import keys, projections, standing
from tests.integration.enforcement.told import new_id, record_told, relation_told

POINT = "profile"
Effect = Callable[[str, Database, Event, Session], None]


def five_at_once(db: Database, effect: Effect, event: Event) -> None:
    """Five deliveries of one event, as five consumers would do it: inbox and effect in one transaction."""
    mongo.ensure_collections(db, INBOX)

    def deliver() -> None:
        try:
            Inbox(db, "policy", {event.type: lambda event, session: effect(POINT, db, event, session)}).apply(event)
        except AlreadyApplied:
            return

    with ThreadPoolExecutor(5) as pool:
        for future in [pool.submit(deliver) for _ in range(5)]:
            future.result()


def said(db: Database, subject: str, type_: str) -> list[dict[str, Any]]:
    """The data of events that wait to be published, oldest first."""
    stored = [each for row in db.outbox.find({}) for each in row["pending"]]
    bodies = [json.loads(each["body"]) for each in sorted(stored, key=lambda each: str(each["id"]))]
    return [body["data"] for body in bodies if (body["subject"], body["type"]) == (subject, type_)]


def in_place(event: Event, lane: int, number: int) -> Event:
    event.data["policy"] = {"epoch": 1, "lane": lane, "number": number}
    return event


def untouched(db: Database, lane: int) -> int:
    """A lane of which nothing is applied yet."""
    db[freshness.COLLECTION].delete_one({"_id": f"{STREAM}/{lane}"})
    return lane


def _stated(record: str, professional: str) -> dict[str, Any]:
    told = relation_told(record, professional, "blocked", 1).data
    return {name: value for name, value in told.items() if name != "policy"}


@pytest.mark.feature("ACC-10")
def test_each_relation_is_acknowledged_once_with_the_mark_reached(db: Database) -> None:
    lane = untouched(db, 1)
    told = [in_place(relation_told(new_id("rec"), new_id("pro"), "blocked", 1), lane, each) for each in (1, 2, 3)]
    for event in (told[1], told[2], told[0]):
        five_at_once(db, hearing.apply_relation, event)
    applied = said(db, f"lane-{lane}", "profile.PolicyApplied")
    assert [each["number"] for each in applied] == [0, 0, 3]
    assert applied[-1] == {"point": POINT, "epoch": 1, "lane": lane, "number": 3}


@pytest.mark.feature("ACC-10", "CLO-07")
def test_a_relation_told_after_the_erasure_is_acknowledged_and_not_kept(db: Database) -> None:
    lane, record = untouched(db, 3), new_id("rec")
    mongo.transaction(db, lambda session: projections.mark_erased(session, db, record, None))
    blocked = in_place(relation_told(record, new_id("pro"), "blocked", 1), lane, 1)
    five_at_once(db, hearing.apply_relation, blocked)
    data = {"rebuild": new_id("reb"), "for": "*", "epoch": 1, "lane": lane, "up_to": 5, "part": 1, "parts": 1}
    stated = {**data, "relations": [_stated(record, new_id("pro"))]}
    five_at_once(db, hearing.apply_relations_stated, events.new("consent.RelationsStated", f"lane-{lane}", stated))
    assert [each["number"] for each in said(db, f"lane-{lane}", "profile.PolicyApplied")] == [1, 5]
    assert projections.relations_of(db, record) == {}


def test_a_lane_told_again_is_whole_when_all_its_parts_are_here(db: Database) -> None:
    lane, record, others = untouched(db, 2), new_id("rec"), [new_id("pro"), new_id("pro")]
    relations = [_stated(record, professional) for professional in others]
    data = {"rebuild": new_id("reb"), "epoch": 1, "lane": lane, "up_to": 40, "parts": 2}
    parts = [
        events.new("consent.RelationsStated", f"lane-{lane}", {**data, "for": "*", "part": part, "relations": [each]})
        for part, each in enumerate(relations, 1)
    ]
    elsewhere = {**parts[0].data, "for": "documents", "relations": [_stated(record, new_id("pro"))]}
    five_at_once(db, hearing.apply_relations_stated, events.new("consent.RelationsStated", f"lane-{lane}", elsewhere))
    five_at_once(db, hearing.apply_relations_stated, parts[1])
    assert said(db, f"lane-{lane}", "profile.PolicyApplied") == []
    five_at_once(db, hearing.apply_relations_stated, parts[0])
    assert [each["number"] for each in said(db, f"lane-{lane}", "profile.PolicyApplied")] == [40]
    assert set(projections.relations_of(db, record)) == set(others)
    mark = db[freshness.COLLECTION].find_one({"_id": f"{STREAM}/{lane}"})
    assert mark is not None
    assert mark["mark"] == 40


def test_many_records_told_again_are_held_if_they_are_for_us(db: Database) -> None:
    records = [new_id("rec") for _ in range(3)]
    states = [{"record": each, "state": "activated", "version": {"epoch": 1, "number": 1}} for each in records]
    for audience, known in (("consent", None), ("*", RecordState.ACTIVATED), (POINT, RecordState.ACTIVATED)):
        data = {"rebuild": "rebuild-1", "for": audience, "part": 1, "parts": 1, "records": states}
        five_at_once(db, hearing.apply_records_stated, events.new("identity.RecordsStated", "rebuild", data))
        assert [standing.read(db, each).state for each in records] == [known] * 3


@pytest.mark.feature("CLO-05", "CLO-06", "CLO-07")
def test_closure_and_erasure_are_acknowledged_once(db: Database) -> None:
    record = new_id("rec")
    five_at_once(db, hearing.apply_closure, record_told(record, "closed", 3))
    version = {"epoch": 1, "number": 3}
    assert said(db, record, "profile.ProfileStateApplied") == [{"record": record, "version": version}]
    assert standing.read(db, record).state is RecordState.CLOSED
    request = {"record": record, "request": new_id("del")}

    own: list[str] = []
    keys.keep(db, record, keys.Wrapped(0, b"wrapped"))

    def erase(point: str, db: Database, event: Event, session: Session) -> None:
        hearing.erase_record(point, db, event, session, lambda record, _: own.append(record), sweeps=False)

    five_at_once(db, erase, events.new("identity.DataDeletionRequested", record, request))
    assert said(db, record, "profile.ServiceDataErased") == [request]
    assert standing.read(db, record).state is RecordState.ERASED
    assert (set(own), keys.find(db, record)) == ({record}, None)


def test_a_rebuild_drops_the_projection_and_asks_its_owner(db: Database) -> None:
    db[projections.REPRESENTATIONS].insert_one({"_id": "rec_a:acc_a", "record": "rec_a", "until": None})
    rebuilding.rebuild(POINT, db, projections.REPRESENTATIONS)
    assert db[projections.REPRESENTATIONS].find_one({}) is None
    assert said(db, "rebuild", "profile.RebuildRequested")[-1]["projection"] == projections.REPRESENTATIONS
