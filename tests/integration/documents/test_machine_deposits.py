"""Software of hospitals and laboratories deposits, and reads back its own (DOC-19, GRD-10, PSS-10 to PSS-14)."""

import base64
import uuid
from typing import Any

import pytest

from tests.integration.documents.vault import Person, Vault
from tests.integration.enforcement.told import new_id
from tests.unit.documents import uploads


@pytest.fixture
def hospital(vault: Vault) -> Person:
    return vault.organisation()


def item(record: str, content: bytes | None = None, **changes: Any) -> dict[str, Any]:
    """One document of a batch."""
    made = {
        "key": uuid.uuid4().hex,
        "record": record,
        "type": "11502-2",
        "title": "Biologie",
        "document_date": "2026-03-01",
        "media_type": "application/pdf",
        "author": "Dr Camille LEROUX",
        "content": base64.b64encode(content or uploads.pdf()).decode(),
    }
    return {**made, **changes}


def batch(organisation: Person, *items: dict[str, Any]) -> list[dict[str, Any]]:
    results: list[dict[str, Any]] = organisation.call("depositBatch", 200, json={"items": list(items)}).json["results"]
    return results


@pytest.mark.feature("DOC-19", "PSS-10", "PSS-11")
def test_a_hospital_deposits_and_the_person_reads_its_name(inaya: Person, hospital: Person) -> None:
    content = uploads.pdf()
    document = hospital.deposit(content, record=inaya.record, title="Compte rendu").json
    (seen,) = inaya.list()
    assert seen["id"] == document["id"]
    assert seen["depositor"] == {"kind": "organisation", "display_name": "CH des Marronniers", "mine": False}
    assert inaya.call("openDocument", 200, document=document["id"]).data == content


@pytest.mark.feature("DOC-19")
def test_the_deposit_is_told_as_the_organisations(vault: Vault, inaya: Person, hospital: Person) -> None:
    hospital.deposit(record=inaya.record)
    (event,) = vault.told_about(inaya.record)
    assert event["data"]["depositor"] == {"kind": "organisation", "id": hospital.id}
    assert (event["actorid"], event["actorrole"]) == (hospital.id, "organisation")


@pytest.mark.feature("GRD-10")
def test_an_organisation_reads_back_its_own_and_nothing_else(
    vault: Vault, inaya: Person, doctor: Person, hospital: Person
) -> None:
    others = [doctor.deposit(record=inaya.record).json["id"], inaya.deposit().json["id"]]
    own = hospital.deposit(record=inaya.record).json["id"]
    assert [each["id"] for each in hospital.list(inaya.record)] == [own]
    hospital.call("openDocument", 200, record=inaya.record, document=own)
    laboratory = vault.organisation("laboratory")
    assert laboratory.list(inaya.record) == []
    for other in others:
        hospital.call("showDocument", 404, record=inaya.record, document=other)
        hospital.call("openDocument", 404, record=inaya.record, document=other)
    laboratory.call("openDocument", 404, record=inaya.record, document=own)


@pytest.mark.feature("GRD-10", "HIS-01")
def test_reading_back_leaves_a_trace_that_names_the_organisation(vault: Vault, inaya: Person, hospital: Person) -> None:
    own = hospital.deposit(record=inaya.record).json["id"]
    hospital.call("openDocument", 200, record=inaya.record, document=own)
    (read,) = [each for each in vault.told_about(inaya.record) if each["type"] == "documents.DocumentConsulted"]
    assert "professional" not in read["data"]
    assert read["data"]["ground"] == "author"
    assert (read["actorid"], read["actorrole"]) == (hospital.id, "organisation")


@pytest.mark.feature("DOC-24", "DOC-26")
def test_what_the_person_hides_from_professionals_stays_with_its_depositor(inaya: Person, hospital: Person) -> None:
    own = hospital.deposit(record=inaya.record).json["id"]
    inaya.call("changeRecordVisibility", 200, json={"all_hidden": True})
    assert [each["id"] for each in hospital.list(inaya.record)] == [own]


@pytest.mark.feature("PSS-13")
@pytest.mark.parametrize("state", ["opposed", "closed"])
def test_a_deposit_for_who_refused_or_closed_says_so(vault: Vault, hospital: Person, state: str) -> None:
    record = _record(vault, state)
    problem = hospital.deposit(record=record, expect=409).json
    assert problem["code"] == f"documents.person-{state}"
    (result,) = batch(hospital, item(record))
    assert (result["status"], result["problem"]["code"]) == (409, f"documents.person-{state}")
    hospital.call("listDocuments", 404, record=record)


@pytest.mark.feature("PSS-14")
def test_a_deposit_is_possible_before_the_person_comes(vault: Vault, hospital: Person) -> None:
    record = _record(vault, "auto_created")
    assert hospital.deposit(record=record).status_code == 201


def test_nobody_has_this_record(hospital: Person) -> None:
    assert hospital.deposit(record=new_id("rec"), expect=404).json["code"] == "documents.not-found"


@pytest.mark.feature("DOC-19", "PSS-12")
def test_a_batch_answers_for_each_item_in_order(vault: Vault, inaya: Person, hospital: Person) -> None:
    closed = _record(vault, "closed")
    items = [
        item(inaya.record),
        item(closed),
        item(inaya.record, content=b"MZ\x90\x00"),
        item(inaya.record, type="no-such-type"),
        item(inaya.record, content=b"Bonjour", media_type="text/plain", author="Inès"),
        item(inaya.record, content=b"x", media_type="text/plain") | {"content": "AAA"},
    ]
    results = batch(hospital, *items)
    assert [each["key"] for each in results] == [each["key"] for each in items]
    assert [each["status"] for each in results] == [201, 409, 415, 422, 201, 422]
    listed = {each["id"]: each for each in inaya.list()}
    assert set(listed) == {results[0]["document"], results[4]["document"]}
    assert listed[results[4]["document"]]["author"]["name"] == "Inès"


@pytest.mark.feature("DOC-19")
def test_a_batch_sent_again_makes_nothing_twice(inaya: Person, hospital: Person) -> None:
    items = [item(inaya.record) for _ in range(3)]
    first = batch(hospital, *items)
    assert batch(hospital, *items) == first
    assert len(inaya.list()) == 3
    (changed,) = batch(hospital, items[0] | {"title": "Autre"})
    assert changed["problem"]["code"] == "documents.idempotency-key-reused"


def test_a_batch_of_fifty_large_ones_is_refused_before_it_is_read(inaya: Person, hospital: Person) -> None:
    large = base64.b64encode(b"%PDF-" + bytes(4 * 2**20)).decode()
    items = [item(inaya.record) | {"content": large} for _ in range(8)]
    answer = hospital.call("depositBatch", 413, json={"items": items})
    assert answer.json["code"] == "documents.too-large"


@pytest.mark.feature("GRD-10")
def test_scopes_bind_software(vault: Vault, inaya: Person) -> None:
    reader = vault.organisation(scope="documents:read-own")
    reader.refused("depositBatch", 403, "documents.scope-refused", json={"items": [item(inaya.record)]})
    writer = vault.organisation(scope="documents:deposit")
    writer.deposit(record=inaya.record)
    writer.call("listDocuments", 403, record=inaya.record)


def test_a_suspended_organisation_enters_nowhere(vault: Vault, inaya: Person) -> None:
    suspended = vault.organisation(active=False)
    assert suspended.deposit(record=inaya.record, expect=403).json["code"] == "documents.no-access"


def test_an_organisation_nobody_told_of_waits(vault: Vault, inaya: Person) -> None:
    unknown = Person(vault, new_id("org"), "organisation", None)
    unknown.token = vault.token(unknown.id, "organisation", None, scope="documents:deposit")
    assert unknown.deposit(record=inaya.record, expect=503).json["code"] == "documents.rights-unknown"


def _record(vault: Vault, state: str) -> str:
    record = new_id("rec")
    told = {"record": record, "state": state, "version": {"epoch": 1, "number": 2}}
    vault.hear(
        "identity.RecordsStated", "a", {"rebuild": "a-rebuild", "for": "*", "part": 1, "parts": 1, "records": [told]}
    )
    return record
