"""Named professionals, the switch of a whole record, results kept from the patient, secret care."""

from datetime import timedelta

import pytest

from chassis.clock import now
from services.documents.actions.announcing import announce_due
from services.documents.settings import DocumentsSettings
from tests.integration.documents.vault import Person, Vault
from tests.integration.enforcement.told import new_id

PREVIEWS = ("listPages", "showPage", "readPage", "showThumbnail")
HIDE_ALL = {"all_hidden": True}


def names(vault: Vault, record: str) -> list[str]:
    """What was told of a record, in order."""
    return [each["type"].partition(".")[2] for each in vault.told_about(record)]


@pytest.mark.feature("DOC-24")
def test_a_document_is_hidden_from_named_professionals_only(vault: Vault, inaya: Person, doctor: Person) -> None:
    other = vault.professional()
    other.relate(inaya.record, "authorized")
    document = inaya.deposit().json["id"]
    after = inaya.change(document, {"hidden_from": [doctor.id]})
    assert (after["hidden"], after["hidden_from"]) == (False, [doctor.id])
    assert doctor.list(inaya.record) == []
    assert doctor.search(inaya.record, counts=True)["counts"] == {"total": 0, "sections": {}}
    for read in ("showDocument", "openDocument", "listDocumentVersions", *PREVIEWS):
        doctor.refused(read, 404, "documents.not-found", record=inaya.record, document=document)
    (seen,) = other.list(inaya.record)
    assert seen["hidden_from"] == []  # nobody is told from whom else it is hidden
    assert inaya.change(document, {"hidden_from": []}, 2)["hidden_from"] == []
    assert [each["id"] for each in doctor.list(inaya.record)] == [document]


@pytest.mark.parametrize("wanted", [["doc_" + "0" * 22], ["pro_1"], "pro_" + "0" * 22, ["pro_" + "0" * 22] * 2])
def test_names_that_are_none_are_refused(inaya: Person, wanted: object) -> None:
    document = inaya.deposit().json["id"]
    assert inaya.change(document, {"hidden_from": wanted}, expect=422)["code"] == "documents.invalid-request"


@pytest.mark.feature("GRD-08", "DOC-23")
def test_the_depositor_cannot_be_named_because_they_would_see_it_all_the_same(inaya: Person, doctor: Person) -> None:
    document = doctor.deposit(record=inaya.record).json["id"]
    problem = inaya.change(document, {"hidden_from": [doctor.id]}, expect=422)
    assert problem["errors"][0]["field"] == "hidden_from"


@pytest.mark.feature("DOC-25", "DOC-26", "DOC-27", "EMG-07")
def test_everything_is_hidden_at_once_and_shown_again_as_it_was(vault: Vault, inaya: Person, doctor: Person) -> None:
    shown, hidden = inaya.deposit().json["id"], inaya.deposit(hidden="true").json["id"]
    own = doctor.deposit(record=inaya.record).json["id"]
    administrator = vault.professional()
    administrator.relate(inaya.record, "authorized", administrator=True)
    turned = inaya.call("changeRecordVisibility", 200, json=HIDE_ALL).json
    assert turned["all_hidden"]
    assert inaya.call("showRecordVisibility", 200).json == turned
    assert [each["id"] for each in doctor.list(inaya.record)] == [own]
    doctor.refused("openDocument", 404, "documents.not-found", record=inaya.record, document=shown)
    later = inaya.deposit().json["id"]
    assert [each["id"] for each in doctor.list(inaya.record)] == [own]
    assert {each["id"] for each in administrator.list(inaya.record)} == {shown, hidden, own, later}
    assert len(inaya.list()) == 4
    inaya.call("changeRecordVisibility", 200, json={"all_hidden": False})
    assert {each["id"] for each in doctor.list(inaya.record)} == {shown, own, later}
    assert [each for each in names(vault, inaya.record) if "All" in each] == [
        "AllDocumentsHidden",
        "AllDocumentsUnhidden",
    ]


@pytest.mark.feature("DOC-26")
def test_turning_the_switch_to_where_it_is_tells_nothing(vault: Vault, inaya: Person) -> None:
    assert inaya.call("showRecordVisibility", 200).json == {"all_hidden": False, "since": None}
    first = inaya.call("changeRecordVisibility", 200, json=HIDE_ALL).json
    assert inaya.call("changeRecordVisibility", 200, json=HIDE_ALL).json == first
    assert names(vault, inaya.record) == ["AllDocumentsHidden"]


def test_the_switch_is_the_patients_own(vault: Vault, inaya: Person, doctor: Person) -> None:
    doctor.refused("changeRecordVisibility", 403, "documents.role-refused", record=inaya.record, json=HIDE_ALL)
    other = vault.patient()
    for record in (inaya.record, new_id("rec")):
        other.refused("changeRecordVisibility", 404, "documents.not-found", record=record, json=HIDE_ALL)


def withheld_deposit(inaya: Person, doctor: Person) -> str:
    """A result that the doctor keeps from the patient until they have spoken."""
    document = doctor.deposit(record=inaya.record, withheld="true").json
    assert document["withheld_until"]
    return str(document["id"])


def test_what_is_kept_from_the_patient_does_not_exist_for_them_until_it_is_announced(
    vault: Vault, inaya: Person, doctor: Person
) -> None:
    document = withheld_deposit(inaya, doctor)
    assert inaya.list() == []
    assert inaya.search(counts=True) == {"items": [], "next": None, "counts": {"total": 0, "sections": {}}}
    for read in ("showDocument", "openDocument", "listDocumentVersions", "deleteDocument", *PREVIEWS):
        inaya.refused(read, 404, "documents.not-found", document=document)
    headers = {"If-Match": '"1"'}
    inaya.refused(
        "changeDocument", 404, "documents.not-found", document=document, json={"hidden": True}, headers=headers
    )
    assert [each["id"] for each in doctor.list(inaya.record)] == [document]
    announced = doctor.change(document, {"announced": True}, record=inaya.record)
    assert announced["withheld_until"] is None
    assert [each["id"] for each in inaya.list()] == [document]
    assert names(vault, inaya.record)[-1] == "DocumentAnnounced"


def test_what_is_kept_from_the_patient_is_theirs_by_itself_after_the_longest_delay(
    vault: Vault, inaya: Person, doctor: Person, documents_settings: DocumentsSettings
) -> None:
    document = withheld_deposit(inaya, doctor)
    longest = timedelta(seconds=documents_settings.withheld_at_most_s)
    vault.db.documents.update_one({"_id": document}, {"$set": {"withheld_until": now() - longest}})
    assert [each["id"] for each in inaya.list()] == [document]  # nobody has to do anything for it
    while announce_due(vault.db, 1, now()):
        pass  # the database is shared: other tests' documents may fill the first batches
    (told,) = [each for each in vault.told_about(inaya.record) if each["type"] == "documents.DocumentAnnounced"]
    assert "actorid" not in told
    assert told["data"]["concealed"] == {"patient_until": None, "representatives": False}


def test_an_announcement_is_not_made_early(vault: Vault, inaya: Person, doctor: Person) -> None:
    withheld_deposit(inaya, doctor)
    announce_due(vault.db, 1, now())
    assert "DocumentAnnounced" not in names(vault, inaya.record)


def test_a_replacement_of_what_is_kept_is_kept_and_announced_with_its_versions(
    vault: Vault, inaya: Person, doctor: Person
) -> None:
    old = withheld_deposit(inaya, doctor)
    new = doctor.replace(old, record=inaya.record).json["id"]
    assert inaya.list() == []
    doctor.change(new, {"announced": True}, record=inaya.record)
    for each in (old, new):
        inaya.call("openDocument", 200, document=each)
    assert names(vault, inaya.record).count("DocumentAnnounced") == 1


@pytest.mark.feature("PSS-05")
def test_a_deposit_says_who_sees_it(vault: Vault, inaya: Person, doctor: Person) -> None:
    assert inaya.deposit(withheld="true", expect=422).json["errors"][0]["field"] == "withheld"
    problem = doctor.deposit(record=inaya.record, hidden="true", expect=422).json
    assert problem["code"] == "documents.request-not-attested"
    assert doctor.deposit(record=inaya.record, hidden="true", patient_request="true").json["hidden"]
    assert vault.told_about(inaya.record)[-1]["data"]["ground"] == "patient-request"
    both = {"hidden": "true", "patient_request": "true", "withheld": "true"}
    assert doctor.deposit(record=inaya.record, expect=409, **both).json["code"] == "documents.cannot-combine"
    kept = doctor.deposit(record=inaya.record, hidden_from_representatives="true").json
    assert kept["hidden_from_representatives"]
    shown = inaya.change(kept["id"], {"to_representatives": True})
    assert not shown["hidden_from_representatives"]


def test_the_settings_of_a_record_are_erased_with_it(vault: Vault, inaya: Person) -> None:
    inaya.call("changeRecordVisibility", 200, json=HIDE_ALL)
    vault.hear("identity.DataDeletionRequested", inaya.record, {"record": inaya.record, "request": new_id("era")})
    assert vault.db.switches.count_documents({"record": inaya.record}) == 0
