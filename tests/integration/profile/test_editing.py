"""Entries added, changed, removed; nothing to declare; two writers at once."""

import threading
from typing import Any

import pytest

from tests.integration.profile.book import ALLERGY, VACCINATION, Book, Person

CONTENTS: dict[str, dict[str, Any]] = {
    "conditions": {"label": "Asthme", "started_on": "2019"},
    "treatments": {"label": "Salbutamol", "detail": "2 bouffées si besoin", "started_on": "2019-03"},
    "allergies": ALLERGY,
    "vaccinations": VACCINATION,
    "hospitalisations": {"label": "Appendicite", "detail": "CHU de Rennes", "started_on": "2020-05-10"},
    "family-history": {"label": "Diabète de type 2", "detail": "Mère"},
    "practitioners": {"label": "Dr Anne ROUX", "detail": "Allergologue"},
}


@pytest.mark.feature("PRO-05", "PRO-06", "PRO-07", "PRO-08", "PRO-09", "PRO-11", "PRO-12", "PRO-18")
@pytest.mark.parametrize("section", CONTENTS)
def test_a_person_adds_changes_and_removes_entries_of_each_section(book: Book, inaya: Person, section: str) -> None:
    entry = inaya.add(CONTENTS[section], section)
    assert entry["author"] == {"kind": "patient", "display_name": "Vous", "mine": True}
    changed = inaya.change(entry, {**CONTENTS[section], "note": "À revoir"}, section=section)
    assert (changed["note"], changed["version"], changed["entered_at"]) == ("À revoir", 2, entry["entered_at"])
    assert inaya.shown()[section]["entries"] == [changed]
    stale = inaya.change(entry, CONTENTS[section], expect=412, section=section)
    assert stale["code"] == "profile.version-changed"
    inaya.call("removeEntry", 204, section=section, item=entry["id"])
    inaya.refused("removeEntry", 404, "profile.not-found", section=section, item=entry["id"])
    assert inaya.shown()[section]["entries"] == []
    types = [each["type"].removeprefix("profile.ProfileEntry") for each in book.told_about(inaya.record)]
    assert types == ["Added", "Changed", "Removed"]


@pytest.mark.feature("PRO-05")
def test_fields_that_make_no_sense_in_the_section_are_named(inaya: Person) -> None:
    problem = inaya.add({"label": "Grippe", "ended_on": "2020"}, "vaccinations", expect=422)
    assert {each["field"] for each in problem["errors"]} == {"started_on", "ended_on"}
    problem = inaya.add({"label": " ", "started_on": "hier"}, "conditions", expect=422)
    assert problem["code"] == "profile.invalid-request"


def test_the_same_intention_is_done_once(book: Book, inaya: Person) -> None:
    first = inaya.add(ALLERGY, key="one-intention")
    assert inaya.add(ALLERGY, key="one-intention") == first
    assert len(inaya.shown()["allergies"]["entries"]) == 1
    assert len(book.told_about(inaya.record, "Added")) == 1


@pytest.mark.feature("PRO-04", "NAV-06")
def test_nothing_to_declare_counts_as_an_answer(book: Book, inaya: Person, doctor: Person) -> None:
    assert inaya.call("showProfile", 200).json["completion"] == {"answered": 0, "total": 7}
    for _ in range(2):
        assert inaya.call("declareSection", 200, json={"nothing_to_declare": True}).json["nothing_to_declare"]
    assert inaya.call("showProfile", 200).json["completion"] == {"answered": 1, "total": 7}
    told = doctor.call("showProfile", 200, record=inaya.record).json
    assert told["completion"] is None
    assert [each["code"] for each in told["sections"] if each["nothing_to_declare"]] == ["allergies"]
    assert len(book.told_about(inaya.record, "Declared")) == 1
    inaya.add(ALLERGY)
    assert not inaya.shown()["allergies"]["nothing_to_declare"]
    inaya.refused("declareSection", 409, "profile.section-not-empty", json={"nothing_to_declare": True})


@pytest.mark.feature("PRO-10", "PRO-17", "PRO-18")
def test_a_professional_adds_a_vaccination_and_corrects_their_own(book: Book, inaya: Person, doctor: Person) -> None:
    theirs = inaya.add(VACCINATION, "vaccinations")
    colleague = book.professional(given_name="Sacha", family_name="MOREL")
    colleague.relate(inaya.record, "authorized")
    given = {"section": "vaccinations", "record": inaya.record}
    entry = doctor.add(VACCINATION, **given)
    changed = doctor.change(entry, {**VACCINATION, "detail": "Lot B7"}, **given)
    assert changed["author"]["display_name"] == "Camille LEROUX, Médecine générale"
    for person, other in ((colleague, entry), (doctor, theirs)):
        person.refused("removeEntry", 403, "profile.read-only", item=other["id"], **given)
    doctor.add(ALLERGY, "allergies", expect=403, record=inaya.record)
    for each in book.told_about(inaya.record)[1:]:
        assert (each["data"]["professional"], each["data"]["ground"]) == (doctor.id, "care")
    # The person has the last word on what others wrote about them.
    inaya.call("removeEntry", 204, section="vaccinations", item=entry["id"])


def test_two_who_write_at_the_same_moment_lose_nothing(book: Book, inaya: Person) -> None:
    labels = [f"Allergie {number}" for number in range(4)]
    threads = [threading.Thread(target=inaya.add, args=({"label": label},)) for label in labels]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {each["label"] for each in inaya.shown()["allergies"]["entries"]} == set(labels)
    assert len(book.told_about(inaya.record, "Added")) == len(labels)
