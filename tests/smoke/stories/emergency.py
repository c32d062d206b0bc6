"""Emergency access is watched: a name in common and a script over many records are raised within a minute."""

import secrets
import time

from tests.smoke.story import Story
from tests.support.platform import Account, Carer, Patient, Platform, until

STORY = Story("emergency")
OFFICER, SUBJECT = "medecin-responsable@espace-sante.invalid", "un usage inhabituel à examiner"
RISK = {"ground": "emergency", "cause": "unconscious", "words": "Trouvée inconsciente sur la voie publique."}
RAISED_WITHIN_S = 60.0


@STORY.step("a person allows the access in an emergency, and a doctor who bears their name uses it")
def used(mes: Platform) -> None:
    patient = mes.kept["patient"] = mes.patient()
    carer = mes.kept["carer"] = mes.professional(family_name=patient.person.family_name)
    # Who watches is there before: the minute is that of the service, not of making an officer.
    officer = mes.kept["officer"] = mes.operator()
    account = mes.kept["account"] = officer.api.call("whoAmI", expect=200).json()["id"]
    mes.installation.cli("consent", "name", "officers", account)
    mes.kept["mails"] = len(_raised_by_mail(mes))
    said = patient.api.call(
        "changeEmergencySettings", expect=200, path=patient.here, body={"immediate_risk": True}
    ).json()
    assert (said["immediate_risk"], said["state"]) == (True, "effective")
    mes.kept["asked"] = time.monotonic()
    opened = {"path": patient.here, "body": RISK}
    patient.deposit(title="Allergies connues")
    until(lambda: carer.api.call("openEmergency", expect=(201, 202, 503), **opened).status_code != 503)
    until(lambda: _read_by(carer, patient) == ["Allergies connues"])


@STORY.step("the same doctor tries nine records more, as a script would")
def tried(mes: Platform) -> None:
    carer: Carer = mes.kept["carer"]
    for _ in range(9):
        nobody = {"record": f"rec_{secrets.token_hex(11)}"}
        carer.api.refused("openEmergency", 404, "consent.record-unknown", path=nobody, body=RISK)


@STORY.step("within a minute both are on the officer's page and in their mail")
def raised(mes: Platform) -> None:
    officer: Account = mes.kept["officer"]
    carer: Carer = mes.kept["carer"]

    def signals() -> set[str]:
        items = officer.api.call("listEmergencyAlerts", expect=200).json()["items"]
        return {each["signal"] for each in items if each["professional"]["id"] == carer.id}

    left = RAISED_WITHIN_S - (time.monotonic() - mes.kept["asked"])
    until(lambda: signals() >= {"same-name", "many-records"}, seconds=left)
    until(lambda: len(_raised_by_mail(mes)) >= mes.kept["mails"] + 2, seconds=left)


@STORY.step("the access waits for the officer's review, with what is unusual about it, and is reviewed")
def reviewed(mes: Platform) -> None:
    officer: Account = mes.kept["officer"]
    carer: Carer = mes.kept["carer"]
    waiting = officer.api.call("listEmergencies", expect=200).json()["items"]
    (access,) = [each for each in waiting if each["professional"]["id"] == carer.id]
    assert access["signals"] == ["same-name"]
    verdict = {"justified": False, "note": "Un proche, hors de toute prise en charge."}
    officer.api.call("reviewEmergency", expect=204, path={"emergency": access["id"]}, body=verdict)


@STORY.step("the person closes the switch, and what ran on it has ended everywhere")
def closed(mes: Platform) -> None:
    patient: Patient = mes.kept["patient"]
    body = {"immediate_risk": False}
    said = patient.api.call("changeEmergencySettings", expect=(200, 202), path=patient.here, body=body).json()
    assert said["immediate_risk"] is False
    until(lambda: _read_by(mes.kept["carer"], patient) == [])


def _read_by(carer: Carer, patient: Patient) -> list[str] | None:
    """Titles that a professional is shown; None while nobody is sure of their rights."""
    answer = carer.api.call("listDocuments", expect=(200, 403, 503), path=patient.here)
    return [each["title"] for each in answer.json()["items"]] if answer.status_code == 200 else None


def _raised_by_mail(mes: Platform) -> list[str]:
    return [mail["subject"] for mail in mes.mailbox.to(OFFICER) if SUBJECT in mail["subject"]]


@STORY.afterwards
def forgotten(mes: Platform) -> None:
    if "account" in mes.kept:
        mes.installation.cli("consent", "strike", "officers", mes.kept["account"])
    if "patient" in mes.kept:
        mes.forget(mes.kept["patient"])
    mes.dismiss(*(mes.kept[name] for name in ("carer", "officer") if name in mes.kept))
