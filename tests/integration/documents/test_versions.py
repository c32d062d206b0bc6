"""A replacement takes the place of a document; the one before stays readable by the same people."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.integration.documents.vault import Person, Vault
from tests.integration.enforcement.told import new_id
from tests.unit.documents import uploads


def versions(person: Person, document: str, record: str) -> list[tuple[int, str, str]]:
    """Revision, status and id of each version that the person may see."""
    answer = person.call("listDocumentVersions", 200, record=record, document=document)
    return [(each["revision"], each["status"], each["id"]) for each in answer.json["items"]]


@pytest.mark.feature("PSS-03", "DOC-31")
def test_the_new_version_is_listed_and_the_old_one_read_in_its_history(
    vault: Vault, inaya: Person, doctor: Person
) -> None:
    content = uploads.pdf(padding=3)
    old = doctor.deposit(content, record=inaya.record).json["id"]
    answer = doctor.replace(old, record=inaya.record)
    new = answer.json
    assert (new["revision"], new["replaces"], new["type"]["code"], new["version"]) == (2, old, "11488-4", 1)
    for person in (inaya, doctor):
        assert [each["id"] for each in person.list(inaya.record)] == [new["id"]]
        expected = [(2, "current", new["id"]), (1, "replaced", old)]
        assert versions(person, old, inaya.record) == versions(person, new["id"], inaya.record) == expected
        shown = person.call("showDocument", 200, record=inaya.record, document=old).json
        assert (shown["status"], shown["replaced_by"]) == ("replaced", new["id"])
        assert person.call("openDocument", 200, record=inaya.record, document=old).data == content
    told = [each for each in vault.told_about(inaya.record) if each["type"] == "documents.DocumentDeposited"]
    assert [each["data"].get("replaces") for each in told] == [None, old]


@pytest.mark.feature("DOC-22", "DOC-24")
def test_old_versions_are_seen_by_whom_the_document_is_seen(vault: Vault, inaya: Person, doctor: Person) -> None:
    old = inaya.deposit().json["id"]
    new = inaya.replace(old).json["id"]
    inaya.change(new, {"hidden": True})
    for each in (old, new):
        doctor.refused("showDocument", 404, "documents.not-found", record=inaya.record, document=each)
        doctor.refused("openDocument", 404, "documents.not-found", record=inaya.record, document=each)
        doctor.refused("listDocumentVersions", 404, "documents.not-found", record=inaya.record, document=each)
    inaya.change(new, {"hidden": False, "hidden_from": [doctor.id]}, 2)
    doctor.refused("openDocument", 404, "documents.not-found", record=inaya.record, document=old)
    inaya.change(new, {"hidden_from": []}, 3)
    doctor.call("openDocument", 200, record=inaya.record, document=old)


def test_a_replacement_is_hidden_like_the_version_before(inaya: Person, doctor: Person) -> None:
    old = inaya.deposit(hidden="true").json["id"]
    assert inaya.replace(old).json["hidden"]
    assert doctor.list(inaya.record) == []


def test_a_version_of_another_type_is_decided_on_its_own(vault: Vault, inaya: Person) -> None:
    old = inaya.deposit(section="DIR_ANT").json["id"]
    new = inaya.replace(old, section="BIOLOGIE").json["id"]
    dentist = vault.professional("G15_40", None)
    dentist.relate(inaya.record, "authorized")
    assert versions(dentist, new, inaya.record) == [(2, "current", new)]
    dentist.refused("openDocument", 404, "documents.not-found", record=inaya.record, document=old)


@pytest.mark.feature("DOC-32", "GRD-05")
@pytest.mark.parametrize("closed", ["before", "after"])
def test_a_version_that_the_grid_closes_is_named_by_no_other(vault: Vault, inaya: Person, closed: str) -> None:
    sections = ["DIR_ANT", "BIOLOGIE"] if closed == "before" else ["BIOLOGIE", "DIR_ANT"]
    old = inaya.deposit(section=sections[0]).json["id"]
    new = inaya.replace(old, section=sections[1]).json["id"]
    dentist, doctor = vault.professional("G15_40", None), vault.professional()
    for each in (dentist, doctor):
        each.relate(inaya.record, "authorized")
    seen, unseen = (new, old) if closed == "before" else (old, new)
    place = {"record": inaya.record, "document": seen}
    fhir = seen.replace("_", "-")
    told = [
        dentist.call("showDocument", 200, **place).data,
        dentist.call("listDocumentVersions", 200, **place).data,
        dentist.call("listDocuments", 200, record=inaya.record).data,
        dentist.call("fhirShowDocument", 200, id=fhir).data,
    ]
    for answer in told:
        assert unseen.encode() not in answer
        assert unseen.replace("_", "-").encode() not in answer
    assert unseen.encode() in doctor.call("showDocument", 200, **place).data


@pytest.mark.feature("DOC-13", "GRD-05")
def test_what_is_filed_elsewhere_takes_along_the_versions_filed_with_it(vault: Vault, inaya: Person) -> None:
    first = inaya.deposit(section="DIR_ANT").json["id"]
    second = inaya.replace(first, section="BIOLOGIE").json["id"]
    third = inaya.replace(second).json["id"]
    dentist = vault.professional("G15_40", None)
    dentist.relate(inaya.record, "authorized")
    assert [id_ for _, _, id_ in versions(dentist, third, inaya.record)] == [third, second]
    inaya.change(third, {"section": "DIR_ANT"})
    for each in (first, second, third):
        dentist.refused("openDocument", 404, "documents.not-found", record=inaya.record, document=each)
    inaya.change(third, {"section": "BIOLOGIE", "hidden": False}, 2)
    assert [id_ for _, _, id_ in versions(dentist, third, inaya.record)] == [third, second, first]


def test_an_old_version_is_neither_changed_nor_replaced_nor_deleted(inaya: Person) -> None:
    old = inaya.deposit().json["id"]
    inaya.replace(old)
    assert inaya.change(old, {"title": "Autre"}, 2, expect=409)["code"] == "documents.replaced"
    assert inaya.replace(old, 2, expect=409).json["code"] == "documents.replaced"
    inaya.refused("deleteDocument", 409, "documents.replaced", document=old)


@pytest.mark.feature("DOC-29", "PSS-04")
def test_deleting_removes_every_version_and_tells_of_each(vault: Vault, inaya: Person) -> None:
    first = inaya.deposit().json["id"]
    second = inaya.replace(first).json["id"]
    third = inaya.replace(second).json["id"]
    inaya.call("deleteDocument", 204, document=third)
    for each in (first, second, third):
        inaya.refused("openDocument", 404, "documents.not-found", document=each)
    assert vault.objects(inaya.record) == set()
    told = [each["data"]["document"] for each in vault.told_about(inaya.record) if "Deleted" in each["type"]]
    assert sorted(told) == sorted([first, second, third])


def test_one_intention_replaces_once_also_five_times_at_once_and_after_an_answer_was_lost(
    vault: Vault, inaya: Person
) -> None:
    old, content = inaya.deposit().json["id"], uploads.pdf(padding=9)
    with ThreadPoolExecutor(5) as pool:
        sent = pool.map(lambda _: inaya.replace(old, key="intention-1", content=content), range(5))
        answers = [each.json["id"] for each in sent]
    assert len(set(answers)) == 1
    assert inaya.replace(old, key="intention-1", content=content).json["id"] == answers[0]
    problem = inaya.replace(old, key="intention-1", expect=422, content=content, title="Autre").json
    assert problem["code"] == "documents.idempotency-key-reused"
    assert len(vault.objects(inaya.record)) == 2


def test_of_two_replacements_of_one_version_the_second_is_told(inaya: Person) -> None:
    old = inaya.deposit().json["id"]
    inaya.replace(old)
    assert inaya.replace(old, expect=412).json["code"] == "documents.version-changed"
    assert len(inaya.list()) == 1


@pytest.mark.feature("PSS-06", "DOC-29")
def test_only_the_depositor_replaces(vault: Vault, inaya: Person, doctor: Person) -> None:
    theirs, mine = doctor.deposit(record=inaya.record).json["id"], inaya.deposit().json["id"]
    assert inaya.replace(theirs, expect=403).json["code"] == "documents.not-yours"
    assert doctor.replace(mine, record=inaya.record, expect=403).json["code"] == "documents.not-yours"
    inaya.replace(new_id("doc"), expect=404)


@pytest.mark.feature("DOC-11")
def test_a_refused_file_replaces_nothing(inaya: Person) -> None:
    old = inaya.deposit().json["id"]
    inaya.replace(old, expect=415, content=b"MZ\x90\x00 not a document")
    assert inaya.replace(old, expect=422, hidden="true").json["errors"][0]["field"] == "hidden"
    assert inaya.list()[0]["id"] == old
