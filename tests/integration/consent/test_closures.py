"""A closed record in consent: no access is declared or shown, and its history says who closed it for whom."""

import json
from itertools import permutations

import pytest

from chassis import events
from chassis.connection import Database
from chassis.events import Event
from services.consent.actions import people, trace
from services.consent.actions.access import appoint_administrator, block_professional, declare_care
from services.consent.domain.history import EVERYTHING
from services.consent.errors import AccessUnknown, RecordUnknown
from services.consent.queries import relations as queries
from services.consent.queries.history import list_history, read
from tests.integration.consent.story import (
    LEROUX,
    MARTIN,
    OTHER_RECORD,
    RECORD,
    Story,
    deletion_requested,
    documents_listed,
    record_activated,
)

HOLDER = {"id": "acc_inaya", "role": "patient", "record": RECORD}
PARENT = {"id": "acc_parent", "role": "patient", "record": OTHER_RECORD}


def closure(number: int, name: str = "ProfileClosed", actor: dict[str, str] | None = None) -> Event:
    state = "closed" if name == "ProfileClosed" else "activated"
    data = {"record": RECORD, "state": state, "version": {"epoch": 1, "number": number}}
    return events.new(f"identity.{name}", RECORD, data, actor=actor or HOLDER)


@pytest.mark.feature("CLO-05", "CLO-06")
def test_a_closed_record_admits_nobody_and_gives_everyone_back_their_access(db: Database, story: Story) -> None:
    declare_care(db, story.leroux, RECORD)
    story.hears(people.freeze_or_thaw_record, closure(3))
    with pytest.raises(AccessUnknown):
        queries.my_access(db, story.leroux, RECORD)
    with pytest.raises(RecordUnknown):
        declare_care(db, story.martin, RECORD)
    story.hears(people.freeze_or_thaw_record, closure(4, "ProfileReactivated"))
    assert queries.my_access(db, story.leroux, RECORD)["state"] == "authorized"


@pytest.mark.feature("CLO-06", "ADM-10")
def test_who_administered_a_record_does_nothing_in_it_once_it_is_closed(db: Database, story: Story) -> None:
    declare_care(db, story.leroux, RECORD)
    declare_care(db, story.martin, RECORD)
    story.hears(trace.record_act, documents_listed())
    appoint_administrator(db, story.inaya, RECORD, LEROUX)
    assert queries.list_professionals(db, story.leroux, RECORD, None, None, 20)["items"]
    story.hears(people.freeze_or_thaw_record, closure(3))
    with pytest.raises(RecordUnknown):
        queries.list_professionals(db, story.leroux, RECORD, None, None, 20)
    with pytest.raises(RecordUnknown):
        block_professional(db, story.leroux, RECORD, MARTIN)
    story.hears(people.freeze_or_thaw_record, closure(4, "ProfileReactivated"))
    block_professional(db, story.leroux, RECORD, MARTIN)


@pytest.mark.feature("CLO-06")
@pytest.mark.parametrize("order", list(permutations(range(3))), ids=str)
def test_late_and_repeated_news_changes_nothing(db: Database, story: Story, order: tuple[int, ...]) -> None:
    told = [closure(3), closure(4, "ProfileReactivated"), closure(5)]
    for place in order:
        story.hears(people.freeze_or_thaw_record, told[place])
        story.hears(people.freeze_or_thaw_record, told[place])
    assert db["records"].find_one({"_id": RECORD})["state"] == "closed"  # type: ignore[index]
    bodies = [json.loads(each["body"]) for row in db["outbox"].find() for each in row["pending"]]
    applied = {body["data"]["version"]["number"] for body in bodies if body["type"] == "consent.ProfileStateApplied"}
    assert applied == {3, 4, 5}


@pytest.mark.feature("CLO-09")
def test_what_a_representative_does_is_in_the_childs_history(db: Database, story: Story) -> None:
    story.hears(people.freeze_or_thaw_record, closure(3, actor=PARENT))
    story.hears(people.freeze_or_thaw_record, closure(4, "ProfileReactivated", PARENT))
    story.hears(people.freeze_or_thaw_record, closure(5))  # one's own act is not
    entries = list_history(read(db, story.inaya, RECORD), EVERYTHING, None, 20)["items"]
    assert [(entry["action"], entry["capacity"], entry["actor"]["kind"]) for entry in entries] == [
        ("profile-reactivated", "representative", "representative"),
        ("profile-closed", "representative", "representative"),
    ]


@pytest.mark.feature("CLO-07")
def test_an_erased_record_stays_erased_whatever_is_told_later(db: Database, story: Story) -> None:
    declare_care(db, story.leroux, RECORD)
    story.hears(people.erase_record, deletion_requested())
    story.hears(people.keep_record_state, record_activated(RECORD, number=99))
    people.request_rebuild(db, "records", "019aab2e-5b1c")
    story.hears(people.keep_record_state, record_activated(RECORD, number=100))
    with pytest.raises(RecordUnknown):
        declare_care(db, story.leroux, RECORD)
