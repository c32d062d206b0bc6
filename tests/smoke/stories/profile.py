"""The medical profile: a person notes an allergy, an authorised doctor reads it, adds a vaccination, is blocked."""

import secrets

from tests.smoke.story import Story
from tests.support.api import Api
from tests.support.platform import Carer, Patient, Platform, until

STORY = Story("profile")
ALLERGY = {"label": "Pollens de bouleau", "detail": "Éternuements", "started_on": "2019-03"}
VACCINATION = {"label": "Grippe saisonnière", "started_on": "2025-10-12"}


def add(api: Api, patient: Patient, section: str, content: dict[str, str]) -> dict[str, object]:
    """Add an entry to a section of a profile."""
    headers = {"Idempotency-Key": secrets.token_urlsafe(16)}
    path = patient.here | {"section": section}
    added: dict[str, object] = api.call("addEntry", expect=201, path=path, body=content, headers=headers).json()
    return added


def read(api: Api, patient: Patient) -> dict[str, list[str]]:
    """Labels by section, of a profile that may be read."""

    def shown() -> dict[str, list[str]] | None:
        answer = api.call("showProfile", expect=(200, 404, 503), path=patient.here)
        if answer.status_code != 200:
            return None
        sections = answer.json()["sections"]
        return {each["code"]: [entry["label"] for entry in each["entries"]] for each in sections}

    told: dict[str, list[str]] = until(shown)
    return told


@STORY.step("a person notes an allergy, and that there is nothing to say of hospitals")
def noted(mes: Platform) -> None:
    patient = mes.kept["patient"] = mes.patient()
    read(patient.api, patient)
    add(patient.api, patient, "allergies", ALLERGY)
    path = patient.here | {"section": "hospitalisations"}
    patient.api.call("declareSection", expect=200, path=path, body={"nothing_to_declare": True})
    told = patient.api.call("showProfile", expect=200, path=patient.here).json()
    assert told["completion"] == {"answered": 2, "total": 7}


@STORY.step("a doctor without their agreement reads nothing; with it, reads the allergy and adds a vaccination")
def consulted(mes: Platform) -> None:
    patient: Patient = mes.kept["patient"]
    carer = mes.kept["carer"] = mes.professional()
    refused = carer.api.call("showProfile", expect=(403, 503), path=patient.here)
    assert "Pollens" not in refused.text
    carer.declares_care_of(patient)
    assert read(carer.api, patient)["allergies"] == [ALLERGY["label"]]
    add(carer.api, patient, "vaccinations", VACCINATION)
    assert read(patient.api, patient)["vaccinations"] == [VACCINATION["label"]]


@STORY.step("the person sees both in the history")
def told(mes: Platform) -> None:
    patient: Patient = mes.kept["patient"]

    def acts() -> set[str]:
        items = patient.api.call("listHistory", expect=200, path=patient.here).json()["items"]
        return {each["action"] for each in items}

    until(lambda: acts() >= {"profile-consulted", "profile-entry-added"})


@STORY.step("once blocked, the doctor reads nothing more")
def blocked(mes: Platform) -> None:
    patient: Patient = mes.kept["patient"]
    carer: Carer = mes.kept["carer"]
    path = patient.here | {"professional": carer.id}
    until(lambda: patient.api.call("blockProfessional", expect=(200, 202), path=path).status_code == 200)
    # Effective said consent: from here on the profile may be unsure, never open.
    answer = carer.api.call("showProfile", expect=(403, 503), path=patient.here)
    assert "Pollens" not in answer.text


@STORY.step("an export holds the profile")
def taken_away(mes: Platform) -> None:
    patient: Patient = mes.kept["patient"]
    patient.api.call("requestExport", expect=202, path=patient.here)
    asked = patient.api.call
    until(lambda: asked("showExport", expect=200, path=patient.here).json()["state"] == "ready")


@STORY.afterwards
def tidy(mes: Platform) -> None:
    if "patient" in mes.kept:
        mes.forget(mes.kept["patient"])
    if "carer" in mes.kept:
        mes.dismiss(mes.kept["carer"])
