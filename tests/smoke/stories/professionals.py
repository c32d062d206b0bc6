"""Professionals: listed by the Annuaire Santé, logged in under the name it gives, out as soon as they are removed."""

from tests.smoke.story import Story
from tests.support.platform import PASSWORD, Carer, Patient, Platform, until

STORY = Story("professionals")


@STORY.step("the directory's extraction lists a doctor, who logs in with two factors under that name")
def listed(mes: Platform) -> None:
    carer = mes.kept["carer"] = mes.professional()
    actor = carer.api.call("whoAmI", expect=200).json()
    assert (actor["role"], actor["record"]) == ("professional", None)
    assert carer.entry.family_name.casefold() in actor["display_name"].casefold()


@STORY.step("the doctor sees no record before declaring care, and the patient reads profession and name")
def known(mes: Platform) -> None:
    carer: Carer = mes.kept["carer"]
    patient = mes.kept["patient"] = mes.patient()
    until(lambda: carer.api.call("listDocuments", expect=(403, 503), path=patient.here).status_code == 403)
    carer.declares_care_of(patient)
    (shown,) = patient.api.call("listProfessionals", expect=200, path=patient.here).json()["items"]
    assert shown["professional"]["id"] == carer.id
    assert shown["professional"]["profession"] == "Médecin"


@STORY.step("who is removed from the directory is out at once, everywhere, and does not come back")
def removed(mes: Platform) -> None:
    carer: Carer = mes.kept["carer"]
    patient: Patient = mes.kept["patient"]
    mes.installation.cli("identity", "remove-account", carer.identifier)
    until(lambda: carer.api.call("listDocuments", expect=(200, 401, 403, 503), path=patient.here).status_code == 401)
    body = {"identifier": carer.identifier, "password": PASSWORD, "space": "professional"}
    mes.anyone.refused("startLogin", 401, "identity.login-refused", body=body)


@STORY.afterwards
def forgotten(mes: Platform) -> None:
    if "patient" in mes.kept:
        mes.forget(mes.kept["patient"])
    if "carer" in mes.kept:
        mes.mailbox.forget(mes.kept["carer"].email)
