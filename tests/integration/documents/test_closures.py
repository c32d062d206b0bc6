"""A closed record in the vault: shut to all at once, given back whole, whatever the order in which that is heard."""

from itertools import permutations
from typing import Any

import pytest

from chassis import events
from chassis.events import Event
from tests.integration.documents.vault import Person, Vault


def closure(record: str, number: int, name: str = "ProfileClosed") -> Event:
    state = "closed" if name == "ProfileClosed" else "activated"
    data = {"record": record, "state": state, "version": {"epoch": 1, "number": number}}
    return events.new(f"identity.{name}", record, data)


def reopening(record: str, number: int) -> Event:
    return closure(record, number, "ProfileReactivated")


@pytest.mark.feature("CLO-05", "CLO-06")
def test_a_closed_record_is_shut_to_all_and_given_back_whole(vault: Vault, inaya: Person, doctor: Person) -> None:
    document = inaya.deposit().json["id"]
    doctor.relate(inaya.record, "authorized")
    vault.deliver(closure(inaya.record, 3))
    inaya.refused("listDocuments", 404, "documents.not-found")
    for operation in ("listDocuments", "showDocument", "openDocument"):
        doctor.refused(operation, 404, "documents.not-found", record=inaya.record, document=document)
    vault.deliver(reopening(inaya.record, 4))
    assert [each["id"] for each in inaya.list()] == [document]
    assert [each["id"] for each in doctor.list(inaya.record)] == [document]


@pytest.mark.feature("CLO-06", "ACT-30")
def test_a_deposit_in_a_closed_record_is_refused_with_its_reason_to_who_knew_the_record(
    vault: Vault, inaya: Person, doctor: Person
) -> None:
    stranger, shut_out = vault.professional(), vault.professional()
    doctor.relate(inaya.record, "authorized")
    shut_out.relate(inaya.record, "blocked")
    vault.deliver(closure(inaya.record, 3))
    assert doctor.deposit(record=inaya.record, expect=409).json["code"] == "documents.record-closed"
    for other in (stranger, shut_out):
        assert other.deposit(record=inaya.record, expect=404).json["code"] == "documents.not-found"
    assert inaya.deposit(expect=404).json["code"] == "documents.not-found"
    assert vault.objects(inaya.record) == set()


@pytest.mark.feature("CLO-05", "CLO-06")
@pytest.mark.parametrize("order", list(permutations(range(3))), ids=str)
def test_news_that_comes_late_or_twice_never_takes_a_record_back(vault: Vault, order: tuple[int, ...]) -> None:
    person = vault.patient()
    told = [closure(person.record, 3), reopening(person.record, 4), closure(person.record, 5)]
    for place in order:
        vault.deliver(told[place])
        vault.deliver(told[place])
    person.refused("listDocuments", 404, "documents.not-found")


@pytest.mark.feature("CLO-06")
def test_the_vault_says_which_state_it_enforces(vault: Vault, inaya: Person) -> None:
    event = closure(inaya.record, 3)
    vault.deliver(event)
    vault.deliver(event)
    said: list[dict[str, Any]] = [
        each["data"] for each in vault.told_about(inaya.record) if each["type"] == "documents.ProfileStateApplied"
    ]
    assert said == [{"record": inaya.record, "version": {"epoch": 1, "number": 3}}]
