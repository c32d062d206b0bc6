"""Whatever the order and however often events come, what is held at the end is the same."""

import json
from concurrent.futures import ThreadPoolExecutor
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from chassis import events, freshness
from chassis.events import Event
from services.documents.gate import STREAM, lane_of
from services.documents.store import rights
from tests.integration.documents.vault import Person, Vault, grid_told, listed, new_id, relation_told

CONTRACTS = Path(__file__).parents[3] / "contracts" / "events"


def record_told(record: str, state: str, number: int, epoch: int = 1) -> Event:
    data = {"record": record, "state": state, "version": {"epoch": epoch, "number": number}}
    return events.new("identity.ProfileActivated", record, data)


def professional_told(professional: str, family_name: str, number: int) -> Event:
    told = listed(professional, "G15_10", None, family_name=family_name, version={"epoch": 1, "number": number})
    return events.new("identity.ProfessionalListed", professional, told)


def five_at_once(vault: Vault, event: Event) -> None:
    with ThreadPoolExecutor(5) as pool:
        for future in [pool.submit(vault.deliver, event) for _ in range(5)]:
            future.result()


def held(vault: Vault, collection: str, key: str) -> dict[str, Any]:
    row = vault.db[collection].find_one({"_id": key})
    assert row is not None
    return row


def acknowledged(vault: Vault, lane: int) -> list[int]:
    """Marks told for a lane that are not published yet."""
    return [each["data"]["number"] for each in vault.told_about(f"lane-{lane}")]


def test_records_in_any_order_end_in_their_last_state(vault: Vault) -> None:
    for order in permutations([("invited", 1), ("activated", 2), ("closed", 3)]):
        record = new_id("rec")
        for state, number in order:
            vault.deliver(record_told(record, state, number))
        assert held(vault, rights.RECORDS, record)["state"] == "closed"


def test_a_new_epoch_wins_over_greater_numbers(vault: Vault) -> None:
    record = new_id("rec")
    vault.deliver(record_told(record, "activated", 90))
    vault.deliver(record_told(record, "closed", 1, epoch=2))
    vault.deliver(record_told(record, "activated", 91))
    assert held(vault, rights.RECORDS, record)["state"] == "closed"


def test_directory_entries_in_any_order_end_in_their_last_version(vault: Vault) -> None:
    for order in permutations([("AVANT", 1), ("APRES", 2)]):
        professional = new_id("pro")
        for name, number in order:
            five_at_once(vault, professional_told(professional, name, number))
        assert held(vault, rights.PROFESSIONALS, professional)["name"] == "Camille APRES, Médecin"


def test_many_records_told_again_are_held_if_they_are_for_us(vault: Vault) -> None:
    records = [new_id("rec") for _ in range(3)]
    states = [{"record": each, "state": "activated", "version": {"epoch": 1, "number": 1}} for each in records]
    for audience, known in (("consent", 0), ("*", 3), ("documents", 3)):
        data = {"rebuild": "rebuild-1", "for": audience, "part": 1, "parts": 1, "records": states}
        vault.hear("identity.RecordsStated", "rebuild", data)
        assert vault.db[rights.RECORDS].count_documents({"_id": {"$in": records}}) == known


@pytest.mark.feature("ACC-10", "ACC-08")
def test_a_late_authorisation_does_not_undo_a_block(vault: Vault, inaya: Person) -> None:
    for order in permutations([("authorized", 1), ("blocked", 2)]):
        doctor = vault.professional()
        for state, number in order:
            five_at_once(vault, relation_told(inaya.record, doctor.id, state, number))
        doctor.refused("listDocuments", 403, "documents.no-access", record=inaya.record)


@pytest.mark.feature("ACC-10")
def test_each_relation_is_acknowledged_once_with_the_mark_reached(vault: Vault, inaya: Person) -> None:
    lane, told = lane_of(inaya.record), []
    for state in ("authorized", "blocked", "authorized"):
        event = relation_told(inaya.record, new_id("pro"), state, 1)
        event.data["policy"] = vault.consent.next(inaya.record)
        told.append(event)
    first = told[0].data["policy"]["number"]
    before = len(acknowledged(vault, lane))
    for event in (told[1], told[2], told[0]):
        five_at_once(vault, event)
    assert acknowledged(vault, lane)[before:] == [first - 1, first - 1, first + 2]


def test_an_old_grid_does_not_replace_a_newer_one(vault: Vault) -> None:
    vault.hear("consent.AuthorizationGridUpdated", "grid", grid_told(7))
    spoiled = grid_told(6) | {"name": "2001-01-01", "rows": []}
    vault.hear("consent.AuthorizationGridUpdated", "grid", spoiled)
    assert held(vault, rights.GRID, "grid")["name"] == "2024-09-25"


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
    for _ in range(50):
        if client.get(url, headers=headers).status_code == 401:
            return
        freshness.threading.Event().wait(0.1)
    raise AssertionError("the session lives on")


def stated(vault: Vault, relations: list[Event], lane: int, up_to: int, part: int, parts: int) -> Event:
    told = [{name: value for name, value in each.data.items() if name != "policy"} for each in relations]
    data = {"rebuild": "rebuild-2", "for": "documents", "epoch": 1, "lane": lane, "up_to": up_to}
    return events.new("consent.RelationsStated", "rebuild", data | {"part": part, "parts": parts, "relations": told})


def test_a_rebuilt_lane_is_whole_when_all_its_parts_are_here(vault: Vault, inaya: Person, doctor: Person) -> None:
    lane, nurse = lane_of(inaya.record), vault.professional()
    up_to = vault.consent.numbers[lane]
    rights.drop(vault.db, rights.RELATIONS)
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
    mark = held(vault, freshness.COLLECTION, f"{STREAM}/{lane}")
    assert mark["mark"] == up_to
    for other in range(16):
        if other != lane:
            vault.deliver(stated(vault, [], other, vault.consent.numbers[other], 1, 1))
    for _ in range(50):
        if (
            doctor.vault.app.test_client()
            .get(
                f"/api/documents/records/{inaya.record}/documents", headers={"Authorization": f"Bearer {doctor.token}"}
            )
            .status_code
            == 200
        ):
            break
        freshness.threading.Event().wait(0.1)
    doctor.list(inaya.record)
    nurse.refused("listDocuments", 403, "documents.no-access", record=inaya.record)


def examples() -> list[tuple[str, dict[str, Any]]]:
    found = [json.loads(path.read_text()) for path in sorted(CONTRACTS.glob("*.json"))]
    return [(each["title"], each["examples"][0]) for each in found if "documents" in each["x-consumers"]]


@pytest.mark.parametrize(("type_", "data"), examples(), ids=lambda value: value if isinstance(value, str) else "")
def test_the_example_of_every_event_that_names_us_is_accepted(vault: Vault, type_: str, data: dict[str, Any]) -> None:
    unforeseen = events.new(type_, data.get("record", "subject"), data)
    unforeseen.data["a-field-of-next-year"] = {"we": "ignore"}
    vault.deliver(unforeseen)
    # The examples speak of lane 7 up to 42: from here on, consent's heart knows of them too.
    vault.consent.numbers[7] = max(vault.consent.numbers[7], 42)
    for number in range(1, vault.consent.numbers[7] + 1):
        freshness.applied(None, vault.db, STREAM, 1, 7, number)
