"""Closing a profile, coming back to it whole, having it erased everywhere."""

from tests.smoke.story import Story
from tests.support.platform import Carer, Patient, Platform, until

STORY = Story("closure")
CLOSED, OPEN_AGAIN = "Votre profil Mon espace santé est clôturé", "Votre profil Mon espace santé est réactivé"
ASKED, DONE = "Votre demande de suppression est enregistrée", "Vos données Mon espace santé sont supprimées"


@STORY.step("a patient has a document that a doctor reads")
def shared(mes: Platform) -> None:
    patient, carer = mes.patient(), mes.professional()
    mes.kept |= {"patient": patient, "carer": carer, "document": patient.deposit()["id"]}
    carer.declares_care_of(patient)
    until(lambda: carer.api.call("listDocuments", expect=(200, 503), path=patient.here).status_code == 200)


@STORY.step("closing takes both factors; when it is said to be effective, nobody enters")
def closed(mes: Platform) -> None:
    patient, carer = _people(mes)
    wrong = mes.proof(patient) | {"code": "000000"}
    patient.api.call("closeProfile", expect=(401, 409), path=patient.here, body=wrong)
    answer = patient.api.call("closeProfile", expect=(200, 202), path=patient.here, body=mes.proof(patient))
    assert answer.json()["profile"] == "closed"
    assert (answer.status_code == 200) == (answer.json()["state"] == "effective")
    if answer.status_code == 202:
        until(lambda: _refused(carer, patient))
    assert _refused(carer, patient)
    carer.api.refused("listDocuments", 404, "documents.not-found", path=patient.here)
    until(lambda: patient.api.call("whoAmI", expect=(200, 401)).status_code == 401)
    mes.mailbox.wait(patient.email, CLOSED)


@STORY.step("a login leads to the way back, and everything is there again")
def back(mes: Platform) -> None:
    patient, carer = _people(mes)
    answer = mes.log_in_to_closed(patient)
    assert (answer["profile"], answer["given_name"]) == ("closed", patient.person.given_name)
    opened = mes.anyone.call("reactivateProfile", expect=201, body={"ticket": answer["ticket"]}).json()
    patient.api.token = opened["access_token"]
    until(lambda: carer.api.call("listDocuments", expect=(200, 404, 503), path=patient.here).status_code == 200)
    listed = patient.api.call("listDocuments", expect=200, path=patient.here).json()["items"]
    assert [document["id"] for document in listed] == [mes.kept["document"]]
    mes.mailbox.wait(patient.email, OPEN_AGAIN)


@STORY.step("a deletion is done when every service has confirmed; a last message says so, and nobody logs in any more")
def erased(mes: Platform) -> None:
    patient, carer = _people(mes)
    asked = patient.api.call("requestDeletion", expect=202, path=patient.here, body=mes.proof(patient)).json()
    assert asked["confirmed"] < asked["total"]

    def done() -> bool:
        shown = mes.anyone.call("showDeletion", expect=200, path={"deletion": asked["id"]}).json()
        assert (shown["state"] == "done") == (shown["confirmed"] == shown["total"])
        return bool(shown["state"] == "done")

    until(done)
    mes.mailbox.wait(patient.email, ASKED)
    mes.mailbox.wait(patient.email, DONE)
    carer.api.refused("listDocuments", 404, "documents.not-found", path=patient.here)
    body = {"identifier": patient.identifier, "password": patient.password, "space": "patient"}
    mes.anyone.refused("startLogin", 401, "identity.login-refused", body=body)


@STORY.afterwards
def forgotten(mes: Platform) -> None:
    if "patient" in mes.kept:
        mes.mailbox.forget(mes.kept["patient"].email)
    if "carer" in mes.kept:
        mes.dismiss(mes.kept["carer"])


def _people(mes: Platform) -> tuple[Patient, Carer]:
    return mes.kept["patient"], mes.kept["carer"]


def _refused(carer: Carer, patient: Patient) -> bool:
    answer = carer.api.call("listDocuments", expect=(200, 404, 503), path=patient.here)
    return answer.status_code == 404
