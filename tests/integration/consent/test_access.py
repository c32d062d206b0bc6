"""Declaring care, blocking, unblocking: state, decisions, events, history."""

import json
from typing import Any

import pytest

from chassis.auth import Actor
from chassis.connection import Database
from services.consent.actions import people, trace
from services.consent.actions.access import block_professional, declare_care, unblock_professional
from services.consent.actions.contact import announce_new_contacts
from services.consent.domain.history import EVERYTHING
from services.consent.errors import AccessRefused, AccessUnknown, DirectoryBehind, ProfessionalUnknown, RecordUnknown
from services.consent.queries import relations as queries
from services.consent.queries.history import list_history, read
from services.consent.store import relations
from tests.integration.consent.story import (
    LEROUX,
    MARTIN,
    OTHER_RECORD,
    RECORD,
    Story,
    document_consulted,
    document_deposited,
    message_sent,
    record_activated,
)


def announced(db: Database) -> list[dict[str, Any]]:
    """Events of relations that wait for the relay, in the order of the policy stream."""
    bodies = [json.loads(each["body"]) for row in db["relations"].find() for each in row.get("pending", [])]
    return sorted(bodies, key=lambda body: body["data"]["policy"]["number"])


@pytest.mark.feature("ACC-12")
def test_declared_care_opens_access_and_is_announced_and_in_the_history(db: Database, story: Story) -> None:
    placed, opened = declare_care(db, story.leroux, RECORD)
    assert opened
    assert (placed.relation.state, placed.relation.began) == ("authorized", "declared-care")
    (event,) = announced(db)
    assert event["type"] == "consent.PSAuthorized"
    assert event["data"]["policy"] == {"epoch": 1, "lane": event["data"]["policy"]["lane"], "number": 1}
    (entry,) = list_history(read(db, story.inaya, RECORD), EVERYTHING, None, 20)["items"]
    assert entry["action"] == "access-declared"
    assert entry["actor"]["display_name"] == "Camille LEROUX"
    assert entry["id"] == event["id"]


def test_declaring_again_is_nothing_new(db: Database, story: Story) -> None:
    declare_care(db, story.leroux, RECORD)
    _, opened = declare_care(db, story.leroux, RECORD)
    assert not opened
    assert len(announced(db)) == 1
    assert len(list_history(read(db, story.inaya, RECORD), EVERYTHING, None, 20)["items"]) == 1


@pytest.mark.parametrize("state", ["invited", "opposed", "closed", "erased"])
def test_care_cannot_be_declared_on_a_record_that_is_not_open(db: Database, story: Story, state: str) -> None:
    story.hears(people.keep_record_state, record_activated(OTHER_RECORD, state))
    with pytest.raises(RecordUnknown):
        declare_care(db, story.leroux, OTHER_RECORD)


def test_care_cannot_be_declared_on_an_unknown_record(db: Database, story: Story) -> None:
    with pytest.raises(RecordUnknown):
        declare_care(db, story.leroux, OTHER_RECORD)


def test_an_act_without_a_name_is_not_recorded(db: Database, story: Story) -> None:
    unlisted = Actor(id="pro_0000000000000000000000", role="professional", session="ses_unlisted")
    with pytest.raises(DirectoryBehind):
        declare_care(db, unlisted, RECORD)
    assert announced(db) == []


@pytest.mark.feature("ACC-03", "ACC-04", "ACC-05", "ACC-07", "ACC-09")
def test_a_professional_moves_between_the_two_lists(db: Database, story: Story) -> None:
    def listed(state: str) -> list[str]:
        page = queries.list_professionals(db, story.inaya, RECORD, state, None, 20)
        return [item["professional"]["display_name"] for item in page["items"]]

    assert (listed("authorized"), listed("blocked")) == ([], [])
    declare_care(db, story.leroux, RECORD)
    assert (listed("authorized"), listed("blocked")) == (["Camille LEROUX"], [])
    block_professional(db, story.inaya, RECORD, LEROUX)
    assert (listed("authorized"), listed("blocked")) == ([], ["Camille LEROUX"])
    unblock_professional(db, story.inaya, RECORD, LEROUX)
    assert (listed("authorized"), listed("blocked")) == (["Camille LEROUX"], [])


@pytest.mark.feature("ACC-08")
def test_a_blocked_professional_cannot_declare_care_nor_see_an_access(db: Database, story: Story) -> None:
    declare_care(db, story.leroux, RECORD)
    block_professional(db, story.inaya, RECORD, LEROUX)
    with pytest.raises(AccessRefused):
        declare_care(db, story.leroux, RECORD)
    with pytest.raises(AccessUnknown):
        queries.my_access(db, story.leroux, RECORD)


@pytest.mark.feature("ACC-06")
def test_only_a_professional_already_in_contact_can_be_blocked(db: Database, story: Story) -> None:
    with pytest.raises(ProfessionalUnknown):
        block_professional(db, story.inaya, RECORD, LEROUX)
    story.hears(trace.record_act, document_deposited())
    assert block_professional(db, story.inaya, RECORD, LEROUX).relation.state == "blocked"


@pytest.mark.feature("ACC-06")
def test_who_wrote_or_deposited_without_a_relation_is_listed_with_how_it_began(db: Database, story: Story) -> None:
    story.hears(trace.record_act, document_deposited(), message_sent(MARTIN))
    listed = queries.list_professionals(db, story.inaya, RECORD, "authorized", None, 20)["items"]
    began = {each["professional"]["id"]: (each["state"], each["began"]) for each in listed}
    assert began == {LEROUX: ("contact", "deposit"), MARTIN: ("contact", "message")}
    assert block_professional(db, story.inaya, RECORD, MARTIN).relation.state == "blocked"


def test_a_new_contact_is_announced_alone_and_once(db: Database, story: Story) -> None:
    deposited = document_deposited()
    story.hears(trace.record_act, deposited, document_deposited())
    assert announced(db) == []
    assert announce_new_contacts(db) == 1
    assert announce_new_contacts(db) == 0
    (event,) = announced(db)
    assert (event["type"], event["data"]["version"]["number"]) == ("consent.PSContacted", 1)
    assert (event["correlationid"], event["causationid"]) == (deposited.correlationid, deposited.id)


def test_a_contact_blocked_before_it_was_announced_is_told_as_blocked(db: Database, story: Story) -> None:
    story.hears(trace.record_act, document_deposited())
    assert unblock_professional(db, story.inaya, RECORD, LEROUX).place is None
    block_professional(db, story.inaya, RECORD, LEROUX)
    assert announce_new_contacts(db) == 0
    (event,) = announced(db)
    assert (event["type"], event["data"]["policy"]["number"]) == ("consent.PSBlocked", 1)


@pytest.mark.feature("ACC-10")
def test_a_block_does_not_wait_for_a_batch_of_reads_and_deposits(db: Database, story: Story) -> None:
    declare_care(db, story.leroux, RECORD)
    with db.client.start_session() as session, session.start_transaction():
        trace.record_act(session, db, document_consulted())
        trace.record_act(session, db, document_deposited("professional", MARTIN))
        block_professional(db, story.inaya, RECORD, LEROUX)
    assert [event["type"] for event in announced(db)] == ["consent.PSAuthorized", "consent.PSBlocked"]


def test_nobody_decides_for_the_record_of_another(db: Database, story: Story) -> None:
    declare_care(db, story.leroux, RECORD)
    for actor in (story.other_patient, story.leroux):
        with pytest.raises(RecordUnknown):
            block_professional(db, actor, RECORD, LEROUX)
        with pytest.raises(RecordUnknown):
            queries.list_professionals(db, actor, RECORD, None, None, 20)
        with pytest.raises(RecordUnknown):
            read(db, actor, RECORD)


@pytest.mark.feature("ACC-14")
def test_every_decision_is_kept_with_its_date_and_author(db: Database, story: Story) -> None:
    declare_care(db, story.leroux, RECORD)
    block_professional(db, story.inaya, RECORD, LEROUX)
    unblock_professional(db, story.inaya, RECORD, LEROUX)
    kept = relations.decisions(db, RECORD, LEROUX)
    assert [(each["choice"], each["by"]["id"]) for each in kept] == [
        ("authorized", LEROUX),
        ("blocked", "acc_inaya"),
        ("unblocked", "acc_inaya"),
    ]
    assert all(each["at"].tzinfo for each in kept)


@pytest.mark.feature("ACC-15")
def test_settings_can_change_as_often_as_one_likes_and_the_stream_has_no_gap(db: Database, story: Story) -> None:
    declare_care(db, story.leroux, RECORD)
    for _ in range(5):
        block_professional(db, story.inaya, RECORD, LEROUX)
        unblock_professional(db, story.inaya, RECORD, LEROUX)
    events = announced(db)
    assert [event["data"]["policy"]["number"] for event in events] == list(range(1, 12))
    assert [event["data"]["version"]["number"] for event in events] == list(range(1, 12))
    assert [event["type"] for event in events[1:3]] == ["consent.PSBlocked", "consent.PSUnblocked"]


@pytest.mark.feature("HIS-08")
def test_the_persons_own_decisions_are_not_in_the_history(db: Database, story: Story) -> None:
    declare_care(db, story.leroux, RECORD)
    block_professional(db, story.inaya, RECORD, LEROUX)
    assert len(list_history(read(db, story.inaya, RECORD), EVERYTHING, None, 20)["items"]) == 1
