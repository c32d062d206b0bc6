"""Pages and thumbnails: a preview is a read, with the same decision, the same trace and the same refusals."""

import io

import pytest
from PIL import Image

from deploy.demo.files import pdf
from tests.integration.documents.test_reading import traces
from tests.integration.documents.vault import Person, Vault
from tests.integration.enforcement.told import new_id
from tests.unit.documents import uploads

PREVIEWS = ("listPages", "showPage", "readPage", "showThumbnail")


@pytest.mark.feature("DOC-15")
def test_a_patient_turns_the_pages_of_a_document(inaya: Person) -> None:
    document = inaya.deposit(uploads.pages(3), "radio.tif", "image/tiff").json["id"]
    assert inaya.call("listPages", 200, document=document).json == {"kind": "image", "count": 3}
    for page in ("1", "2", "3"):
        shown = inaya.call("showPage", 200, document=document, page=page)
        assert shown.mimetype == "image/png"
        assert shown.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
        assert shown.headers["X-Content-Type-Options"] == "nosniff"
        assert shown.headers["Cache-Control"] == "no-store"
    inaya.refused("showPage", 404, "documents.not-found", document=document, page="4")
    thumbnail = inaya.call("showThumbnail", 200, document=document)
    assert max(Image.open(io.BytesIO(thumbnail.data)).size) <= 240


@pytest.mark.feature("DOC-15")
def test_words_are_read_as_text_and_a_page_drawn_finer_when_asked(inaya: Person) -> None:
    document = inaya.deposit(pdf("Bilan", "Cabinet", ["Tout va bien."])).json["id"]
    assert "Tout va bien." in inaya.call("readPage", 200, document=document, page="1").text
    sizes = [
        Image.open(io.BytesIO(inaya.call("showPage", 200, document=document, page="1", query_string=query).data)).size
        for query in ({}, {"scale": "2"})
    ]
    assert sizes[1][0] > 1.9 * sizes[0][0]
    for wrong in ("3", "0", "a"):
        inaya.call("showPage", 422, document=document, page="1", query_string={"scale": wrong})
    for wrong in ("0", "-1", "1.5", "999999", "a"):
        inaya.call("showPage", 404, document=document, page=wrong)


@pytest.mark.feature("HIS-05", "DOC-34")
def test_a_professionals_consultation_is_traced_once_and_decided_at_every_page(
    vault: Vault, inaya: Person, doctor: Person
) -> None:
    document = inaya.deposit(uploads.pages(3), "radio.tif", "image/tiff").json["id"]
    doctor.call("listPages", 200, record=inaya.record, document=document)
    for page in ("1", "2", "3"):
        doctor.call("showPage", 200, record=inaya.record, document=document, page=page)
    consulted = [data["what"] for name, data in traces(vault, inaya.record) if name == "DocumentConsulted"]
    assert consulted == ["content"]
    doctor.relate(inaya.record, "blocked")
    for preview in PREVIEWS:
        doctor.refused(preview, 403, "documents.no-access", record=inaya.record, document=document, page="1")


@pytest.mark.feature("HIS-05")
def test_a_preview_whose_trace_cannot_be_committed_is_not_answered(
    vault: Vault, inaya: Person, doctor: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = inaya.deposit().json["id"]

    def lost(*_: object) -> None:
        raise ConnectionError

    monkeypatch.setattr("services.documents.traces.outbox.add", lost)
    for preview in (*PREVIEWS, *PREVIEWS):
        doctor.refused(preview, 503, "documents.trace-lost", record=inaya.record, document=document, page="1")


@pytest.mark.feature("DOC-32", "DOC-28", "GRD-05")
def test_the_preview_of_what_may_not_be_seen_does_not_exist(vault: Vault, inaya: Person, doctor: Person) -> None:
    hidden = inaya.deposit(hidden="true").json["id"]
    ungridded = doctor.deposit(record=inaya.record, type="PRESC-AAT").json["id"]
    nurse = vault.professional("G15_60", None)
    nurse.relate(inaya.record, "authorized")
    answers = [
        nurse.call(preview, 404, record=inaya.record, document=document, page="1")
        for preview in (*PREVIEWS, "openDocument")
        for document in (hidden, ungridded, new_id("doc"))
    ]
    bodies = [{name: value for name, value in each.json.items() if name != "correlationId"} for each in answers]
    assert all(body == bodies[0] for body in bodies)
    other = vault.patient()
    for preview in PREVIEWS:
        other.refused(preview, 404, "documents.not-found", record=inaya.record, document=hidden, page="1")
    assert traces(vault, inaya.record) == []


def test_what_cannot_be_drawn_can_be_downloaded(vault: Vault, inaya: Person) -> None:
    document = inaya.deposit(uploads.text(), "a.txt", "text/plain").json["id"]
    vault.db.documents.update_one({"_id": document}, {"$set": {"media_type": "application/pdf"}})
    for preview in PREVIEWS:
        inaya.refused(preview, 422, "documents.preview-impossible", document=document)
    assert inaya.call("openDocument", 200, document=document).data == uploads.text()
