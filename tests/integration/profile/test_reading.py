"""Who reads a profile, and what is left of the read: the thin story, then each refusal."""

from datetime import UTC, datetime, timedelta

import pytest

from services.profile.domain.sections import SECTIONS
from tests.integration.enforcement.told import new_id
from tests.integration.profile.book import ALLERGY, VACCINATION, Book, Person


@pytest.mark.feature("PRO-08", "PRO-19", "HIS-05")
def test_what_a_patient_writes_an_authorised_professional_reads_and_the_history_is_told(
    book: Book, inaya: Person, doctor: Person
) -> None:
    entry = inaya.add(ALLERGY)
    (read,) = doctor.shown(inaya.record)["allergies"]["entries"]
    assert {name: read[name] for name in ALLERGY} == ALLERGY
    assert read["author"] == {"kind": "patient", "display_name": "le patient", "mine": False}
    assert not read["alterable"]
    added, consulted = book.told_about(inaya.record)
    assert added["type"] == "profile.ProfileEntryAdded"
    assert added["data"] == {"record": inaya.record, "section": "allergies", "entry": entry["id"]}
    assert consulted["type"] == "profile.ProfileConsulted"
    assert consulted["data"] == {
        "record": inaya.record,
        "sections": sorted(code.value for code in SECTIONS),
        "professional": doctor.id,
        "ground": "care",
        "grid_version": "2024-09-25",
    }


@pytest.mark.feature("PRO-19")
def test_who_has_no_access_gets_nothing_and_leaves_no_trace(book: Book, inaya: Person, doctor: Person) -> None:
    inaya.add(ALLERGY)
    blocked, depositor, stranger = book.professional(), book.professional(), book.professional()
    doctor.relate(inaya.record, "blocked")
    blocked.relate(inaya.record, "blocked")
    depositor.relate(inaya.record, "contact")
    gone = book.professional(active=False)
    gone.relate(inaya.record, "authorized")
    for person in (doctor, blocked, depositor, stranger, gone):
        person.refused("showProfile", 403, "profile.no-access", record=inaya.record)
        headers = {"Idempotency-Key": "a-key-of-no-one"}
        refused = {"record": inaya.record, "json": VACCINATION, "headers": headers, "section": "vaccinations"}
        person.refused("addEntry", 403, "profile.no-access", **refused)
    assert book.told_about(inaya.record, "Consulted") == []
    doctor.relate(inaya.record, "authorized")
    assert doctor.shown(inaya.record)["allergies"]["entries"]


@pytest.mark.feature("PRO-19", "GRD-05")
def test_the_grid_decides_section_by_section(book: Book, inaya: Person) -> None:
    inaya.add(ALLERGY)
    inaya.add(VACCINATION, "vaccinations")
    optician, dietitian = book.professional("G15_28"), book.professional("G15_95")
    for person in (optician, dietitian):
        person.relate(inaya.record, "authorized")
    optician.refused("showProfile", 403, "profile.profession-refused", record=inaya.record)
    shown = dietitian.shown(inaya.record)
    assert "allergies" in shown
    assert "vaccinations" not in shown
    (told,) = book.told_about(inaya.record, "Consulted")
    assert "vaccinations" not in told["data"]["sections"]


def test_another_persons_profile_does_not_exist(book: Book, inaya: Person) -> None:
    inaya.add(ALLERGY)
    other = book.patient()
    for record in (inaya.record, new_id("rec")):
        other.refused("showProfile", 404, "profile.not-found", record=record)


@pytest.mark.feature("PRO-19")
def test_stale_rights_are_no_rights_and_the_patient_never_waits(book: Book, inaya: Person, doctor: Person) -> None:
    assert doctor.shown(inaya.record)
    book.consent.beating.clear()
    try:
        book.wait_for_silence()
        problem = doctor.call("showProfile", 503, record=inaya.record)
        assert problem.json["code"] == "profile.rights-unknown"
        assert problem.headers["Retry-After"]
        assert inaya.shown()
    finally:
        book.consent.beating.set()


@pytest.mark.feature("EMG-06", "EMG-11")
def test_in_an_emergency_one_reads_until_it_is_over_and_writes_nothing(book: Book, inaya: Person) -> None:
    inaya.add(ALLERGY)
    rescuer, late = book.professional(), book.professional()
    rescuer.hurry(inaya.record, datetime.now(UTC) + timedelta(minutes=30))
    late.hurry(inaya.record, datetime.now(UTC) - timedelta(seconds=1))
    assert rescuer.shown(inaya.record)["allergies"]["entries"]
    assert [each["data"]["ground"] for each in book.told_about(inaya.record, "Consulted")] == ["emergency"]
    rescuer.add(VACCINATION, "vaccinations", expect=403, record=inaya.record)
    late.refused("showProfile", 403, "profile.no-access", record=inaya.record)


@pytest.mark.feature("HIS-08")
def test_what_a_parent_reads_is_told_to_the_history_without_a_mail(book: Book, inaya: Person) -> None:
    child = book.patient()
    child.add(ALLERGY)
    inaya.represents(child)
    inaya.shown(child.record)
    child.shown()
    (told,) = book.told_about(child.record, "Consulted")
    assert (told["actorid"], told["actorrecord"]) == (inaya.id, inaya.record)
    sections = sorted(code.value for code in SECTIONS)
    assert told["data"] == {"record": child.record, "sections": sections, "quiet": True}


@pytest.mark.feature("MIN-13")
def test_a_parent_acts_for_a_child_until_the_right_ends(book: Book, inaya: Person) -> None:
    child, parent, stranger = book.patient(), inaya, book.patient()
    parent.represents(child)
    entry = parent.add(ALLERGY, record=child.record)
    assert entry["author"] == {"kind": "representative", "display_name": "Vous", "mine": True}
    (seen,) = child.shown()["allergies"]["entries"]
    assert seen["author"]["display_name"] == "le représentant légal"
    (told,) = book.told_about(child.record, "Added")
    assert (told["actorid"], told["actorrecord"]) == (parent.id, parent.record)
    stranger.refused("showProfile", 404, "profile.not-found", record=child.record)
    parent.represents(child, until="2026-01-01T00:00:00Z", number=2)
    parent.refused("showProfile", 404, "profile.not-found", record=child.record)
