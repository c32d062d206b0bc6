"""Operator commands, run as an operator runs them."""

import json
from pathlib import Path

import pytest

from enforcement.store import projections
from services.documents import cli
from services.documents.settings import DocumentsSettings
from services.documents.store import reference
from tests.integration.documents.vault import Person, Vault
from tests.integration.enforcement.told import new_id


@pytest.fixture(autouse=True)
def environment(documents_settings: DocumentsSettings, monkeypatch: pytest.MonkeyPatch) -> None:
    """The command finds its settings."""
    monkeypatch.setattr(cli.environment, "load", lambda _: documents_settings)


@pytest.mark.feature("DOC-31")
def test_the_shipped_table_is_loaded_and_can_be_loaded_again(
    vault: Vault, inaya: Person, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["load-types"]) == cli.main(["load-types"]) == 0
    assert "types 2024-09-27 in force: 114 types" in capsys.readouterr().out
    told = inaya.call("listDocumentTypes", 200).json
    assert told["version"] == "2024-09-27"
    assert len(told["types"]) == 114
    assert {each["code"] for each in told["sections"] if not each["patient_may_file"]} == {
        "SYNTH_PML",
        "CAR_VAC",
        "REMB",
    }


@pytest.mark.parametrize("content", ["{}", "not json", '{"types": 3}'])
def test_a_table_that_makes_no_sense_changes_nothing(
    vault: Vault, tmp_path: Path, content: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = reference.types_mark(vault.db)
    file = tmp_path / "types.json"
    file.write_text(content)
    assert cli.main(["load-types", str(file)]) == 1
    assert "types refused" in capsys.readouterr().err
    assert reference.types_mark(vault.db) == before


def test_orphans_are_swept_by_command(vault: Vault, capsys: pytest.CaptureFixture[str]) -> None:
    vault.parts.files.put(f"{new_id('rec')}/{new_id('doc')}", b"x")
    assert cli.main(["sweep-orphans"]) == 0
    assert capsys.readouterr().out == "0 orphan objects removed\n"  # it is young


def test_rebuilding_a_projection_asks_its_owner(vault: Vault, inaya: Person) -> None:
    erased = {"_id": new_id("rec"), "state": "erased", "version": {"epoch": 2**31, "number": 1}}
    vault.db[projections.RECORDS].insert_one(erased)
    assert cli.main(["rebuild", "records"]) == 0
    assert vault.db[projections.RECORDS].find_one({"_id": inaya.record}) is None
    assert vault.db[projections.RECORDS].find_one({"_id": erased["_id"]}) is not None
    told = [each["data"]["projection"] for each in vault.told_about("rebuild")]
    assert told[-1] == "records"


def test_after_a_restore_the_epoch_is_raised(vault: Vault, capsys: pytest.CaptureFixture[str]) -> None:
    before = reference.epoch(vault.db)
    assert cli.main(["raise-epoch"]) == 0
    assert reference.epoch(vault.db) == before + 1
    assert capsys.readouterr().out == f"epoch {before + 1}\n"


def test_the_limits_are_published(vault: Vault, inaya: Person) -> None:
    told = inaya.call("showUploadLimits", 200).json
    assert told["max_bytes"] == 5 * 1024 * 1024
    assert [each["label"] for each in told["formats"]] == ["JPG", "PDF", "PNG", "TXT", "RTF", "TIF"]
    assert next(each for each in told["formats"] if each["label"] == "PNG")["stored_as"] == "image/jpeg"
    assert json.dumps(told)
