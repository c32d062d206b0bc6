"""What a person took away is put back, or taken to another installation, whole or not at all."""

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from contracts import verify_export
from services.documents import cli
from services.documents.actions import completing
from services.documents.parts import Parts
from services.documents.takeaway import manifest
from tests.integration.documents.takeaway import exported
from tests.integration.documents.vault import Person, Vault
from tests.integration.enforcement.told import new_id
from tests.unit.documents import uploads


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


def test_an_archive_that_does_not_unpack_is_refused_in_words(
    vault: Vault, inaya: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, documents_env: dict[str, str],
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    export, archive = exported(vault, inaya)
    taken = inaya.call("downloadExport", 200, export=export).data
    told = archive.getinfo("donnees/documents.json")
    assert told.compress_type == zipfile.ZIP_DEFLATED
    first = told.header_offset + 30 + len(told.filename)
    damaged = taken[:first] + bytes([taken[first] ^ 0xFF]) + taken[first + 1 :]
    elsewhere = vault.patient()
    assert brought(tmp_path / "copie.zip", damaged, elsewhere, monkeypatch, documents_env) == 1
    assert "export refused: donnees/documents.json is damaged" in capsys.readouterr().err
    assert vault.db.former_spaces.count_documents({"record": elsewhere.record}) == 0
