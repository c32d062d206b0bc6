"""The whole load, through the gateway of a running platform, with a small population."""

from pathlib import Path

import pytest

from deploy.demo.documents import demo_documents
from deploy.demo.letters import demo_letters
from deploy.demo.load import NOT_ACTIVATED, PATIENT_PASSWORD, PROFESSIONAL_PASSWORD, Journal, Load
from deploy.demo.people import story_families
from deploy.demo.platform import Platform
from deploy.demo.professionals import professionals
from deploy.demo.profiles import demo_entries
from deploy.native.installation import Installation

STORY = [family.adults[0] for family in story_families()]


@pytest.fixture(scope="module")
def loaded(mes: Installation, tmp_path_factory: pytest.TempPathFactory) -> tuple[Platform, Path]:
    platform = Platform(mes.url, mes.ca, mes.mail_url, mes.cli)
    steps = tmp_path_factory.mktemp("demo") / "steps.json"
    for _, step in Load(platform, Journal(steps), size=40).steps():
        step()
    return platform, steps


def documents_of(platform: Platform, token: str, record: str) -> list[str]:
    found = platform.call_when_known("GET", f"/api/documents/records/{record}/documents?limit=100", token=token)
    return [each["title"] for each in found["items"]]


def hold_their_documents(platform: Platform) -> None:
    for person in (person for person in STORY if person.identifier != NOT_ACTIVATED):
        session = platform.log_in(person.identifier, PATIENT_PASSWORD, "patient", str(person.email))
        titles = documents_of(platform, session.token, str(session.record))
        expected = [each.title for each in demo_documents() if each.patient == person.identifier]
        assert sorted(titles) == sorted(expected)
        platform.log_out(session)


def test_patients_log_in_and_find_all_their_documents(loaded: tuple[Platform, Path]) -> None:
    platform, _ = loaded
    hold_their_documents(platform)


def test_the_family_doctor_sees_what_is_not_hidden(loaded: tuple[Platform, Path]) -> None:
    platform, _ = loaded
    doctor, inaya = professionals()[0], STORY[0]
    session = platform.log_in(doctor.identifier, PROFESSIONAL_PASSWORD, "professional", doctor.email)
    traits = {
        "family_name": inaya.family_name,
        "given_name": inaya.given_name,
        "birth_date": inaya.birth_date.isoformat(),
        "sex": inaya.sex,
    }
    found = platform.call("POST", "/api/identity/patient-searches", json=traits, token=session.token, expect=(200,))
    titles = documents_of(platform, session.token, found["patients"][0]["record"])
    hidden = {each.title for each in demo_documents() if each.hidden}
    shown = [each.title for each in demo_documents() if each.patient == inaya.identifier and not each.hidden]
    assert sorted(titles) == sorted(shown)
    assert not hidden & set(titles)
    platform.log_out(session)


def hold_their_profiles_and_letters(platform: Platform) -> None:
    for person in (person for person in STORY if person.identifier != NOT_ACTIVATED):
        session = platform.log_in(person.identifier, PATIENT_PASSWORD, "patient", str(person.email))
        record = session.record
        told = platform.call_when_known("GET", f"/api/profile/records/{record}", token=session.token)
        entries = [(each["code"], entry["label"]) for each in told["sections"] for entry in each["entries"]]
        expected = [
            (each.section, each.content["label"]) for each in demo_entries() if each.patient == person.identifier
        ]
        assert sorted(entries) == sorted(expected)
        letters = platform.call_when_known("GET", f"/api/messaging/records/{record}/conversations", token=session.token)
        sent = [each.subject for each in demo_letters() if each.patient == person.identifier]
        assert sorted(each["subject"] for each in letters["items"]) == sorted(sent)
        children = platform.call("GET", "/api/identity/profiles", token=session.token, expect=(200,))["children"]
        assert len(children) == len(person.children)
        platform.log_out(session)


def test_patients_find_their_profile_their_letters_and_their_children(loaded: tuple[Platform, Path]) -> None:
    platform, _ = loaded
    hold_their_profiles_and_letters(platform)


def test_a_second_load_does_nothing_and_a_lost_journal_doubles_nothing(
    loaded: tuple[Platform, Path], tmp_path: Path
) -> None:
    platform, steps = loaded
    for _, step in Load(platform, Journal(steps), size=40).steps():
        step()
    forgetful = Load(platform, Journal(tmp_path / "steps.json"), size=40)
    for words, step in forgetful.steps():
        # Accounts exist already: what creates them is not for a second time.
        if "activates" not in words and words not in ("their passwords, an operator", "two agents of the 3422"):
            step()
    hold_their_documents(platform)
    hold_their_profiles_and_letters(platform)


def test_someone_invited_is_left_to_be_activated(loaded: tuple[Platform, Path]) -> None:
    platform, _ = loaded
    waiting = next(person for person in STORY if person.identifier == NOT_ACTIVATED)
    assert platform.wait_for_code(str(waiting.email))
