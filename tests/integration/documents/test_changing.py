"""Changing, hiding, showing again, deleting."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from services.documents.errors import StorageUnavailable
from tests.integration.documents.vault import Person, Vault
from tests.integration.enforcement.told import new_id


def change(person: Person, document: str, body: dict[str, Any], tag: str = '"1"', expect: int = 200) -> Any:
    """The answer to a change of version `tag`."""
    return person.call("changeDocument", expect, document=document, json=body, headers={"If-Match": tag})


@pytest.mark.feature("DOC-21", "DOC-22", "DOC-25")
def test_a_document_is_hidden_and_shown_again_at_any_time(vault: Vault, inaya: Person, doctor: Person) -> None:
    document = inaya.deposit().json["id"]
    hidden = change(inaya, document, {"hidden": True})
    assert (hidden.json["hidden"], hidden.json["version"], hidden.headers["ETag"]) == (True, 2, '"2"')
    assert doctor.list(inaya.record) == []
    doctor.call("openDocument", 404, record=inaya.record, document=document)
    assert inaya.list()[0]["hidden"]
    change(inaya, document, {"hidden": False}, '"2"')
    assert [each["id"] for each in doctor.list(inaya.record)] == [document]
    told = [each for each in vault.told_about(inaya.record) if "idden" in each["type"]]
    assert [(each["type"], each["data"]["version"]["number"]) for each in told] == [
        ("documents.DocumentHidden", 2),
        ("documents.DocumentUnhidden", 3),
    ]


@pytest.mark.feature("DOC-13")
def test_information_is_changed_and_the_type_follows_the_section(inaya: Person) -> None:
    document = inaya.deposit().json["id"]
    wanted = {"title": " Vaccin ", "document_date": "2025-12-31", "section": "CERT_MED"}
    after = change(inaya, document, wanted).json
    assert (after["title"], after["document_date"], after["type"]["code"], after["class"]["code"]) == (
        "Vaccin",
        "2025-12-31",
        "DOCPAT07",
        "52",
    )
    assert inaya.call("showDocument", 200, document=document).json == after


def test_asking_for_what_is_already_so_changes_nothing(vault: Vault, inaya: Person) -> None:
    document = inaya.deposit().json["id"]
    assert change(inaya, document, {"hidden": False}).json["version"] == 1
    assert len(vault.told_about(inaya.record)) == 1


@pytest.mark.parametrize("tag", ['"2"', '"0"', "1", "*", '"x"', '"99999999999"', ""])
def test_another_version_than_the_one_read_is_not_changed(inaya: Person, tag: str) -> None:
    document = inaya.deposit().json["id"]
    problem = change(inaya, document, {"hidden": True}, tag, expect=412).json
    assert problem["code"] == "documents.version-changed"


def test_a_tag_weakened_on_the_way_is_understood(inaya: Person) -> None:
    document = inaya.deposit().json["id"]
    assert change(inaya, document, {"hidden": True}, 'W/"1"').json["hidden"]


def test_a_change_without_the_version_read_is_refused(inaya: Person) -> None:
    document = inaya.deposit().json["id"]
    inaya.refused("changeDocument", 422, "documents.invalid-request", document=document, json={"hidden": True})


def test_five_changes_of_one_version_at_once_are_one_change(vault: Vault, inaya: Person) -> None:
    document = inaya.deposit().json["id"]

    def hide(number: int) -> int:
        headers = {"Authorization": f"Bearer {inaya.token}", "If-Match": '"1"'}
        url = f"/api/documents/records/{inaya.record}/documents/{document}"
        body = {"hidden": True, "title": f"n° {number}"}
        return vault.app.test_client().patch(url, headers=headers, json=body).status_code

    with ThreadPoolExecutor(5) as pool:
        assert sorted(pool.map(hide, range(5))) == [200, 412, 412, 412, 412]
    assert [each["type"] for each in vault.told_about(inaya.record)].count("documents.DocumentHidden") == 1


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"title": "  "}, "title"),
        ({"title": "a" * 201}, "title"),
        ({"title": {"$gt": ""}}, "title"),
        ({"document_date": "2999-01-01"}, "document_date"),
        ({"document_date": "hier"}, "document_date"),
        ({"section": "NOWHERE"}, "section"),
        ({"section": "REMB"}, "section"),
        ({"hidden": "oui"}, "hidden"),
        ({"type": "11488-4"}, "type"),
        ({"$set": {"hidden": False}}, "$set"),
        ({"record": "rec_x"}, "record"),
    ],
)
def test_a_change_that_does_not_fit_is_named(inaya: Person, body: dict[str, Any], field: str) -> None:
    document = inaya.deposit().json["id"]
    problem = change(inaya, document, body, expect=422).json
    assert field in problem["errors"][0]["field"]
    assert inaya.list()[0]["version"] == 1


@pytest.mark.feature("DOC-29", "PSS-06")
def test_a_professionals_document_is_hidden_but_not_changed_nor_deleted(inaya: Person, doctor: Person) -> None:
    document = doctor.deposit(record=inaya.record).json["id"]
    assert change(inaya, document, {"title": "Autre"}, expect=403).json["code"] == "documents.not-yours"
    assert change(inaya, document, {"hidden": True}).json["hidden"]
    inaya.refused("deleteDocument", 403, "documents.not-yours", document=document)


@pytest.mark.feature("PSS-06")
def test_a_professional_neither_hides_nor_shows_nor_deletes_a_patients_document(inaya: Person, doctor: Person) -> None:
    document = inaya.deposit().json["id"]
    place = {"record": inaya.record, "document": document}
    headers = {"If-Match": '"1"'}
    wanted = ({"hidden": True, "patient_request": True}, {"hidden_from": ["pro_" + "0" * 22]}, {"announced": True})
    for body in wanted[:2]:
        doctor.refused("changeDocument", 403, "documents.not-author", **place, json=body, headers=headers)
    doctor.refused("changeDocument", 403, "documents.not-yours", **place, json={"title": "Autre"}, headers=headers)
    doctor.refused("deleteDocument", 403, "documents.not-yours", **place)
    doctor.replace(document, record=inaya.record, expect=403)
    inaya.change(document, {"hidden": True})
    doctor.refused("changeDocument", 404, "documents.not-found", **place, json={"hidden": False}, headers=headers)


@pytest.mark.feature("PSS-04")
def test_a_professional_deletes_what_they_authored(vault: Vault, inaya: Person, doctor: Person) -> None:
    document = doctor.deposit(record=inaya.record).json["id"]
    doctor.call("deleteDocument", 204, record=inaya.record, document=document)
    assert inaya.list() == []
    assert vault.objects(inaya.record) == set()
    told = vault.told_about(inaya.record)[-1]
    assert (told["type"], told["actorid"]) == ("documents.DocumentDeleted", doctor.id)


@pytest.mark.feature("PSS-05", "PSS-06")
def test_a_professional_hides_their_own_at_the_patients_request_and_cannot_show_it_again(
    vault: Vault, inaya: Person, doctor: Person
) -> None:
    document = doctor.deposit(record=inaya.record).json["id"]
    place = {"record": inaya.record}
    problem = doctor.change(document, {"hidden": True}, expect=422, **place)
    assert problem["code"] == "documents.request-not-attested"
    assert doctor.change(document, {"hidden": True, "patient_request": True}, **place)["hidden"]
    assert vault.told_about(inaya.record)[-1]["data"]["ground"] == "patient-request"
    other = vault.professional()
    other.relate(inaya.record, "authorized")
    assert other.list(inaya.record) == []
    problem = doctor.change(document, {"hidden": False}, 2, expect=403, **place)
    assert problem["code"] == "documents.not-author"
    assert not inaya.change(document, {"hidden": False}, 2)["hidden"]


@pytest.mark.feature("ADM-05", "ADM-07")
def test_the_administrator_hides_what_another_wrote_at_the_patients_request(
    vault: Vault, inaya: Person, doctor: Person
) -> None:
    document = doctor.deposit(record=inaya.record).json["id"]
    administrator = vault.professional()
    administrator.relate(inaya.record, "authorized", administrator=True)
    body = {"hidden": True, "patient_request": True}
    assert administrator.change(document, body, record=inaya.record)["hidden"]
    assert [each["id"] for each in administrator.list(inaya.record)] == [document]


def test_what_is_elsewhere_is_neither_changed_nor_deleted(vault: Vault, inaya: Person) -> None:
    other = vault.patient()
    document = other.deposit().json["id"]
    for record, each in ((inaya.record, document), (other.record, document), (inaya.record, new_id("doc"))):
        headers = {"If-Match": '"1"'}
        place = {"record": record, "document": each}
        inaya.refused("changeDocument", 404, "documents.not-found", **place, json={"hidden": True}, headers=headers)
        inaya.refused("deleteDocument", 404, "documents.not-found", **place)
    assert other.list()[0]["version"] == 1


@pytest.mark.feature("DOC-29")
def test_a_deleted_document_is_gone_with_its_bytes_and_all_of_it_is_told(vault: Vault, inaya: Person) -> None:
    document = inaya.deposit(key="intention-1").json["id"]
    change(inaya, document, {"hidden": True})
    inaya.call("deleteDocument", 204, document=document)
    for operation in ("showDocument", "openDocument", "deleteDocument"):
        inaya.refused(operation, 404, "documents.not-found", document=document)
    assert inaya.list() == []
    assert vault.objects(inaya.record) == set()
    told = [
        (each["type"].partition(".")[2], each["data"]["version"]["number"]) for each in vault.told_about(inaya.record)
    ]
    assert told == [("DocumentDeposited", 1), ("DocumentHidden", 2), ("DocumentDeleted", 3)]


def test_a_deletion_holds_even_if_the_store_keeps_the_object_for_now(
    vault: Vault, inaya: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = inaya.deposit().json["id"]

    def away(_: str) -> None:
        raise StorageUnavailable

    monkeypatch.setattr(vault.parts.files, "delete", away)
    inaya.call("deleteDocument", 204, document=document)
    assert inaya.list() == []
