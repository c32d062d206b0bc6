"""The account: a new address proved, foreign sessions ended, the password changed, credentials recovered."""

import secrets

from tests.smoke.story import Story
from tests.support.mailbox import login_code, provisional_code
from tests.support.platform import PASSWORD, Patient, Platform, until

STORY = Story("account")
BETTER = "Jonquille-43-avril"


@STORY.step("somebody logs in on two devices and is told of the second")
def opened(mes: Platform) -> None:
    patient = mes.kept["patient"] = mes.patient()
    mes.kept["elsewhere"] = mes.log_in(patient.identifier, patient.email)
    mes.mailbox.wait(patient.email, "Nouvelle connexion")
    assert len(patient.api.call("listSessions", expect=200).json()["items"]) == 2


@STORY.step("a new address is in force once its code came back; the former one is told")
def redirected(mes: Platform) -> None:
    patient: Patient = mes.kept["patient"]
    fresh = mes.kept["fresh"] = f"n{secrets.token_hex(6)}@courriel.example"
    body = {"channel": "email", "address": fresh, "password": PASSWORD}
    change = patient.api.call("startContactChange", expect=201, body=body).json()["change"]
    code = login_code(mes.mailbox.wait(fresh, "Confirmez vos coordonnées"))
    wrong = {"code": f"{(int(code) + 1) % 1_000_000:06d}"}
    patient.api.refused("confirmContactChange", 404, "identity.change-refused", path={"change": change}, body=wrong)
    held = patient.api.call("confirmContactChange", expect=200, path={"change": change}, body={"code": code}).json()
    assert held["contact"]["email"] == fresh
    mes.mailbox.wait(patient.email, "ont changé")


@STORY.step("the password changes, the other session is dead everywhere")
def changed(mes: Platform) -> None:
    patient: Patient = mes.kept["patient"]
    body = {"current": "Ce-n-est-pas-1-bon", "new": BETTER}
    patient.api.refused("changePassword", 403, "identity.password-refused", body=body)
    patient.api.call("changePassword", expect=204, body={"current": PASSWORD, "new": BETTER})
    elsewhere = mes.kept["elsewhere"]
    until(lambda: elsewhere.call("listDocuments", expect=(200, 401, 503), path=patient.here).status_code == 401)


@STORY.step("identifier and password forgotten: a code, the card, new ones")
def recovered(mes: Platform) -> None:
    patient: Patient = mes.kept["patient"]
    person = patient.person
    who = {"nir": person.nir, "vitale_serial": person.vitale_serial, "birth_date": str(person.birth_date)}
    mes.anyone.call("requestProvisionalCode", expect=202, body={**who, "channel": "email"})
    found = mes.identify(person, provisional_code(mes.mailbox.wait(mes.kept["fresh"], "Votre code provisoire")))
    assert found["identifier"] == patient.identifier
    chosen = {"ticket": found["ticket"], "identifier": f"r.{secrets.token_hex(6)}", "password": PASSWORD}
    mes.anyone.call("recoverAccount", expect=201, body=chosen)
    mes.log_in(chosen["identifier"], mes.kept["fresh"])


@STORY.afterwards
def forgotten(mes: Platform) -> None:
    if "patient" in mes.kept:
        mes.forget(mes.kept["patient"])
    if "fresh" in mes.kept:
        mes.mailbox.forget(mes.kept["fresh"])
