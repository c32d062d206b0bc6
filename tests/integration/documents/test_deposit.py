"""Depositing: by the patient and by professionals, once, whole, or not at all."""

import hashlib
import io
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from PIL import Image

from services.documents.files import Files
from tests.integration.documents.vault import Person, Vault
from tests.integration.enforcement.told import new_id
from tests.unit.documents import hostile, uploads

CORPUS = hostile.corpus()
SOME = ["pdf-script-when-opened", "png-bomb", "rtf-object", "txt-page", "empty", "one-byte-too-many", "jpg-cut-short"]


@pytest.mark.feature("DOC-02", "DOC-13", "DOC-31", "DOC-34")
def test_a_patient_deposits_a_document_and_finds_it_whole(vault: Vault, inaya: Person) -> None:
    content = uploads.pdf(padding=3000)
    told = inaya.deposit(content, title="  Prise de sang ").json
    assert told["title"] == "Prise de sang"
    assert told["type"] == {"code": "DOCPAT05", "label": "CR de biologie déposé par le patient"}
    assert told["section"] == {"code": "BIOLOGIE", "label": "Résultats de biologie"}
    assert told["depositor"] == {"kind": "patient", "display_name": "Vous", "mine": True}
    assert (told["size"], told["sha256"]) == (len(content), hashlib.sha256(content).hexdigest())
    assert (told["hidden"], told["version"], told["media_type"]) == (False, 1, "application/pdf")
    assert inaya.list() == [told]
    opened = inaya.call("openDocument", 200, document=told["id"])
    assert opened.data == content
    assert vault.objects(inaya.record) == {f"{inaya.record}/{told['id']}"}


@pytest.mark.feature("DOC-34", "NFR-07")
def test_the_object_store_holds_nothing_readable(vault: Vault, inaya: Person) -> None:
    document = inaya.deposit(uploads.text(), "note.txt", "text/plain").json["id"]
    sealed = vault.parts.files.get(f"{inaya.record}/{document}")
    assert b"repos" not in sealed
    assert len(sealed) == len(uploads.text()) + 29


def test_the_deposit_is_told_once_without_title_or_name(vault: Vault, inaya: Person) -> None:
    document = inaya.deposit(title="Confidentiel").json["id"]
    (event,) = vault.told_about(inaya.record)
    assert event["type"] == "documents.DocumentDeposited"
    assert event["data"]["document"] == document
    assert (event["actorid"], event["actorrole"]) == (inaya.id, "patient")
    assert "Confidentiel" not in str(event)
    assert "bilan.pdf" not in str(event)


@pytest.mark.feature("DOC-08", "DOC-09")
@pytest.mark.parametrize("name", uploads.GOOD)
def test_each_format_goes_in_and_comes_out(inaya: Person, name: str) -> None:
    content, file_name, declared = uploads.GOOD[name]
    document = inaya.deposit(content, file_name, declared).json
    opened = inaya.call("openDocument", 200, document=document["id"])
    assert opened.mimetype == document["media_type"]
    if "png" in name:
        with Image.open(io.BytesIO(opened.data)) as image:
            assert image.format == "JPEG"


@pytest.mark.feature("DOC-10", "DOC-11", "DOC-12")
@pytest.mark.parametrize("name", SOME)
def test_a_refused_file_leaves_nothing_behind(vault: Vault, inaya: Person, name: str) -> None:
    upload = CORPUS[name]
    status = {"documents.too-large": 413, "documents.format-refused": 415}.get(upload.code, 422)
    problem = inaya.deposit(upload.content, upload.name, upload.declared, expect=status).json
    assert problem["code"] == upload.code
    assert problem["title"].endswith(".")
    assert inaya.list() == []
    assert vault.objects(inaya.record) == set()
    assert vault.told_about(inaya.record) == []


@pytest.mark.feature("DOC-10")
def test_the_largest_file_allowed_goes_in(inaya: Person) -> None:
    assert inaya.deposit(b"a" * 5 * 2**20, "a.txt", "text/plain").json["size"] == 5 * 2**20


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"title": " "}, "title"),
        ({"title": "a" * 201}, "title"),
        ({"title": "a\x07b"}, "title"),
        ({"document_date": "2999-01-01"}, "document_date"),
        ({"document_date": "1 mars"}, "document_date"),
        ({"document_date": "2026-02-30"}, "document_date"),
        ({"section": "NOWHERE"}, "section"),
        ({"section": "", "type": "11488-4"}, "type"),
        ({"type": "unheard-of"}, "type"),
        ({"hidden": "yes"}, "hidden"),
        ({"surprise": "1"}, "surprise"),
        ({"title": ""}, "title"),
        ({"document_date": ""}, "document_date"),
    ],
)
def test_information_that_does_not_fit_is_named(inaya: Person, fields: dict[str, str], field: str) -> None:
    problem = inaya.deposit(expect=422, **fields).json
    assert problem["code"] == "documents.invalid-request"
    assert field in {error["field"] for error in problem["errors"]}
    assert inaya.list() == []


@pytest.mark.parametrize(
    ("status", "code", "kind", "body"),
    [
        (415, "documents.unsupported-media-type", "application/json", b"{}"),
        (400, "documents.malformed-form", "multipart/form-data", b"--x--"),
        (422, "documents.invalid-request", "multipart/form-data; boundary=x", b"--x--\r\n"),
        (400, "documents.malformed-form", "multipart/form-data; boundary=x", b"--x\r\nContent-Disposition: form-data"),
    ],
)
def test_a_request_that_is_no_form_is_refused(inaya: Person, status: int, code: str, kind: str, body: bytes) -> None:
    headers = {"Idempotency-Key": "12345678", "Content-Type": kind}
    inaya.refused("depositDocument", status, code, headers=headers, data=body)


def test_a_deposit_without_its_key_is_refused(inaya: Person) -> None:
    headers = {"Content-Type": "multipart/form-data; boundary=x"}
    problem = inaya.refused("depositDocument", 422, "documents.invalid-request", headers=headers, data=b"--x--")
    assert problem["errors"][0]["field"] == "Idempotency-Key"


def test_the_same_intention_gives_the_same_document(vault: Vault, inaya: Person) -> None:
    content = uploads.pdf()
    first = inaya.deposit(content, key="intention-1").json
    assert inaya.deposit(content, key="intention-1").json == first
    assert inaya.list() == [first]
    assert len(vault.objects(inaya.record)) == 1
    assert len(vault.told_about(inaya.record)) == 1


def test_one_key_does_not_stand_for_two_documents(vault: Vault, inaya: Person) -> None:
    content = uploads.pdf()
    inaya.deposit(content, key="intention-1")
    for changes in ({"content": uploads.pdf(padding=9)}, {"content": content, "title": "Autre"}):
        problem = inaya.deposit(expect=422, key="intention-1", **changes).json
        assert problem["code"] == "documents.idempotency-key-reused"
    assert len(vault.objects(inaya.record)) == 1


def test_keys_of_two_people_are_two_intentions(inaya: Person, doctor: Person) -> None:
    first = inaya.deposit(key="intention-1").json["id"]
    second = doctor.deposit(key="intention-1", record=inaya.record).json["id"]
    assert first != second


def test_one_intention_five_times_at_once_is_one_document(vault: Vault, inaya: Person) -> None:
    content, barrier = uploads.pdf(), Barrier(5)

    def deposit(_: int) -> str:
        barrier.wait(120)
        return str(inaya.deposit(content, key="intention-1").json["id"])

    with ThreadPoolExecutor(5) as pool:
        assert len(set(pool.map(deposit, range(5)))) == 1
    assert len(inaya.list()) == 1
    assert len(vault.objects(inaya.record)) == 1
    assert len(vault.told_about(inaya.record)) == 1


@pytest.mark.feature("PSS-03", "DOC-19", "PSS-11")
def test_a_professional_deposits_under_an_official_type_whatever_the_grid_lets_them_read(
    vault: Vault, inaya: Person
) -> None:
    optician = vault.professional("G15_28", None, profession_label="Opticien-lunetier")
    optician.relate(inaya.record, "authorized")
    told = optician.deposit(record=inaya.record, type="34112-3").json
    assert told["section"]["code"] == "CPT_REND"
    assert told["depositor"] == {
        "kind": "professional",
        "display_name": "Camille LEROUX, Opticien-lunetier",
        "mine": True,
    }
    seen = inaya.list()[0]["depositor"]
    assert (seen["display_name"], seen["mine"]) == ("Camille LEROUX, Opticien-lunetier", False)


@pytest.mark.feature("DOC-16", "DOC-17", "PRO-15", "PRO-16")
def test_a_patient_files_by_a_plain_word_and_the_official_type_is_chosen(inaya: Person) -> None:
    kinds = inaya.call("listDocumentTypes", 200).json["kinds"]
    spoken = {
        "ordonnance", "feuille-de-soins", "biologie", "radio-echo", "imagerie", "compte-rendu", "vaccination",
        "compte-rendu-hospitalisation", "dossier-hospitalisation", "certificat", "carte-identite", "passeport",
        "carte-groupe-sanguin", "piece-administrative",
    }  # fmt: skip
    assert spoken <= {each["code"] for each in kinds}
    for kind in kinds:
        filed = inaya.deposit(section="", kind=kind["code"]).json
        assert (filed["type"]["code"], filed["section"]["code"]) == (kind["type"], kind["section"])
    papers = inaya.search(section="DOC_ADM")["items"]
    assert len(papers) == 4
    assert {each["class"]["label"] for each in papers} == {"Document de gestion"}


@pytest.mark.parametrize("fields", [{"kind": "ordonnance", "section": "BIOLOGIE"}, {"kind": "grimoire", "section": ""}])
def test_a_plain_word_stands_alone_and_is_one_of_the_list(inaya: Person, fields: dict[str, str]) -> None:
    assert inaya.deposit(expect=422, **fields).json["errors"][0]["field"] == "kind"


@pytest.mark.feature("DOC-31", "PSS-11")
def test_a_document_names_its_author_with_their_structure(vault: Vault, inaya: Person) -> None:
    doctor = vault.professional(structure="Cabinet des Tilleuls, Orly")
    doctor.relate(inaya.record, "contact")
    deposited = doctor.deposit(record=inaya.record).json
    assert deposited["author"] == {
        "name": "Camille LEROUX, Médecine générale",
        "structure": "Cabinet des Tilleuls, Orly",
    }
    assert inaya.search(words="tilleuls leroux")["items"][0]["id"] == deposited["id"]


@pytest.mark.feature("PSS-03")
@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"type": ""}, "type"),
        ({"type": "99999-9"}, "type"),
        ({"type": '{"$gt": ""}'}, "type"),
        ({"section": "BIOLOGIE"}, "section"),
        ({"kind": "ordonnance"}, "kind"),
        ({"hidden": "oui"}, "hidden"),
    ],
)
def test_a_professional_names_the_official_type_and_nothing_else(
    inaya: Person, doctor: Person, fields: dict[str, str], field: str
) -> None:
    problem = doctor.deposit(record=inaya.record, expect=422, **fields).json
    assert [error["field"] for error in problem["errors"]] == [field]


@pytest.mark.feature("ACC-10", "PSS-13")
@pytest.mark.parametrize("state", [None, "blocked"])
def test_a_professional_without_an_unblocked_relation_deposits_nothing(
    vault: Vault, inaya: Person, state: str | None
) -> None:
    stranger = vault.professional()
    if state is not None:
        stranger.relate(inaya.record, state)
    assert stranger.deposit(record=inaya.record, expect=403).json["code"] == "documents.no-access"
    assert vault.objects(inaya.record) == set()


@pytest.mark.feature("PSS-13")
def test_nothing_goes_into_a_record_that_is_not_open(vault: Vault, inaya: Person, doctor: Person) -> None:
    opposed = {"record": inaya.record, "state": "opposed", "version": {"epoch": 1, "number": 9}, "channel": "online"}
    vault.hear("identity.OppositionRegistered", inaya.record, opposed)
    assert doctor.deposit(record=inaya.record, expect=409).json["code"] == "documents.record-closed"
    inaya.deposit(expect=404)
    doctor.deposit(record=new_id("rec"), expect=404)


@pytest.mark.feature("DOC-30")
def test_a_patients_document_is_shared_unless_they_say_otherwise(inaya: Person, doctor: Person) -> None:
    shared = inaya.deposit().json["id"]
    inaya.deposit(hidden="true")
    assert [each["id"] for each in doctor.list(inaya.record)] == [shared]


def test_a_store_that_does_not_answer_is_said_and_nothing_is_half_there(
    vault: Vault, inaya: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    nowhere = vault.parts.settings.__class__(**{**vars(vault.parts.settings), "s3_endpoint": "127.0.0.1:9"})
    broken = Files(nowhere)
    monkeypatch.setattr(vault.parts.files, "_client", broken._client)
    problem = inaya.deposit(expect=503)
    assert problem.json["code"] == "documents.storage-unavailable"
    assert int(problem.headers["Retry-After"]) > 0
    monkeypatch.undo()
    assert inaya.list() == []
