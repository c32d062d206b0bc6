"""The activity history as the worker fills it."""

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from pymongo.errors import BulkWriteError

from chassis import events, mongo
from chassis.connection import Database
from chassis.events import Event
from chassis.inbox import AlreadyApplied
from services.consent.actions import people, trace
from services.consent.actions.access import block_professional, declare_care
from services.consent.domain.history import EVERYTHING, faults
from services.consent.errors import DirectoryBehind, PageUnknown
from services.consent.queries import relations as queries
from services.consent.queries.history import list_history, read
from services.consent.store import concealed, history, relations
from tests.integration.consent.simultaneously import five_at_once
from tests.integration.consent.story import (
    DOCUMENT,
    LEROUX,
    MARTIN,
    OTHER_RECORD,
    RECORD,
    Story,
    about_document,
    deletion_requested,
    document_consulted,
    document_deposited,
    document_hidden,
    documents_listed,
    professional_listed,
)

NURSE = {"id": MARTIN, "role": "professional"}
ERASED = "rec_3Er4sedRecord000000000"


def broken(db: Database, record: str = RECORD) -> list[str]:
    return [fault.what for chain in history.chains_of(db, record) for fault in faults(*history.chain(db, chain))]


def shown(db: Database, story: Story) -> list[dict[str, Any]]:
    return list_history(read(db, story.inaya, RECORD), EVERYTHING, None, 100)["items"]


@pytest.mark.feature("HIS-01", "HIS-06")
def test_what_others_did_is_there_newest_first(db: Database, story: Story) -> None:
    story.hears(trace.record_act, documents_listed(), document_consulted())
    story.hears(trace.record_act, document_deposited("professional", MARTIN))
    entries = shown(db, story)
    assert [(each["number"], each["action"]) for each in entries] == [
        (3, "document-deposited"),
        (2, "document-consulted"),
        (1, "documents-listed"),
    ]
    assert [each["actor"]["display_name"] for each in entries] == ["Lou MARTIN", "Camille LEROUX", "Camille LEROUX"]


def test_many_acts_of_one_record_in_one_batch_make_one_chain(db: Database, story: Story) -> None:
    story.hears(trace.record_act, *[document_consulted() for _ in range(60)])
    assert [each["number"] for each in shown(db, story)] == list(range(60, 0, -1))
    assert broken(db) == []


@pytest.mark.feature("HIS-01", "HIS-07", "ADM-02", "ACC-06")
def test_a_run_of_acts_leaves_what_they_leave_one_by_one(db: Database, story: Story) -> None:
    story.hears(people.erase_record, deletion_requested(ERASED))
    told = [
        documents_listed(), document_consulted(), document_consulted(record=OTHER_RECORD), document_consulted(MARTIN),
        document_deposited("professional", MARTIN), document_consulted(record=ERASED), document_hidden(NURSE),
        documents_listed(MARTIN, ground="emergency"), document_deposited("professional", MARTIN), document_consulted(),
    ]  # fmt: skip
    mongo.transaction(db, lambda session: trace.record_acts(session, db, told))
    together = left(db)
    for name in ("history", "history_heads", "accesses", "relations"):
        db[name].delete_many({})
    story.hears(people.erase_record, deletion_requested(ERASED))
    for event in told:
        story.hears(trace.record_act, event)
    assert together == left(db)
    assert len(together["history"]) == len(told) - 1  # nothing about the erased record
    assert broken(db) == []
    assert broken(db, OTHER_RECORD) == []


@pytest.mark.feature("HIS-01", "ACC-08")
def test_what_comes_minutes_late_enters_at_its_own_time_and_undoes_nothing(db: Database, story: Story) -> None:
    declare_care(db, story.leroux, RECORD)
    late = [
        replace(event, time=_ago(minutes)) for minutes, event in ((7, documents_listed()), (5, document_consulted()))
    ]
    story.hears(trace.record_act, documents_listed())
    last = db["accesses"].find_one({"_id": f"{RECORD}:{LEROUX}"})
    block_professional(db, story.inaya, RECORD, LEROUX)
    story.hears(trace.record_act, *reversed(late))
    story.hears(trace.record_act, replace(document_deposited(), time=_ago(6)))
    assert db["accesses"].find_one({"_id": f"{RECORD}:{LEROUX}"}) == last
    assert relations.load(db, RECORD, LEROUX).relation.state == "blocked"
    assert [each["action"] for each in shown(db, story)] == [
        "documents-listed", "access-declared", "document-consulted", "document-deposited", "documents-listed",
    ]  # fmt: skip
    assert broken(db) == []


def _ago(minutes: int) -> str:
    at = datetime.now(UTC) - timedelta(minutes=minutes)
    return at.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def left(db: Database) -> dict[str, list[dict[str, Any]]]:
    """Everything that acts leave."""
    return {
        name: sorted(db[name].find({}), key=lambda row: str(row["_id"]))
        for name in ("history", "history_heads", "accesses", "relations")
    }


def test_a_run_with_an_act_told_before_leaves_nothing_and_each_then_comes_alone(db: Database, story: Story) -> None:
    told = [document_consulted() for _ in range(3)]
    story.hears(trace.record_act, told[1])
    with pytest.raises(AlreadyApplied):
        mongo.transaction(db, lambda session: trace.record_acts(session, db, told))
    assert len(shown(db, story)) == 1
    for event in told:
        story.hears(trace.record_act, event)
    assert len(shown(db, story)) == 3
    assert broken(db) == []


@pytest.mark.feature("HIS-07")
def test_an_act_told_twice_is_one_entry_even_without_the_inbox(db: Database, story: Story) -> None:
    consulted = document_consulted()
    story.hears(trace.record_act, consulted)
    story.hears(trace.record_act, document_consulted(), consulted)
    story.hears(trace.record_act, consulted)
    assert len(shown(db, story)) == 1
    assert broken(db) == []


def test_an_act_is_not_dropped_because_its_number_is_taken(db: Database, story: Story) -> None:
    story.hears(trace.record_act, document_consulted())
    db["history_heads"].update_one({}, {"$set": {"number": 0}})
    with pytest.raises(BulkWriteError):
        story.hears(trace.record_act, document_consulted())


@pytest.mark.feature("HIS-07")
def test_acts_told_five_at_once_are_one_entry_each(db: Database, story: Story) -> None:
    told = [document_consulted() for _ in range(6)]

    def tell() -> None:
        for event in random.sample(told, len(told)):
            story.hears(trace.record_act, event)

    five_at_once(tell)
    assert {each["id"] for each in shown(db, story)} == {event.id for event in told}
    assert len(shown(db, story)) == len(told)
    assert broken(db) == []


def test_an_entry_keeps_the_name_of_its_time(db: Database, story: Story) -> None:
    story.hears(trace.record_act, documents_listed())
    story.hears(people.keep_professional, professional_listed(LEROUX, "Camille", "DURAND", "Médecin", number=2))
    story.hears(trace.record_act, documents_listed())
    assert [each["actor"]["display_name"] for each in shown(db, story)] == ["Camille DURAND", "Camille LEROUX"]
    assert broken(db) == []


def test_an_act_that_arrives_before_the_name_of_its_author_waits(db: Database, story: Story) -> None:
    newcomer = "pro_0000000000000000000000"
    early = documents_listed(newcomer)
    with pytest.raises(DirectoryBehind):
        story.hears(trace.record_act, early)
    assert shown(db, story) == []
    story.hears(people.keep_professional, professional_listed(newcomer, "Noé", "PETIT", "Médecin"))
    story.hears(trace.record_act, early)
    assert [each["actor"]["display_name"] for each in shown(db, story)] == ["Noé PETIT"]


@pytest.mark.feature("HIS-08")
def test_the_persons_own_acts_do_not_appear(db: Database, story: Story) -> None:
    own = {"id": story.inaya.id, "role": "patient", "record": RECORD}
    story.hears(trace.record_act, document_deposited("patient", story.inaya.id))
    story.hears(trace.record_act, document_hidden(own))
    assert shown(db, story) == []


@pytest.mark.parametrize(("ground", "counts"), [("care", True), ("emergency", False), ("author", False)])
def test_reading_moves_the_last_access_and_normal_access_counts(
    db: Database, story: Story, ground: str, counts: bool
) -> None:
    declare_care(db, story.leroux, RECORD)
    first, second = documents_listed(ground=ground), document_consulted(ground=ground)
    story.hears(trace.record_act, second)
    story.hears(trace.record_act, first)
    (relation,) = queries.list_professionals(db, story.inaya, RECORD, None, None, 20)["items"]
    assert relation["last_access"] == max(first.time, second.time)
    assert bool(db["accesses"].count_documents({"counted": True})) == counts


@pytest.mark.feature("HIS-07")
@pytest.mark.parametrize("mutation", ["edit", "drop", "swap", "truncate", "drop-all"])
def test_a_mutation_in_the_database_is_found(db: Database, story: Story, mutation: str) -> None:
    story.hears(trace.record_act, *[document_consulted() for _ in range(5)])
    entries = db["history"]
    if mutation == "edit":
        entries.update_one({"number": 3}, {"$set": {"actor.display_name": "Personne"}})
    elif mutation == "drop":
        entries.delete_one({"number": 3})
    elif mutation == "swap":
        for old, new in ((2, 0), (3, 2), (0, 3)):
            entries.update_one({"number": old}, {"$set": {"number": new}})
    elif mutation == "truncate":
        entries.delete_one({"number": 5})
    else:
        entries.delete_many({})
    assert broken(db)


def test_pages_follow_each_other_and_a_foreign_cursor_is_refused(db: Database, story: Story) -> None:
    story.hears(trace.record_act, *[document_consulted() for _ in range(5)])
    numbers, cursor = [], None
    while True:
        page = list_history(read(db, story.inaya, RECORD), EVERYTHING, cursor, 2)
        numbers += [each["number"] for each in page["items"]]
        cursor = page["next"]
        if cursor is None:
            break
    assert numbers == [5, 4, 3, 2, 1]
    with pytest.raises(PageUnknown):
        list_history(read(db, story.inaya, RECORD), EVERYTHING, "bm9wZQ", 2)


def test_an_erased_record_stays_erased_when_events_come_late(db: Database, story: Story) -> None:
    declare_care(db, story.leroux, RECORD)
    owed: list[Event] = db["relations"].find_one({})["pending"]
    story.hears(people.erase_record, deletion_requested())
    story.hears(trace.record_act, document_consulted())
    story.hears(trace.record_act, document_deposited("professional", MARTIN))
    assert db["relations"].count_documents({}) == db["history"].count_documents({}) == 0
    waiting = [each for row in db["outbox"].find() for each in row["pending"]]
    assert [each["type"] for each in waiting].count("consent.ServiceDataErased") == 1
    assert all(each in waiting for each in owed)


AUTHOR = {"id": LEROUX, "role": "professional"}
OPEN = {"patient_until": None, "representatives": False}


def withheld_for(hours: int) -> dict[str, Any]:
    """Kept from the patient for so long from now on."""
    until = datetime.now(UTC) + timedelta(hours=hours)
    return {"patient_until": until.isoformat(timespec="milliseconds").replace("+00:00", "Z"), "representatives": False}


def actions_shown(db: Database, story: Story) -> list[str]:
    return [each["action"] for each in shown(db, story)]


@pytest.mark.feature("HIS-01")
def test_acts_on_what_is_kept_from_the_patient_are_shown_once_it_is_announced(db: Database, story: Story) -> None:
    consulted = document_consulted()
    kept = withheld_for(1)
    story.hears(trace.record_act, about_document("DocumentDeposited", 1, AUTHOR, concealed=kept))
    told = events.new(consulted.type, RECORD, consulted.data | {"concealed": kept})
    story.hears(trace.record_act, documents_listed(), told)
    assert actions_shown(db, story) == ["documents-listed"]
    story.hears(trace.record_act, about_document("DocumentAnnounced", 2, AUTHOR, concealed=OPEN))
    assert actions_shown(db, story) == [
        "document-announced",
        "documents-listed",
        "document-consulted",
        "document-deposited",
    ]
    assert broken(db) == []


def test_an_announcement_heard_first_is_not_undone_by_the_deposit_before_it(db: Database, story: Story) -> None:
    story.hears(trace.record_act, about_document("DocumentAnnounced", 2, concealed=OPEN))
    story.hears(trace.record_act, about_document("DocumentDeposited", 1, AUTHOR, concealed=withheld_for(1)))
    assert actions_shown(db, story) == ["document-deposited"]


def test_what_was_kept_shows_when_its_time_has_come(db: Database, story: Story) -> None:
    story.hears(trace.record_act, about_document("DocumentDeposited", 1, AUTHOR, concealed=withheld_for(-1)))
    assert actions_shown(db, story) == ["document-deposited"]


def test_secret_care_is_not_in_what_a_representative_may_see(db: Database, story: Story) -> None:
    secret = {"patient_until": None, "representatives": True}
    story.hears(trace.record_act, about_document("DocumentDeposited", 1, AUTHOR, concealed=secret))
    assert actions_shown(db, story) == ["document-deposited"]
    at = datetime.now(UTC)
    assert concealed.unseen(db, RECORD, at, by_representative=True) == [DOCUMENT]
    assert concealed.unseen(db, RECORD, at, by_representative=False) == []
