"""The FHIR face: IHE MHD over the same actions and the same decision."""

import base64
import hashlib
import json
from datetime import UTC, datetime
from typing import Any

import pytest
from werkzeug.test import TestResponse

from services.documents.fhir.resources import VISIBILITY_SYSTEM
from tests.integration.documents.vault import Person, Vault
from tests.integration.enforcement.told import new_id
from tests.support.contract import operations
from tests.unit.documents import bundles, uploads
from tests.unit.documents.fhir_schema import complaints

FHIR = "application/fhir+json"


@pytest.fixture
def hospital(vault: Vault) -> Person:
    return vault.organisation()


def provide(person: Person, bundle: Any, expect: int = 200) -> dict[str, Any]:
    answer = person.call("fhirProvideDocuments", expect, data=json.dumps(bundle), headers={"Content-Type": FHIR})
    return told(answer)


def told(answer: TestResponse) -> dict[str, Any]:
    """The resource of an answer, which is R4."""
    assert answer.mimetype == FHIR
    resource: dict[str, Any] = json.loads(answer.data)
    assert complaints(resource) == []
    return resource


def find(person: Person, record: str, expect: int = 200, **query: Any) -> list[dict[str, Any]]:
    patient = {"patient": f"Patient/{record.replace('_', '-')}"}
    found = told(person.call("fhirFindDocuments", expect, query_string=patient | query))
    return [entry["resource"] for entry in found.get("entry", [])]


@pytest.mark.feature("DOC-19", "PSS-10")
def test_a_lot_is_provided_found_and_retrieved(inaya: Person, hospital: Person) -> None:
    contents = {"un": uploads.pdf(padding=100), "deux": uploads.pdf(padding=200)}
    answer = provide(hospital, bundles.bundle(inaya.record, contents))
    assert answer["type"] == "transaction-response"
    assert [entry["response"]["status"] for entry in answer["entry"]] == ["201 Created"] * 5
    places = [entry["response"]["location"].partition("/")[0] for entry in answer["entry"]]
    assert places == ["List", "DocumentReference", "DocumentReference", "Binary", "Binary"]
    found = find(hospital, inaya.record)
    assert [each["description"] for each in found] == ["Bilan sanguin deux", "Bilan sanguin un"]
    for each in found:
        binary = each["content"][0]["attachment"]["url"].rpartition("/")[2]
        content = hospital.call("fhirRetrieveDocument", 200, id=binary).data
        assert content in contents.values()
        same = told(hospital.call("fhirRetrieveDocument", 200, id=binary, headers={"Accept": FHIR}))
        assert base64.b64decode(same["data"]) == content
        assert told(hospital.call("fhirShowDocument", 200, id=each["id"])) == each
    lot = told(hospital.call("fhirShowSubmission", 200, id=answer["entry"][0]["response"]["location"][5:]))
    assert len(lot["entry"]) == 2
    (one, _) = inaya.list()
    assert one["document_date"] == "2026-03-01"
    assert one["author"] == {"name": "Dr Camille LEROUX", "structure": ""}


@pytest.mark.feature("DOC-19", "DOC-31")
def test_who_wrote_a_document_is_shown_by_name_and_structure(inaya: Person, hospital: Person) -> None:
    provide(hospital, bundles.comprehensive(inaya.record, uploads.pdf()))
    (one,) = inaya.list()
    assert one["author"] == {"name": "Dr Camille LEROUX, Lou MARTIN", "structure": "Laboratoire des Tilleuls"}


@pytest.mark.feature("DOC-19")
def test_the_same_lot_again_is_the_same_lot(inaya: Person, hospital: Person) -> None:
    lot = bundles.bundle(inaya.record, {"un": uploads.pdf()})
    assert provide(hospital, lot) == provide(hospital, lot)
    assert len(inaya.list()) == 1
    lot["entry"][1]["resource"]["content"][0]["attachment"]["title"] = "Autre"
    refused = provide(hospital, lot, 422)
    assert refused["issue"][0]["details"]["coding"][0]["code"] == "documents.idempotency-key-reused"


def test_a_lot_is_taken_whole_or_not_at_all(vault: Vault, inaya: Person, hospital: Person) -> None:
    provide(hospital, bundles.bundle(inaya.record, {"bon": uploads.pdf(), "mauvais": b"MZ\x90\x00"}), 415)
    assert inaya.list() == []
    assert vault.objects(inaya.record) == set()
    assert vault.told_about(inaya.record) == []


@pytest.mark.feature("PSS-13")
def test_a_lot_for_who_opposed_is_refused_with_the_reason(vault: Vault, hospital: Person) -> None:
    record = new_id("rec")
    state = {"record": record, "state": "opposed", "channel": "online", "version": {"epoch": 1, "number": 2}}
    vault.hear("identity.OppositionRegistered", record, state)
    refused = provide(hospital, bundles.bundle(record, {"un": uploads.pdf()}), 409)
    issue = refused["issue"][0]
    assert (issue["severity"], issue["code"]) == ("error", "conflict")
    assert issue["details"]["coding"][0]["code"] == "documents.person-opposed"


def labelled(*codes: str) -> list[dict[str, Any]]:
    return [{"coding": [{"system": VISIBILITY_SYSTEM, "code": code}]} for code in codes]


def labels(resource: dict[str, Any]) -> list[str]:
    return [each["coding"][0]["code"] for each in resource.get("securityLabel", [])]


@pytest.mark.feature("DOC-23")
def test_visibility_is_said_and_told_with_the_french_codes_and_never_to_whom_it_is_kept_from(
    vault: Vault, inaya: Person, hospital: Person, doctor: Person
) -> None:
    kept = labelled("INVISIBLE_PATIENT", "INVISIBLE_REPRESENTANTS_LEGAUX")
    provide(hospital, bundles.bundle(inaya.record, {"un": uploads.pdf()}, securityLabel=kept))
    assert inaya.list() == []
    for reader in (hospital, doctor):
        (one,) = find(reader, inaya.record)
        assert one["securityLabel"] == kept
        assert told(reader.call("fhirShowDocument", 200, id=one["id"])) == one
    vault.db.documents.update_one({"record": inaya.record}, {"$set": {"withheld_until": None}})  # announced
    (seen,) = find(inaya, inaya.record)
    assert labels(seen) == []
    assert labels(find(doctor, inaya.record)[0]) == ["INVISIBLE_REPRESENTANTS_LEGAUX"]


@pytest.mark.feature("PSS-05")
def test_what_is_hidden_by_fhir_is_labelled_and_its_ground_told(
    vault: Vault, inaya: Person, hospital: Person, doctor: Person
) -> None:
    provide(hospital, bundles.bundle(inaya.record, {"un": uploads.pdf()}, securityLabel=labelled("MASQUE_PS")))
    assert find(doctor, inaya.record) == []
    assert labels(find(hospital, inaya.record)[0]) == ["R", "MASQUE_PS"]
    assert labels(find(inaya, inaya.record)[0]) == ["R"]
    assert vault.told_about(inaya.record)[0]["data"]["ground"] == "patient-request"


@pytest.mark.feature("DOC-22")
@pytest.mark.parametrize("code", ["MASQUE_PS", "INVISIBLE_PATIENT", "INVISIBLE_REPRESENTANTS_LEGAUX"])
def test_a_new_version_that_asks_to_be_seen_by_fewer_is_refused(inaya: Person, hospital: Person, code: str) -> None:
    first = provide(hospital, bundles.bundle(inaya.record, {"un": uploads.pdf(padding=5)}))
    relation = [{"code": "replaces", "target": {"reference": first["entry"][1]["response"]["location"]}}]
    contents = {"deux": uploads.pdf(padding=9)}
    second = bundles.bundle(inaya.record, contents, relatesTo=relation, securityLabel=labelled(code))
    _, issue = provide(hospital, second, 422)["issue"]
    assert issue["expression"] == ["Bundle.entry[1].resource.securityLabel"]
    assert code in issue["diagnostics"]
    assert [each["revision"] for each in inaya.list()] == [1]


def test_a_new_version_may_say_again_from_whom_it_is_kept(inaya: Person, hospital: Person) -> None:
    kept = labelled("INVISIBLE_PATIENT")
    first = provide(hospital, bundles.bundle(inaya.record, {"un": uploads.pdf(padding=5)}, securityLabel=kept))
    relation = [{"code": "replaces", "target": {"reference": first["entry"][1]["response"]["location"]}}]
    contents = {"deux": uploads.pdf(padding=9)}
    provide(hospital, bundles.bundle(inaya.record, contents, relatesTo=relation, securityLabel=kept))
    assert inaya.list() == []


def test_a_text_is_given_with_its_characters(inaya: Person) -> None:
    content = "Opéré, été €".encode("cp1252")
    id_ = inaya.deposit(content, "note.txt", "text/plain").json["id"].replace("_", "-")
    answer = inaya.call("fhirRetrieveDocument", 200, id=id_)
    assert (answer.data, answer.content_type) == (content, "text/plain; charset=windows-1252")
    binary = told(inaya.call("fhirRetrieveDocument", 200, id=id_, headers={"Accept": FHIR}))
    assert binary["contentType"] == "text/plain; charset=windows-1252"


def test_a_new_version_takes_the_place_of_the_one_before(inaya: Person, hospital: Person) -> None:
    first = provide(hospital, bundles.bundle(inaya.record, {"un": uploads.pdf(padding=5)}))
    location = first["entry"][1]["response"]["location"]
    relation = [{"code": "replaces", "target": {"reference": location}}]
    second = bundles.bundle(inaya.record, {"deux": uploads.pdf(padding=9)}, relatesTo=relation)
    assert provide(hospital, second) == provide(hospital, second)
    (present,) = find(hospital, inaya.record)
    assert present["description"] == "Bilan sanguin deux"
    assert present["relatesTo"][0]["target"]["reference"] == location


@pytest.mark.feature("GRD-10", "GRD-06")
def test_who_may_not_see_a_document_finds_nothing_by_fhir_either(
    vault: Vault, inaya: Person, doctor: Person, hospital: Person
) -> None:
    location = provide(hospital, bundles.bundle(inaya.record, {"un": uploads.pdf()}))["entry"][1]["response"][
        "location"
    ]
    id_ = location.rpartition("/")[2]
    assert [each["id"] for each in find(inaya, inaya.record)] == [id_]
    assert [each["id"] for each in find(doctor, inaya.record)] == [id_]
    inaya.call("changeRecordVisibility", 200, json={"all_hidden": True})
    assert find(doctor, inaya.record) == []
    stranger, laboratory, other = vault.professional(), vault.organisation("laboratory"), vault.patient()
    for person in (doctor, stranger, laboratory, other):
        unknown = [told(person.call(name, 404, id=new_id("doc").replace("_", "-"))) for name in READS]
        assert [told(person.call(name, 404, id=id_)) for name in READS] == unknown
    assert find(laboratory, inaya.record) == []
    other.call("fhirFindDocuments", 404, query_string={"patient": inaya.record.replace("_", "-")})


READS = ("fhirShowDocument", "fhirRetrieveDocument")


def test_search_by_type_and_date_page_by_page(inaya: Person, hospital: Person) -> None:
    contents = {str(number): uploads.pdf(padding=number) for number in range(5)}
    provide(hospital, bundles.bundle(inaya.record, contents))
    patient = f"Patient/{inaya.record.replace('_', '-')}"
    assert len(find(hospital, inaya.record, type="http://loinc.org|11502-2")) == 5
    assert find(hospital, inaya.record, type="11488-4") == []
    assert len(find(hospital, inaya.record, period="ge2026-03-01")) == 5
    assert find(hospital, inaya.record, period=["ge2026-01-01", "le2026-02-28"]) == []
    refused = hospital.call("fhirFindDocuments", 422, query_string={"patient": patient, "period": "2026-02-30"})
    assert told(refused)["issue"][1]["expression"] == ["period"]
    seen, cursor = [], {}
    while True:
        page = told(hospital.call("fhirFindDocuments", 200, query_string={"patient": patient, "_count": 2, **cursor}))
        seen += [entry["resource"]["id"] for entry in page["entry"]]
        following = [link["url"] for link in page["link"] if link["relation"] == "next"]
        if not following:
            break
        cursor = {"cursor": following[0].rpartition("cursor=")[2]}
    assert len(set(seen)) == len(seen) == 5


def test_a_date_is_that_of_the_deposit_and_a_period_that_of_the_act(
    vault: Vault, inaya: Person, hospital: Person
) -> None:
    lot = bundles.bundle(inaya.record, {"un": uploads.pdf(), "deux": uploads.pdf(padding=3)})
    located = [entry["response"]["location"][18:] for entry in provide(hospital, lot)["entry"][1:3]]
    first = located[0].replace("-", "_", 1)
    vault.db.documents.update_one({"_id": first}, {"$set": {"deposited_at": datetime(2026, 3, 4, 23, 59, tzinfo=UTC)}})
    for date in ("2026-03-04", "eq2026-03-04", "le2026-03-04", ["ge2026-03-04", "le2026-03-05"]):
        (one,) = find(hospital, inaya.record, date=date)
        assert (one["id"], one["date"][:10]) == (located[0], "2026-03-04")
        assert one["context"] == {"period": {"start": "2026-03-01"}}
    assert find(hospital, inaya.record, date="2026-03-01") == find(hospital, inaya.record, period="2026-03-04") == []
    assert [each["id"] for each in find(inaya, inaya.record, date="ge2026-03-05")] == [located[1]]
    assert len(find(inaya, inaya.record, date=["ge0001-01-01", "le9999-12-31"])) == 2


def test_a_document_keeps_the_identifier_that_its_source_gave_it(inaya: Person, hospital: Person) -> None:
    lot = bundles.bundle(inaya.record, {"un": uploads.pdf()})
    location = provide(hospital, lot)["entry"][1]["response"]["location"]
    given = lot["entry"][1]["resource"]["masterIdentifier"]
    relation = [{"code": "replaces", "target": {"reference": location}}]
    second = bundles.bundle(inaya.record, {"deux": uploads.pdf(padding=9)}, relatesTo=relation)
    provide(hospital, second)
    (present,) = find(inaya, inaya.record)
    assert present["masterIdentifier"] == second["entry"][1]["resource"]["masterIdentifier"]
    before = told(hospital.call("fhirShowDocument", 200, id=location[18:]))
    assert (before["masterIdentifier"], before["status"]) == (given, "superseded")
    own = f"urn:mes:{location[18:].replace('-', '_', 1)}"
    assert [each["value"] for each in before["identifier"]] == [own]
    typed = inaya.deposit().json["id"]
    assert told(inaya.call("fhirShowDocument", 200, id=typed.replace("_", "-")))["masterIdentifier"]["value"] == (
        f"urn:mes:{typed}"
    )


def test_what_the_server_can_do_is_public(vault: Vault) -> None:
    answer = vault.app.test_client().get("/fhir/metadata")
    statement = told(answer)
    assert (statement["fhirVersion"], statement["resourceType"]) == ("4.0.1", "CapabilityStatement")
    (found,) = [each for each in statement["rest"][0]["resource"] if each["type"] == "DocumentReference"]
    taken = {each["name"] for each in operations()["fhirFindDocuments"].spec["parameters"]}
    assert {each["name"] for each in found["searchParam"]} == taken - {"_count", "cursor"}
    assert "instantiates" not in statement  # an actor of MHD owes more searches than these


def test_faults_are_told_as_outcomes(vault: Vault, inaya: Person, hospital: Person) -> None:
    for answer in (
        vault.app.test_client().get("/fhir/Binary/doc-0000000000000000000000"),
        hospital.call("fhirShowDocument", 404, id="doc-0000000000000000000000"),
        hospital.call("fhirFindDocuments", 422, query_string={"patient": "nobody"}),
        hospital.call("fhirProvideDocuments", 400, data=b"{", headers={"Content-Type": FHIR}),
        hospital.call("fhirProvideDocuments", 415, data=b"{}", headers={"Content-Type": "text/plain"}),
        inaya.call("fhirProvideDocuments", 403, data=b"{}", headers={"Content-Type": FHIR}),
        vault.app.test_client().delete("/fhir/metadata"),
    ):
        assert told(answer)["resourceType"] == "OperationOutcome"


def test_a_damaged_hash_is_refused(inaya: Person, hospital: Person) -> None:
    lot = bundles.bundle(inaya.record, {"un": uploads.pdf()})
    wrong = base64.b64encode(hashlib.sha1(b"autre", usedforsecurity=False).digest()).decode()
    lot["entry"][1]["resource"]["content"][0]["attachment"]["hash"] = wrong
    refused = provide(hospital, lot, 422)
    assert refused["issue"][0]["expression"] == ["Bundle.entry[1].resource.content[0].attachment.hash"]
