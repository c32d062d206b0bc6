"""Take everything away: packed, completed by what others give, downloaded, put back elsewhere."""

import hashlib
import io
import json
import threading
import zipfile
from pathlib import Path
from typing import Any

import pytest

from chassis import envelopes, events
from chassis.lease import Lease
from contracts import verify_export
from services.documents import cli
from services.documents.actions import completing, exporting
from services.documents.parts import Parts
from services.documents.takeaway import manifest
from tests.integration.documents.vault import Person, Vault, new_id
from tests.unit.documents import uploads

GIVEN: dict[str, dict[str, Any]] = {
    "identity": {
        "person": {"family_name": "MOREL", "given_names": ["Inaya"], "birth_date": "1984-05-12", "sex": "F"},
        "contact": {"email": "inaya@courriel.example", "mobile": None, "channel": "email"},
    },
    "consent": {
        "relations": [
            {
                "id": "rec_one:pro_one",
                "professional": {"display_name": "Camille LEROUX", "profession": "Médecin", "specialty": None},
                "state": "authorized",
                "administrator": True,
                "first_contact": "2026-03-01T08:00:00Z",
            }
        ],
        "history": [
            {
                "id": f"an-event-{number}",
                "number": number,
                "at": f"2026-03-0{number}T08:00:00Z",
                "actor": {
                    "kind": "professional",
                    "display_name": "Camille LEROUX",
                    "profession": None,
                    "structure": "Cabinet",
                },
                "action": "document-consulted",
            }
            for number in (1, 2, 3)
        ],
    },
    "messaging": {"conversations": [{"subject": "Vos résultats", "messages": []}]},
    "notifier": {"notices": [{"kind": "activated", "state": "sent"}]},
    "profile": {"sections": {}},
}


def contribute(vault: Vault, person: Person, *services: str) -> None:
    """The services answer the newest request of this person, as they do by events."""
    asked = [each for each in vault.told_about(person.record) if each["type"] == "documents.ExportRequested"][-1][
        "data"
    ]
    for service in services or GIVEN:
        data = {"export": asked["export"], "record": person.record, "part": 1, "parts": 1}
        data["sealed"] = envelopes.seal(asked["key"], GIVEN[service])
        vault.deliver(events.new(f"{service}.ExportContributed", person.record, data))


def work(vault: Vault) -> None:
    """What the worker's timer does."""
    lease = Lease(vault.db, f"exports-{threading.get_ident()}")
    while completing.advance_exports(vault.parts, lease):
        continue
    lease.release()


def downloaded(person: Person, export: str) -> zipfile.ZipFile:
    answer = person.call("downloadExport", 200, export=export)
    assert answer.content_length == len(answer.data)
    return zipfile.ZipFile(io.BytesIO(answer.data))


def exported(vault: Vault, person: Person) -> tuple[str, zipfile.ZipFile]:
    export = person.call("requestExport", 202).json["id"]
    contribute(vault, person)
    work(vault)
    assert person.call("showExport", 200).json["state"] == "ready"
    return export, downloaded(person, export)


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


def test_what_the_person_may_not_see_is_not_in_it(vault: Vault, inaya: Person) -> None:
    other = vault.patient()
    other.deposit()
    _, archive = exported(vault, inaya)
    assert not [name for name in archive.namelist() if name.startswith("documents/")]
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


@pytest.mark.feature("DOC-02", "DOC-31")
def test_an_export_goes_into_an_empty_vault_and_comes_out_the_same(
    vault: Vault, parts: Parts, inaya: Person, doctor: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    documents_env: dict[str, str], capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    for name in uploads.GOOD:
        inaya.deposit(*uploads.GOOD[name])
    doctor.deposit(record=inaya.record)
    export, archive = exported(vault, inaya)
    before = inaya.list(limit=100)
    source = tmp_path / "copie.zip"
    source.write_bytes(inaya.call("downloadExport", 200, export=export).data)
    for document in before:  # the same vault, emptied of them: ids are unique in an installation
        vault.db.documents.delete_one({"_id": document["id"]})
        vault.parts.files.delete(f"{inaya.record}/{document['id']}")
    for name, value in documents_env.items():
        monkeypatch.setenv(name, value)
    assert cli.main(["import-export", str(source), "--record", inaya.record]) == 0
    assert f"{len(before)} documents restored" in capsys.readouterr().out
    assert cli.main(["import-export", str(source), "--record", inaya.record]) == 0
    assert f"0 documents restored, {len(before)} there already" in capsys.readouterr().out
    assert inaya.list(limit=100) == before
    _, again = exported(vault, inaya)
    for name in [*(each for each in archive.namelist() if each.startswith("documents/")), "donnees/documents.json"]:
        assert again.read(name) == archive.read(name), name


def brought(
    source: Path, archive: bytes, person: Person, monkeypatch: pytest.MonkeyPatch, env: dict[str, str], *more: str
) -> int:  # fmt: skip
    """The status of the operator's command that puts an archive into the record of a person."""
    source.write_bytes(archive)
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    return cli.main(["import-export", str(source), "--record", person.record, *more])


@pytest.mark.feature("DOC-02")
def test_a_person_checks_a_copy_alone_with_the_published_keys(
    vault: Vault, inaya: Person, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    inaya.deposit()
    export, _ = exported(vault, inaya)
    copy, keys = tmp_path / "copie.zip", tmp_path / "cles.json"
    copy.write_bytes(inaya.call("downloadExport", 200, export=export).data)
    keys.write_bytes(vault.app.test_client().get("/api/documents/export-keys").data)
    assert b"def verify(" in vault.app.test_client().get("/api/documents/export-verifier").data
    assert verify_export.main([str(copy), "--keys", str(keys)]) == 0
    assert vault.parts.settings.public_url in capsys.readouterr().out


@pytest.mark.feature("DOC-02")
def test_an_archive_is_taken_from_whom_the_operator_trusts_and_nobody_else(
    vault: Vault, inaya: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, documents_env: dict[str, str],
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    inaya.deposit()
    export, _ = exported(vault, inaya)
    taken = inaya.call("downloadExport", 200, export=export).data
    source, keys = tmp_path / "copie.zip", tmp_path / "cles.json"
    keys.write_bytes(vault.app.test_client().get("/api/documents/export-keys").data)
    elsewhere = vault.patient()
    # Another place, which does not know the key; what it published itself comes back afterwards.
    published = list(vault.db.export_keys.find())
    vault.db.export_keys.delete_many({})
    try:
        assert brought(source, taken, elsewhere, monkeypatch, documents_env) == 1
        assert "signed by no key that is trusted here" in capsys.readouterr().err
        assert brought(source, taken, elsewhere, monkeypatch, documents_env, "--unsigned") == 1
        assert vault.db.former_spaces.count_documents({"record": elsewhere.record}) == 0
        assert brought(source, taken, elsewhere, monkeypatch, documents_env, "--keys", str(keys)) == 0
        without = without_signature(taken)
        assert brought(source, without, elsewhere, monkeypatch, documents_env, "--keys", str(keys)) == 1
        assert "nothing says who made this archive" in capsys.readouterr().err
        assert brought(source, without, elsewhere, monkeypatch, documents_env, "--unsigned") == 0
        keys.write_text("[]")
        assert brought(source, taken, elsewhere, monkeypatch, documents_env, "--keys", str(keys)) == 1
        assert "keys refused" in capsys.readouterr().err
    finally:
        vault.db.export_keys.insert_many(published)


def without_signature(taken: bytes) -> bytes:
    """The archive as it was before there were signatures."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(taken)) as archive, zipfile.ZipFile(made, "w") as bare:
        for name in archive.namelist():
            if name != "manifest.jws":
                bare.writestr(name, archive.read(name))
    return made.getvalue()


@pytest.mark.feature("DOC-02", "DOC-26")
def test_what_other_services_told_is_read_where_the_person_goes_and_taken_along_again(
    vault: Vault, inaya: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, documents_env: dict[str, str]
) -> None:
    inaya.call("changeRecordVisibility", 200, json={"all_hidden": True})
    export, archive = exported(vault, inaya)
    elsewhere, stranger = vault.patient(), vault.patient()
    taken = inaya.call("downloadExport", 200, export=export).data
    for _ in range(2):
        assert brought(tmp_path / "copie.zip", taken, elsewhere, monkeypatch, documents_env) == 0
    (space,) = elsewhere.call("listFormerSpaces", 200).json["items"]
    assert (space["acts"], space["left_at"][:19]) == (3, json.loads(archive.read("manifest.json"))["created_at"][:19])
    (relation,) = space["relations"]
    assert (relation["display_name"], relation["state"], relation["administrator"]) == (
        "Camille LEROUX", "authorized", True,
    )  # fmt: skip
    assert numbers_told(elsewhere, space["id"]) == [3, 2, 1]
    assert elsewhere.call("showRecordVisibility", 200).json["all_hidden"] is True
    stranger.refused("listFormerSpaces", 404, "documents.not-found", record=elsewhere.record)
    stranger.refused("listFormerHistory", 404, "documents.not-found", former=space["id"])

    onwards, again = exported(vault, elsewhere)
    for name in (
        "acces-et-historique.json",
        "conversations.json",
        "identite.json",
        "messages.json",
        "profil-medical.json",
    ):
        assert again.read(f"espaces-precedents/{space['id']}/{name}") == archive.read(f"donnees/{name}")
    third = vault.patient()
    taken = elsewhere.call("downloadExport", 200, export=onwards).data
    assert brought(tmp_path / "copie.zip", taken, third, monkeypatch, documents_env) == 0
    last, first = third.call("listFormerSpaces", 200).json["items"]
    assert first == space
    assert last["left_at"] > first["left_at"]


def numbers_told(person: Person, space: str) -> list[int]:
    """Numbers of a former history, page by page of two."""
    query: dict[str, Any] = {"limit": 2}
    found: list[int] = []
    while True:
        page = person.call("listFormerHistory", 200, former=space, query_string=query).json
        found += [act["number"] for act in page["items"]]
        if page["next"] is None:
            return found
        query["cursor"] = page["next"]


def test_a_former_space_is_sealed_and_goes_with_the_record(
    vault: Vault, inaya: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, documents_env: dict[str, str]
) -> None:
    export, _ = exported(vault, inaya)
    taken = inaya.call("downloadExport", 200, export=export).data
    elsewhere = vault.patient()
    assert brought(tmp_path / "copie.zip", taken, elsewhere, monkeypatch, documents_env) == 0
    kept = [name for name in vault.objects(elsewhere.record) if "/former/" in name]
    assert len(kept) == len(completing.OWN_FILES)
    assert not [name for name in kept if b"LEROUX" in vault.parts.files.get(name)]
    vault.hear("identity.DataDeletionRequested", elsewhere.record, {"record": elsewhere.record, "request": "a-request"})
    assert vault.db.former_spaces.count_documents({"record": elsewhere.record}) == 0


@pytest.mark.parametrize("harm", ["changed", "added", "removed", "made-anew", "not-ours"])
def test_an_archive_that_was_tampered_with_is_refused_whole(
    vault: Vault, inaya: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, documents_env: dict[str, str],
    harm: str,
) -> None:  # fmt: skip
    inaya.deposit()
    _, archive = exported(vault, inaya)
    contents = {name: archive.read(name) for name in archive.namelist()}
    document = next(name for name in contents if name.startswith("documents/"))
    match harm:
        case "changed":
            contents[document] += b" "
        case "added":
            contents["documents/00009-autre.pdf"] = b"%PDF-"
        case "removed":
            del contents[document]
        case "made-anew":  # whoever changes a file can make its hash anew, but not the signature
            listed = json.loads(contents["manifest.json"])
            contents[document] += b" "
            for each in listed["files"]:
                if each["path"] == document:
                    each["size"], each["sha256"] = manifest.entry(contents[document])
            contents["manifest.json"] = json.dumps(listed).encode()
        case "not-ours":
            contents = {"manifest.json": b"{}"}
    source = tmp_path / "copie.zip"
    with zipfile.ZipFile(source, "w") as made:
        for name, content in contents.items():
            made.writestr(name, content)
    for name, value in documents_env.items():
        monkeypatch.setenv(name, value)
    elsewhere = new_id("rec")
    assert cli.main(["import-export", str(source), "--record", elsewhere]) == 1
    assert vault.db.documents.count_documents({"record": elsewhere}) == 0
