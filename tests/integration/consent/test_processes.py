"""Consent between a real broker and a real database: duplicates, disorder, poison, kill -9."""

import random
from collections.abc import Iterator

import pytest
import uuid_utils

from chassis import deadletters, events
from chassis.auth import Actor
from deploy.native.installation import Installation
from services.consent.actions.access import block_professional, declare_care
from services.consent.domain.history import faults
from services.consent.domain.policy import lane_of
from services.consent.store import history
from tests.integration.consent.processes import Consent, eventually
from tests.integration.consent.story import (
    LEROUX,
    MARTIN,
    document_consulted,
    document_deposited,
    document_hidden,
    policy_applied,
    professional_listed,
    record_activated,
)


@pytest.fixture(scope="module")
def consent(servers: Installation) -> Iterator[Consent]:
    running = Consent(servers)
    try:
        running.start("worker", "relay")
        for professional, name in ((LEROUX, "LEROUX"), (MARTIN, "MARTIN")):
            running.told("identity", professional_listed(professional, "Camille", name, "Médecin"))
        yield running
    finally:
        running.close()


@pytest.fixture
def record(consent: Consent) -> str:
    """A record of this test's own, active."""
    fresh = f"rec_{uuid_utils.uuid4().int % 10**22:022}"
    consent.told("identity", record_activated(fresh))
    eventually(lambda: consent.db["records"].find_one({"_id": fresh}))
    return fresh


def entries(consent: Consent, record: str) -> int:
    return consent.db["history"].count_documents({"record": record})


def chain_holds(consent: Consent, record: str) -> bool:
    told, head = history.chain(consent.db, record)
    return faults(told, head) == []


def test_the_stream_beats_with_a_growing_counter(consent: Consent) -> None:
    eventually(lambda: len(consent.heard("PolicyHeartbeat")) >= 3)
    counters = [beat["data"]["counter"] for beat in consent.heard("PolicyHeartbeat")]
    assert counters == sorted(set(counters))


def test_events_twice_five_times_and_in_disorder_are_applied_once(consent: Consent, record: str) -> None:
    told = [document_consulted(LEROUX, record) for _ in range(40)]
    shuffled = random.sample(told * 5, 200)
    consent.told("documents", *shuffled)
    eventually(lambda: entries(consent, record) >= 40)
    consent.told("documents", *told[:5], document_consulted(MARTIN, record))
    eventually(lambda: entries(consent, record) >= 41)
    assert entries(consent, record) == 41
    assert chain_holds(consent, record)


@pytest.mark.feature("HIS-07")
def test_a_replay_of_everything_from_long_ago_changes_nothing(consent: Consent, record: str) -> None:
    told = [document_consulted(LEROUX, record) for _ in range(20)] + [
        document_deposited("professional", MARTIN, record)
    ]
    consent.told("documents", *told)
    eventually(lambda: entries(consent, record) == len(told))
    eventually(lambda: consent.db["relations"].find_one({"record": record, "place": {"$exists": True}}))
    before = list(consent.db["relations"].find({"record": record}, {"pending": 0}))
    # As after a month: the inbox has forgotten them, and a backup of the broker brings them back in disorder.
    consent.db["inbox"].delete_many({"_id.event": {"$in": [event.id for event in told]}})
    marker = document_consulted(MARTIN, record)
    consent.told("documents", *random.sample(told * 2, 2 * len(told)), marker)
    eventually(lambda: consent.db["history"].find_one({"_id": marker.id}))
    eventually(lambda: consent.db["inbox"].count_documents({"_id.event": marker.id}) == 1)
    assert entries(consent, record) == len(told) + 1
    assert chain_holds(consent, record)
    assert list(consent.db["relations"].find({"record": record}, {"pending": 0})) == before


@pytest.mark.parametrize("forger", ["documents", "notifier"])
def test_the_broker_lets_nobody_speak_for_identity(consent: Consent, record: str, forger: str) -> None:
    forged = record_activated(record, "closed", 9)
    assert not consent.may_say(forger, "identity", forged)
    honest = record_activated(f"rec_{uuid_utils.uuid4().int % 10**22:022}")
    consent.told("identity", honest)
    eventually(lambda: consent.db["records"].find_one({"_id": honest.subject}))
    assert consent.db["records"].find_one({"_id": record})["state"] == "activated"


@pytest.mark.feature("ACC-06")
def test_a_deposit_makes_a_contact_that_every_point_hears_of(consent: Consent, record: str) -> None:
    consent.told("documents", document_deposited("professional", LEROUX, record))

    def contacted() -> list[dict[str, object]]:
        return [event["data"] for event in consent.heard("PSContacted") if event["subject"] == record]

    (told,) = eventually(contacted)
    assert (told["professional"], told["state"], told["began"]) == (LEROUX, "contact", "deposit")


@pytest.mark.feature("ACC-10")
def test_a_block_leaves_at_once_and_its_acknowledgement_arrives(consent: Consent, record: str) -> None:
    inaya = Actor(id="acc_inaya", role="patient", session="ses_inaya", record=record)
    leroux = Actor(id=LEROUX, role="professional", session="ses_leroux")
    declare_care(consent.db, leroux, record)
    placed = block_professional(consent.db, inaya, record, LEROUX)
    (blocked,) = eventually(lambda: [each for each in consent.heard("PSBlocked") if each["subject"] == record])
    assert blocked["data"]["policy"] == placed.place._asdict()
    assert (blocked["actorid"], blocked["actorrole"]) == ("acc_inaya", "patient")
    consent.told("documents", policy_applied(record, placed.place.number))
    key = f"documents:{lane_of(record)}"
    eventually(
        lambda: (
            (consent.db["acknowledgements"].find_one({"_id": key}) or {"mark": {"number": 0}})["mark"]["number"]
            >= placed.place.number
        )
    )


def test_an_act_of_nobody_goes_to_the_dead_letters_and_holds_up_nothing(consent: Consent, record: str) -> None:
    poison = document_hidden(None, LEROUX, record)
    consent.told("documents", poison, document_consulted(LEROUX, record))
    eventually(lambda: entries(consent, record) == 1)
    letters = eventually(lambda: [each for each in deadletters.listed(consent.settings) if each.id == poison.id])
    assert [(each.queue, each.envelope.reason) for each in letters] == [("consent.history", "actor-missing")]
    assert deadletters.drop(consent.settings, poison.id) == 1


def test_an_act_whose_author_is_listed_late_arrives_later(consent: Consent, record: str) -> None:
    newcomer = f"pro_{uuid_utils.uuid4().int % 10**22:022}"
    consent.told("documents", document_consulted(newcomer, record))
    consent.told("identity", professional_listed(newcomer, "Noé", "PETIT", "Médecin"))
    eventually(lambda: entries(consent, record) == 1)


def test_a_rebuild_is_answered_for_every_lane(consent: Consent, record: str) -> None:
    rebuild = str(uuid_utils.uuid7())
    asked = {"rebuild": rebuild, "projection": "relations"}
    consent.told("documents", events.new("documents.RebuildRequested", "rebuild", asked))

    def lanes_told() -> set[int]:
        return {each["data"]["lane"] for each in consent.heard("RelationsStated") if each["data"]["rebuild"] == rebuild}

    eventually(lambda: lanes_told() == set(range(16)))


@pytest.mark.feature("HIS-07")
def test_kill_9_in_the_middle_loses_nothing_and_doubles_nothing(consent: Consent, record: str) -> None:
    told = [document_consulted(LEROUX, record) for _ in range(300)]
    for third in (told[:100], told[100:200], told[200:]):
        consent.told("documents", *third)
        consent.kill("worker")
        consent.start("worker")
    eventually(lambda: entries(consent, record) >= 300)
    assert {row["_id"] for row in consent.db["history"].find({"record": record})} == {event.id for event in told}
    assert chain_holds(consent, record)
