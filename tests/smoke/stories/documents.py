"""The vault: filed by a plain word, found by a word, hidden by name and all at once, replaced, announced."""

from typing import Any

from deploy.demo.files import pdf
from tests.smoke.story import Story
from tests.support.platform import Carer, Patient, Platform

STORY = Story("documents")
CONTENT = pdf("Bilan sanguin", "Laboratoire des Halles", ["Ferritine 80 µg/L"])


def _change(api: Any, patient: Patient, document: str, body: dict[str, Any]) -> dict[str, Any]:
    where = patient.document(document)
    tag = api.call("showDocument", expect=200, path=where).headers["ETag"]
    changed: dict[str, Any] = api.call(
        "changeDocument", expect=200, path=where, body=body, headers={"If-Match": tag}
    ).json()
    return changed


def _titles(api: Any, patient: Patient, **sought: Any) -> list[str]:
    page = api.call("searchDocuments", expect=200, path=patient.here, body={"counts": True, **sought}).json()
    assert page["counts"]["total"] == len(page["items"])
    return [each["title"] for each in page["items"]]


@STORY.step("a person and a professional who takes care of them")
def people(mes: Platform) -> None:
    patient, carer = mes.patient(), mes.professional()
    mes.kept |= {"patient": patient, "carer": carer}
    carer.declares_care_of(patient)


@STORY.step("a document filed by a plain word has its official type and is found by a word")
def filed(mes: Platform) -> None:
    patient: Patient = mes.kept["patient"]
    document = patient.deposit(content=CONTENT, title="Échographie du genou", section="", kind="radio-echo")
    assert document["type"]["code"] == "DOCPAT04"
    mes.kept["document"] = document["id"]
    assert _titles(patient.api, patient, words="genou echo") == ["Échographie du genou"]
    assert _titles(patient.api, patient, words="coude") == []


@STORY.step("hidden from one named professional, and from all at once")
def hidden(mes: Platform) -> None:
    patient, carer = mes.kept["patient"], mes.kept["carer"]
    assert _titles(carer.api, patient) == ["Échographie du genou"]
    _change(patient.api, patient, mes.kept["document"], {"hidden_from": [carer.id]})
    assert _titles(carer.api, patient) == []
    _change(patient.api, patient, mes.kept["document"], {"hidden_from": []})
    for all_hidden, seen in ((True, []), (False, ["Échographie du genou"])):
        patient.api.call("changeRecordVisibility", expect=200, path=patient.here, body={"all_hidden": all_hidden})
        assert _titles(carer.api, patient) == seen


@STORY.step("replaced by a new version, the old one stays readable")
def replaced(mes: Platform) -> None:
    patient: Patient = mes.kept["patient"]
    where = patient.document(mes.kept["document"])
    tag = patient.api.call("showDocument", expect=200, path=where).headers["ETag"]
    patient.api.call(
        "replaceDocument",
        expect=201,
        path=where,
        form={"title": "Échographie, relue", "document_date": "2026-03-04"},
        files={"file": ("echo.pdf", CONTENT, "application/pdf")},
        headers={"If-Match": tag, "Idempotency-Key": "smoke-replacement"},
    )
    assert _titles(patient.api, patient) == ["Échographie, relue"]
    assert patient.api.call("openDocument", expect=200, path=where).content == CONTENT


@STORY.step("a result kept from the person until the professional announces it")
def announced(mes: Platform) -> None:
    patient: Patient = mes.kept["patient"]
    carer: Carer = mes.kept["carer"]
    document = patient.deposit(carer.api, title="Anatomopathologie", type="11488-4", withheld="true")["id"]
    patient.api.refused("openDocument", 404, "documents.not-found", path=patient.document(document))
    assert "Anatomopathologie" not in _titles(patient.api, patient)
    _change(carer.api, patient, document, {"announced": True})
    assert "Anatomopathologie" in _titles(patient.api, patient)


@STORY.afterwards
def forgotten(mes: Platform) -> None:
    if "patient" in mes.kept:
        mes.forget(mes.kept["patient"])
    if "carer" in mes.kept:
        mes.dismiss(mes.kept["carer"])
