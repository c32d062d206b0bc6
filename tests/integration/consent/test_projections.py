"""Whatever the order and however often events come, what is known at the end is the same."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chassis import events
from chassis.connection import Database
from chassis.events import Event
from services.consent import store
from services.consent.actions import people, policy, trace
from services.consent.actions.access import declare_care
from services.consent.domain.policy import Mark, lane_of
from services.consent.store import lanes
from tests.integration.consent.simultaneously import five_at_once
from tests.integration.consent.story import (
    LEROUX,
    MARTIN,
    OTHER_RECORD,
    RECORD,
    Story,
    document_consulted,
    document_deposited,
    documents_listed,
    policy_applied,
    professional_listed,
    record_activated,
)


def records_stated(state: str, number: int, audience: str = "consent") -> Event:
    records = [{"record": OTHER_RECORD, "state": state, "version": {"epoch": 1, "number": number}}]
    data = {"rebuild": "019aab2e-5b1c", "for": audience, "part": 1, "parts": 1, "records": records}
    return events.new("identity.RecordsStated", "rebuild", data)


TOLD = [
    (people.keep_record_state, record_activated(OTHER_RECORD, "invited", 1)),
    (people.keep_record_state, record_activated(OTHER_RECORD, "activated", 2)),
    (people.keep_record_states, records_stated("closed", 3)),
    (people.keep_professional, professional_listed(MARTIN, "Lou", "MARTIN", "Infirmier", 1)),
    (people.keep_professional, professional_listed(MARTIN, "Lou", "BERNARD", "Infirmier", 2)),
    (policy.note_acknowledgement, policy_applied(RECORD, 4)),
    (policy.note_acknowledgement, policy_applied(RECORD, 9)),
    (policy.note_acknowledgement, policy_applied(RECORD, 2, epoch=2)),
    (trace.record_act, documents_listed()),
    (trace.record_act, document_consulted()),
    (trace.record_act, document_deposited("professional", MARTIN)),
    (trace.record_act, document_deposited("professional", LEROUX)),
]


def known(db: Database) -> dict[str, Any]:
    """Everything the events leave behind, without what depends on the order of arrival by design."""
    return {
        "records": list(db["records"].find({}, sort=[("_id", 1)])),
        "professionals": list(db["professionals"].find({}, sort=[("_id", 1)])),
        "acknowledgements": list(db["acknowledgements"].find({}, sort=[("_id", 1)])),
        "relations": list(
            db["relations"].find({}, {"pending": 0, "place": 0, "decisions": 0}, sort=[("_id", 1)]),
        ),
        "accesses": list(db["accesses"].find({}, sort=[("_id", 1)])),
        "history": sorted(row["_id"] for row in db["history"].find({}, {"_id": 1})),
    }


def forget(db: Database) -> Story:
    for name in db.list_collection_names():
        db[name].delete_many({})
    store.prepare(db)
    story = Story(db)
    declare_care(db, story.leroux, RECORD)
    db["relations"].update_many({}, {"$set": {"first_contact": "fixed"}})
    db["history"].delete_many({})
    db["history_heads"].delete_many({})
    return story


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(order=st.permutations(range(len(TOLD))), again=st.lists(st.sampled_from(range(len(TOLD))), max_size=6))
def test_order_and_repetition_do_not_matter(db: Database, order: list[int], again: list[int]) -> None:
    story = forget(db)
    for handler, event in TOLD:
        story.hears(handler, event)
    expected = known(db)

    story = forget(db)
    for index in (*order, *again):
        handler, event = TOLD[index]
        story.hears(handler, event)
    assert known(db) == expected
    assert lanes.marks(db, lane_of(RECORD), ["documents"]) == {"documents": Mark(2, 2)}


@pytest.mark.parametrize("index", range(len(TOLD)), ids=lambda index: TOLD[index][1].type)
def test_five_at_once_is_like_once(db: Database, index: int) -> None:
    handler, event = TOLD[index]
    forget(db).hears(handler, event)
    expected = known(db)
    story = forget(db)
    five_at_once(lambda: story.hears(handler, event))
    assert known(db) == expected


def test_what_is_told_for_another_service_is_no_news(db: Database, story: Story) -> None:
    story.hears(people.keep_record_states, records_stated("activated", 1, "documents"))
    assert db["records"].find_one({"_id": OTHER_RECORD}) is None


def test_a_projection_in_doubt_takes_whatever_is_told_next(db: Database, story: Story) -> None:
    people.request_rebuild(db, "records", "019aab2e-5b1c")
    story.hears(people.keep_record_state, record_activated(RECORD, "opposed", 1))
    assert db["records"].find_one({"_id": RECORD})["state"] == "opposed"
    (asked,) = [each["type"] for row in db["outbox"].find() for each in row["pending"]]
    assert asked == "consent.RebuildRequested"


@pytest.mark.feature("GRD-02")
def test_a_directory_kept_without_professions_is_asked_for_again_once(db: Database, story: Story) -> None:
    assert not people.ask_for_missing_practices(db, "019aab2e-5b1c")
    db["professionals"].update_one({"_id": MARTIN}, {"$unset": {"profession_code": ""}})
    assert people.ask_for_missing_practices(db, "019aab2e-5b1d")
    assert not people.ask_for_missing_practices(db, "019aab2e-5b1e")
    story.hears(people.keep_professional, professional_listed(MARTIN, "Lou", "MARTIN", "Infirmier"))
    assert not people.ask_for_missing_practices(db, "019aab2e-5b1f")
    assert db["professionals"].find_one({"_id": MARTIN})["profession_code"] == "G15_10"


def test_a_point_cannot_acknowledge_for_another(db: Database, story: Story) -> None:
    with pytest.raises(ValueError, match="for itself"):
        story.hears(policy.note_acknowledgement, policy_applied(RECORD, 4, point="profile"))
