"""Take everything away: packed, completed by what others give, downloaded."""

import hashlib
import json
import threading

import pytest

from chassis import envelopes
from services.documents.actions import completing, exporting
from services.documents.store import exports
from tests.integration.documents.takeaway import GIVEN, contribute, downloaded, exported, work
from tests.integration.documents.vault import Person, Vault
from tests.unit.documents import uploads


@pytest.mark.feature("DOC-02")
def test_a_person_takes_everything_away(vault: Vault, inaya: Person, doctor: Person) -> None:
    mine = inaya.deposit(uploads.pdf(padding=2000), title="Prise de sang").json
    theirs = doctor.deposit(uploads.text(), "note.txt", "text/plain", record=inaya.record, title="Compte rendu").json
    _, archive = exported(vault, inaya)
    assert archive.testzip() is None
    listed = {each["path"]: each for each in json.loads(archive.read("manifest.json"))["files"]}
    assert set(listed) == set(archive.namelist()) - {"manifest.json", "manifest.jws"}
    for name, told in listed.items():
        content = archive.read(name)
        assert (len(content), hashlib.sha256(content).hexdigest()) == (told["size"], told["sha256"])
    files = {told["sha256"] for name, told in listed.items() if name.startswith("documents/")}
    assert files == {mine["sha256"], theirs["sha256"]}
    page = archive.read("index.html").decode()
    assert "Prise de sang" in page
    assert "MOREL" in page
    assert "<script" not in page
    bundle = json.loads(archive.read("fhir/bundle.json"))
    kinds = [entry["resource"]["resourceType"] for entry in bundle["entry"]]
    assert kinds == ["Patient", *["DocumentReference"] * 2, "Consent", *["AuditEvent"] * 3]


def test_what_the_person_may_not_see_is_not_in_it(vault: Vault, inaya: Person, doctor: Person) -> None:
    other = vault.patient()
    other.deposit()
    withheld = doctor.deposit(record=inaya.record, withheld="true").json["id"]
    _, archive = exported(vault, inaya)
    assert not [name for name in archive.namelist() if name.startswith("documents/")]
    assert not [name for name in archive.namelist() if withheld[4:].encode() in archive.read(name)]
    export = inaya.call("showExport", 200).json["id"]
    other.call("downloadExport", 404, export=export)
    other.call("downloadExport", 404, export=export, record=inaya.record)


def test_one_export_at_a_time_and_the_next_replaces_it(vault: Vault, inaya: Person) -> None:
    first = inaya.call("requestExport", 202).json
    assert inaya.call("requestExport", 202).json["id"] == first["id"]
    asked = [each for each in vault.told_about(inaya.record) if each["type"] == "documents.ExportRequested"]
    assert len(asked) == 1
    contribute(vault, inaya)
    work(vault)
    second, _ = exported(vault, inaya)
    assert second != first["id"]
    inaya.refused("downloadExport", 409, "documents.export-not-ready", export=first["id"])
    exporting.end_what_ran_out(vault.db, vault.parts.files, vault.parts.clock())
    assert all(second in name for name in vault.objects(inaya.record) if "/exports/" in name)


def test_it_waits_for_every_service_and_says_for_which(vault: Vault, inaya: Person) -> None:
    inaya.deposit()
    export = inaya.call("requestExport", 202).json
    assert (export["state"], export["total"], export["waiting_for"]) == (
        "preparing",
        1,
        ["consent", "identity", "messaging", "notifier", "profile"],
    )
    inaya.refused("downloadExport", 409, "documents.export-not-ready", export=export["id"])
    contribute(vault, inaya, "identity", "consent", "messaging")
    work(vault)
    now = inaya.call("showExport", 200).json
    assert (now["state"], now["documents"], now["waiting_for"]) == ("preparing", 1, ["notifier", "profile"])
    contribute(vault, inaya)
    work(vault)
    assert inaya.call("showExport", 200).json["state"] == "ready"


def test_it_is_announced_once_however_many_work_at_it(vault: Vault, inaya: Person) -> None:
    for _ in range(4):
        inaya.deposit()
    inaya.call("requestExport", 202)
    contribute(vault, inaya)
    workers = [threading.Thread(target=work, args=(vault,)) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    work(vault)
    ready = [each for each in vault.told_about(inaya.record) if each["type"] == "documents.ExportReady"]
    assert len(ready) == 1
    assert len(list(zip_names(inaya))) == 4


def test_what_years_have_left_goes_into_an_archive(
    vault: Vault, inaya: Person, monkeypatch: pytest.MonkeyPatch
) -> None:  # fmt: skip
    notices = [
        {"kind": "activity", "state": "sent", "created_at": f"2026-03-01T08:00:00.{n:06}Z"} for n in range(9_000)
    ]
    monkeypatch.setitem(GIVEN, "notifier", {"notices": notices})
    _, archive = exported(vault, inaya)
    assert json.loads(archive.read("donnees/messages.json"))["notices"] == notices


def test_a_part_that_does_not_open_ends_its_own_export_and_no_other(vault: Vault, inaya: Person) -> None:
    other = vault.patient()
    inaya.call("requestExport", 202)
    contribute(vault, inaya)
    stranger = envelopes.seal(envelopes.new_pair()[1], {})
    vault.db.export_parts.update_one({"record": inaya.record, "service": "consent"}, {"$set": {"sealed": stranger}})
    exported(vault, other)
    assert inaya.call("showExport", 200).json["state"] == "failed"
    exported(vault, inaya)


def test_an_export_that_fails_is_tried_again_later_and_stops_no_other(vault: Vault, inaya: Person) -> None:
    other = vault.patient()
    inaya.deposit()
    export = inaya.call("requestExport", 202).json["id"]
    work(vault)
    held = vault.db.export_lots.find_one({"export": export})
    assert held is not None
    vault.db.export_lots.update_one({"export": export}, {"$set": {"documents.0.row": "{}"}})
    contribute(vault, inaya)
    exported(vault, other)
    assert inaya.call("showExport", 200).json["state"] == "preparing"
    assert [each.id for each in exports.due(vault.db, vault.parts.clock())].count(export) == 0
    later = vault.parts.clock() + completing.TRY_AGAIN
    assert [each.id for each in exports.due(vault.db, later)].count(export) == 1
    vault.db.export_lots.update_one({"export": export}, {"$set": {"documents": held["documents"]}})
    vault.db.exports.update_one({"_id": export}, {"$unset": {"not_before": ""}})
    work(vault)
    assert inaya.call("showExport", 200).json["state"] == "ready"


def zip_names(person: Person) -> list[str]:
    archive = downloaded(person, person.call("showExport", 200).json["id"])
    return [name for name in archive.namelist() if name.startswith("documents/")]


def test_an_archive_at_rest_is_unreadable_and_its_key_is_gone(vault: Vault, inaya: Person) -> None:
    inaya.deposit(uploads.text(), "note.txt", "text/plain")
    export, _ = exported(vault, inaya)
    packed = [name for name in vault.objects(inaya.record) if "/exports/" in name]
    assert packed
    for name in packed:
        assert b"PK\x03\x04" not in vault.parts.files.get(name)
    row = vault.db.exports.find_one({"_id": export})
    assert row is not None
    assert "key" not in row
    assert vault.db.export_parts.count_documents({"export": export}) == 0


def test_an_archive_ends_when_its_time_is_over(vault: Vault, inaya: Person) -> None:
    export, _ = exported(vault, inaya)
    over = exporting.expiry(vault.parts, vault.parts.clock())
    exporting.end_what_ran_out(vault.db, vault.parts.files, over)
    assert not [name for name in vault.objects(inaya.record) if "/exports/" in name]
    assert inaya.call("showExport", 200).json["state"] == "expired"
    inaya.refused("downloadExport", 409, "documents.export-not-ready", export=export)


def test_an_erased_record_takes_its_exports_with_it(vault: Vault, inaya: Person) -> None:
    export, _ = exported(vault, inaya)
    vault.hear("identity.DataDeletionRequested", inaya.record, {"record": inaya.record, "request": "a-request"})
    for collection in ("exports", "export_lots", "export_parts"):
        assert vault.db[collection].count_documents({"record": inaya.record}) == 0, export


def test_a_file_that_cannot_be_read_is_named_and_the_rest_is_taken(vault: Vault, inaya: Person) -> None:
    whole = inaya.deposit(title="Intact").json
    lost = inaya.deposit(title="Perdu").json["id"]
    vault.parts.files.put(f"{inaya.record}/{lost}", b"noise")
    _, archive = exported(vault, inaya)
    documents = [name for name in archive.namelist() if name.startswith("documents/")]
    assert [hashlib.sha256(archive.read(name)).hexdigest() for name in documents] == [whole["sha256"]]
    assert "n'a pas pu être lu" in archive.read("index.html").decode().replace("&#39;", "'")
