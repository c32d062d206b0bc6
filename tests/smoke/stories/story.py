"""The founding story: from the code in the letter to a professional refused the moment the patient blocks them."""

import hashlib
import secrets
from itertools import pairwise

from deploy.demo.files import pdf
from tests.smoke.story import Story
from tests.support.platform import Patient, Platform, fresh_person, until

STORY = Story("story")
NOTICE = "Des professionnels de santé ont réalisé des actions"


@STORY.step("the insurer's file is imported, the invitation arrives")
def imported(mes: Platform) -> None:
    person = fresh_person()
    mes.register(person)
    mes.kept |= {"person": person, "code": mes.provisional_code(person)}


@STORY.step("a wrong code is refused like everything else that is wrong")
def refused(mes: Platform) -> None:
    person = mes.kept["person"]
    body = {"code": "AAAA-AAAA-AAAA", "nir": person.nir, "vitale_serial": person.vitale_serial}
    mes.anyone.refused("identify", 401, "identity.identification-refused", body=body)


@STORY.step("the person activates and logs in with a one-time code")
def activated(mes: Platform) -> None:
    person, identifier = mes.kept["person"], f"fumee.{secrets.token_hex(5)}"
    record = mes.activate(person, identifier, mes.identify(person, mes.kept["code"])["ticket"])
    api = mes.log_in(identifier, person.email)
    mes.kept["patient"] = Patient(identifier, person.email, api, person=person, record=record)
    until(lambda: api.call("listDocuments", expect=(200, 404, 503), path={"record": record}).status_code == 200)


@STORY.step("deposits a document, opens it, hides it, shows it again")
def deposited(mes: Platform) -> None:
    patient: Patient = mes.kept["patient"]
    content = pdf("Bilan sanguin", "Laboratoire des Halles", ["Ferritine 80 µg/L"])
    document = patient.deposit(content=content, title="Bilan sanguin", section="BIOLOGIE")
    where = patient.document(document["id"])
    opened = patient.api.call("openDocument", expect=200, path=where).content
    assert hashlib.sha256(opened).digest() == hashlib.sha256(content).digest()
    for hidden in (True, False):
        tag = patient.api.call("showDocument", expect=200, path=where).headers["ETag"]
        patient.api.call("changeDocument", expect=200, path=where, body={"hidden": hidden}, headers={"If-Match": tag})
    mes.kept["document"] = document["id"]


@STORY.step("a professional finds the person by exact traits and declares care")
def found(mes: Platform) -> None:
    patient: Patient = mes.kept["patient"]
    carer = mes.kept["carer"] = mes.professional()
    strangers = carer.api.call("listDocuments", expect=403, path=patient.here).json()
    assert strangers["code"] == "documents.no-access"
    strip = carer.api.call("findPatient", expect=200, body={"matricule": patient.person.nir}).json()["patients"]
    assert [found["record"] for found in strip] == [patient.record]
    carer.declares_care_of(patient)


@STORY.step("sees what the grid allows, opens it, deposits a report")
def read(mes: Platform) -> None:
    patient, carer = mes.kept["patient"], mes.kept["carer"]
    listed = carer.api.call("listDocuments", expect=200, path=patient.here).json()["items"]
    assert mes.kept["document"] in [document["id"] for document in listed]
    carer.api.call("openDocument", expect=200, path=patient.document(mes.kept["document"]))
    mes.kept["report"] = patient.deposit(carer.api, title="Compte rendu", type="11488-4")["id"]


@STORY.step("the person is told by mail and sees both acts in the history")
def told(mes: Platform) -> None:
    patient, carer = mes.kept["patient"], mes.kept["carer"]
    mes.mailbox.wait(patient.email, NOTICE, count=2)

    def actions() -> set[str]:
        entries = patient.api.call("listHistory", expect=200, path=patient.here).json()["items"]
        assert all(newer["number"] == older["number"] + 1 for newer, older in pairwise(entries))
        return {
            entry["action"]
            for entry in entries
            if carer.entry.family_name.upper() in entry["actor"]["display_name"].upper()
        }

    until(lambda: {"document-consulted", "document-deposited", "access-declared"} <= actions())


@STORY.step("blocks the professional: the very next request is refused on every route")
def blocked(mes: Platform) -> None:
    patient, carer = mes.kept["patient"], mes.kept["carer"]
    whom = patient.here | {"professional": carer.id}
    answer = patient.api.call("blockProfessional", expect=200, path=whom).json()
    assert answer["state"] == "effective"
    own = patient.document(mes.kept["report"])
    carer.api.call("listDocuments", expect=403, path=patient.here)
    for operation in ("showDocument", "openDocument"):
        carer.api.call(operation, expect=(403, 404), path=own)
    carer.api.call(
        "depositDocument",
        expect=403,
        path=patient.here,
        form={"title": "Après", "document_date": "2026-03-04", "type": "11488-4"},
        files={"file": ("a.pdf", pdf("Après", "Cabinet", ["…"]), "application/pdf")},
        headers={"Idempotency-Key": secrets.token_urlsafe(16)},
    )
    carer.api.call("declareCare", expect=403, path=patient.here, body={"ground": "care", "patient_agreed": True})


@STORY.step("unblocks: access is restored")
def unblocked(mes: Platform) -> None:
    patient, carer = mes.kept["patient"], mes.kept["carer"]
    patient.api.call("unblockProfessional", expect=200, path=patient.here | {"professional": carer.id})
    carer.api.call("openDocument", expect=200, path=patient.document(mes.kept["report"]))


@STORY.step("logs out: the token issued before is dead")
def logged_out(mes: Platform) -> None:
    carer, patient = mes.kept["carer"], mes.kept["patient"]
    carer.api.call("logOut", expect=204)
    until(lambda: carer.api.call("listDocuments", expect=(200, 401), path=patient.here).status_code == 401)


@STORY.afterwards
def forgotten(mes: Platform) -> None:
    if "patient" in mes.kept:
        mes.forget(mes.kept["patient"])
    if "carer" in mes.kept:
        mes.dismiss(mes.kept["carer"])
