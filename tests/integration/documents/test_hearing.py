"""What the vault answers after what it heard, in whatever order and however often it came."""

from concurrent.futures import ThreadPoolExecutor
from itertools import permutations

import pytest

from chassis import events, freshness
from chassis.events import Event
from enforcement.lanes import STREAM, lane_of
from enforcement.store import projections
from tests.integration.documents.vault import Person, Vault
from tests.integration.enforcement.told import examples, relation_told
from tests.support.platform import until


def five_at_once(vault: Vault, event: Event) -> None:
    with ThreadPoolExecutor(5) as pool:
        for future in [pool.submit(vault.deliver, event) for _ in range(5)]:
            future.result()


@pytest.mark.feature("ACC-10", "ACC-08")
def test_a_late_authorisation_does_not_undo_a_block(vault: Vault, inaya: Person) -> None:
    for order in permutations([("authorized", 1), ("blocked", 2)]):
        doctor = vault.professional()
        for state, number in order:
            five_at_once(vault, relation_told(inaya.record, doctor.id, state, number))
        doctor.refused("listDocuments", 403, "documents.no-access", record=inaya.record)


def test_an_ended_session_is_refused_here(vault: Vault, inaya: Person) -> None:
    ended = Person(vault, inaya.id, "patient", inaya.record)
    ended.token = vault.token(inaya.id, "patient", inaya.record, session="ses_that-ends")
    ended.list()
    data = {"session": "ses_that-ends", "tokens_expire_at": "2999-01-01T00:00:00.000Z"}
    event = vault.hear("identity.SessionEnded", "ses_that-ends", data)
    five_at_once(vault, event)
    until_refused(ended)
    inaya.list()


def until_refused(person: Person) -> None:
    url = f"/api/documents/records/{person.record}/documents"
    client, headers = person.vault.app.test_client(), {"Authorization": f"Bearer {person.token}"}
    until(lambda: client.get(url, headers=headers).status_code == 401, seconds=120)


def stated(vault: Vault, relations: list[Event], lane: int, up_to: int, part: int, parts: int) -> Event:
    told = [{name: value for name, value in each.data.items() if name != "policy"} for each in relations]
    data = {"rebuild": "rebuild-2", "for": "documents", "epoch": 1, "lane": lane, "up_to": up_to}
    return events.new("consent.RelationsStated", "rebuild", data | {"part": part, "parts": parts, "relations": told})


def test_a_rebuilt_lane_is_whole_when_all_its_parts_are_here(vault: Vault, inaya: Person, doctor: Person) -> None:
    lane, nurse = lane_of(inaya.record), vault.professional()
    up_to = vault.consent.numbers[lane]
    projections.drop(vault.db, projections.RELATIONS)
    doctor_told = relation_told(inaya.record, doctor.id, "authorized", 1)
    nurse_told = relation_told(inaya.record, nurse.id, "blocked", 1)
    parts = [stated(vault, [doctor_told], lane, up_to, 1, 2), stated(vault, [nurse_told], lane, up_to, 2, 2)]
    watch = freshness.Freshness(vault.db, STREAM)
    try:
        watch.look()
        assert not watch.is_fresh(lane)
        five_at_once(vault, parts[1])
        watch.look()
        assert not watch.is_fresh(lane)
        five_at_once(vault, parts[0])
    finally:
        watch.close()
    for other in range(16):
        if other != lane:
            vault.deliver(stated(vault, [], other, vault.consent.numbers[other], 1, 1))
    doctor.list(inaya.record)  # asked again until this heart is heard
    nurse.refused("listDocuments", 403, "documents.no-access", record=inaya.record)


@pytest.mark.parametrize("type_", examples("documents"))
def test_the_example_of_every_event_that_names_us_is_accepted(vault: Vault, type_: str) -> None:
    vault.hear_example(type_)
