"""Software of a hospital: matches a person, deposits one, many, and by FHIR, reads back its own, and no more."""

import base64
import secrets
from typing import Any

from deploy.demo.files import pdf
from tests.smoke.story import Story
from tests.support.platform import Patient, Platform, Software, fresh_person, until
from tests.unit.documents import bundles

STORY = Story("machine")
FHIR = "application/fhir+json"
CONTENT = pdf("Compte rendu", "CH des Marronniers", ["Sortie le 3 mars"])


def traits(patient: Patient, **changes: str) -> dict[str, str]:
    """Number and traits, as a hospital's register of identities holds them."""
    person = patient.person
    told = {
        "matricule": person.nir,
        "family_name": person.family_name,
        "given_name": person.given_names[0],
        "birth_date": str(person.birth_date),
        "sex": str(person.sex),
    }
    return told | changes


def matched(software: Software, *patients: dict[str, str]) -> list[dict[str, Any]]:
    """What matching says of each."""
    results: list[dict[str, Any]] = software.api.call(
        "matchPersons", expect=200, body={"patients": list(patients)}
    ).json()["results"]
    return results


@STORY.step("a hospital's software gets its token")
def registered(mes: Platform) -> None:
    mes.kept["patient"] = mes.patient()
    mes.kept["hospital"], mes.kept["laboratory"] = (
        mes.software(),
        mes.software(name="Laboratoire du Parc", kind="laboratory"),
    )


@STORY.step("matches a person by number and every trait, and is told precisely why not")
def told_precisely(mes: Platform) -> None:
    patient, hospital = mes.kept["patient"], mes.kept["hospital"]
    uninvited = fresh_person()
    mes.register(uninvited, invite=False)
    stranger = traits(patient) | {"matricule": "255081416802538"}
    not_open = {
        "matricule": uninvited.nir,
        "family_name": uninvited.family_name,
        "given_name": uninvited.given_names[0],
        "birth_date": str(uninvited.birth_date),
        "sex": str(uninvited.sex),
    }
    right, different, unknown, later = matched(
        hospital, traits(patient), traits(patient, given_name="Autre"), stranger, not_open
    )
    assert right == {"record": patient.record}
    codes = [each["refusal"]["code"] for each in (different, unknown, later)]
    assert codes == ["identity.match-different", "identity.match-unknown", "identity.match-not-open"], codes


@STORY.step("deposits one document, a batch, and a FHIR lot; sent again, nothing is doubled")
def deposited(mes: Platform) -> None:
    patient, hospital = mes.kept["patient"], mes.kept["hospital"]
    _first(mes)
    items = [
        {
            "key": secrets.token_hex(16),
            "record": patient.record,
            "type": "11502-2",
            "title": f"Biologie {number}",
            "document_date": "2026-03-03",
            "media_type": "application/pdf",
            "content": base64.b64encode(CONTENT).decode(),
        }
        for number in range(5)
    ]
    for _ in range(2):
        results = hospital.api.call("depositBatch", expect=200, body={"items": items}).json()["results"]
        assert [each["status"] for each in results] == [201] * 5
    lot = bundles.bundle(patient.record, {"un": CONTENT})
    answers = [
        hospital.api.call("fhirProvideDocuments", expect=200, body=lot, headers={"Content-Type": FHIR}).json()
        for _ in range(2)
    ]
    assert answers[0] == answers[1]
    assert len(_listed(patient)) == 7


def _first(mes: Platform) -> None:
    """The register's entry reaches the vault a moment after the organisation is registered."""
    patient, hospital = mes.kept["patient"], mes.kept["hospital"]
    key = secrets.token_hex(16)

    def answered() -> bool:
        answer = hospital.api.call(
            "depositDocument",
            expect=(201, 503),
            path=patient.here,
            form={"title": "Compte rendu de sortie", "document_date": "2026-03-03", "type": "11488-4"},
            files={"file": ("cr.pdf", CONTENT, "application/pdf")},
            headers={"Idempotency-Key": key},
        )
        return answer.status_code == 201

    until(answered)


def _listed(patient: Patient) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = patient.api.call(
        "listDocuments", expect=200, path=patient.here, query={"limit": 50}
    ).json()["items"]
    return items


@STORY.step("reads back its own by FHIR; another organisation finds nothing")
def read_back(mes: Platform) -> None:
    patient, hospital, laboratory = (mes.kept[name] for name in ("patient", "hospital", "laboratory"))
    mine = patient.deposit()["id"].replace("_", "-")
    query = {"patient": f"Patient/{patient.record.replace('_', '-')}"}
    found = hospital.api.call("fhirFindDocuments", expect=200, query=query).json()["entry"]
    assert len(found) == 7
    binary = {"id": found[0]["resource"]["id"]}
    assert hospital.api.call("fhirRetrieveDocument", expect=200, path=binary).content == CONTENT
    hospital.api.call("fhirRetrieveDocument", expect=404, path={"id": mine})
    until(lambda: laboratory.api.call("fhirFindDocuments", expect=(200, 503), query=query).status_code == 200)
    assert laboratory.api.call("fhirFindDocuments", expect=200, query=query).json()["entry"] == []
    laboratory.api.call("fhirRetrieveDocument", expect=404, path=binary)


@STORY.step("the person's history and mail say that the hospital came")
def told(mes: Platform) -> None:
    patient = mes.kept["patient"]

    def named() -> bool:
        items = patient.api.call("listHistory", expect=200, path=patient.here).json()["items"]
        return any(
            (entry["action"], entry["actor"]["display_name"]) == ("document-deposited", "CH des Marronniers")
            for entry in items
        )

    until(named)
    mes.mailbox.wait(patient.email, "Activité sur votre profil")


@STORY.afterwards
def forgotten(mes: Platform) -> None:
    if "patient" in mes.kept:
        mes.forget(mes.kept["patient"])
