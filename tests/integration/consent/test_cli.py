"""Operator commands."""

import base64
import json
from pathlib import Path

import pytest

from chassis.connection import Database
from services.consent import cli
from services.consent.actions import trace
from services.consent.actions.grid import DELIVERED
from services.consent.settings import ConsentSettings
from tests.integration.consent.story import LEROUX, RECORD, Story, document_consulted


@pytest.fixture(autouse=True)
def environment(consent_settings: ConsentSettings, monkeypatch: pytest.MonkeyPatch, db: Database) -> None:
    for name in ("service", "mongo_url", "mongo_db", "broker_url", "public_url"):
        monkeypatch.setenv(name.upper(), getattr(consent_settings, name))
    monkeypatch.setenv("ENFORCEMENT_POINTS", ",".join(consent_settings.enforcement_points))
    monkeypatch.setenv("EMERGENCY_KEY", base64.b64encode(consent_settings.emergency_key).decode())
    monkeypatch.setenv("HISTORY_SIGNING_KEY", str(consent_settings.history_signing_key))


@pytest.mark.feature("GRD-07")
def test_the_grid_is_loaded_once_and_announced_with_its_whole_content(
    db: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["load-grid"]) == 0
    assert cli.main(["load-grid"]) == 0
    assert "108 types, 19 columns, 912 allowed" in capsys.readouterr().out
    (grid,) = db["grids"].find({})
    (event,) = [json.loads(each["body"])["data"] for each in grid["pending"]]
    assert sum(len(row["allowed"]) for row in event["rows"]) == 912
    assert {column["id"]: column["profession_codes"] for column in event["columns"]}["MEDECIN"] == ["G15_10"]


def test_another_content_under_the_same_name_is_refused(
    db: Database, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cli.main(["load-grid"])
    content = json.loads(DELIVERED.read_text())
    content["rows"][0]["allowed"].remove("INFIRMIER")
    corrected = tmp_path / "grid.json"
    corrected.write_text(json.dumps(content))
    assert cli.main(["load-grid", str(corrected)]) == 1
    assert "a correction needs a name of its own" in capsys.readouterr().err
    (grid,) = db["grids"].find({})
    assert "INFIRMIER" in grid["rows"][0]["allowed"]


def test_a_grid_that_does_not_hold_together_changes_nothing(
    db: Database, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = json.loads(DELIVERED.read_text())
    content["rows"][0]["allowed"].append("MAGICIEN")
    wrong = tmp_path / "grid.json"
    wrong.write_text(json.dumps(content))
    for file in (wrong, tmp_path / "absent.json"):
        assert cli.main(["load-grid", str(file)]) == 1
    assert "unknown column MAGICIEN" in capsys.readouterr().err
    assert db["grids"].count_documents({}) == 0


@pytest.mark.feature("GRD-07")
def test_once_a_version_is_in_force_the_command_line_publishes_no_other(
    db: Database, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = json.loads(DELIVERED.read_text()) | {"name": "2024-01-01", "effective": "2024-01-01"}
    file = tmp_path / "first.json"
    file.write_text(json.dumps(first))
    assert cli.main(["load-grid", str(file)]) == 0
    assert cli.main(["load-grid", str(DELIVERED)]) == 1
    # What a new release delivers does not keep an installation from starting, and does not get in by itself either.
    assert cli.main(["load-grid"]) == 0
    assert "two operators" in capsys.readouterr().err
    assert [row["_id"] for row in db["grids"].find()] == ["2024-01-01"]


@pytest.mark.feature("HIS-07")
def test_the_chains_are_verified_and_the_broken_one_is_named(
    db: Database, story: Story, capsys: pytest.CaptureFixture[str]
) -> None:
    story.hears(trace.record_act, *[document_consulted() for _ in range(3)])
    assert cli.main(["verify-history"]) == 0
    assert cli.main(["verify-history", "--record", RECORD]) == 0
    db["history"].update_one({"number": 2}, {"$set": {"capacity": "emergency"}})
    assert cli.main(["verify-history"]) == 1
    assert f"{RECORD}: entry 2 altered" in capsys.readouterr().out


def test_a_chain_without_its_head_is_found(db: Database, story: Story) -> None:
    story.hears(trace.record_act, document_consulted())
    db["history_heads"].delete_many({})
    assert cli.main(["verify-history"]) == 1


@pytest.mark.parametrize("command", [["announce"], ["raise-epoch"], ["rebuild", "professionals"]])
def test_the_other_commands_leave_something_to_say(db: Database, command: list[str]) -> None:
    cli.main(["load-grid"])
    assert cli.main(command) == 0
    assert db["outbox"].count_documents({}) == 1


@pytest.mark.feature("EMG-09")
def test_regulators_and_officers_are_named_listed_and_struck(db: Database, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["name", "regulators", LEROUX, "--centre", "SAMU 94"]) == 0
    assert cli.main(["name", "officers", "acc_officer"]) == 0
    capsys.readouterr()
    assert cli.main(["registered", "regulators"]) == 0
    assert capsys.readouterr().out == f"{LEROUX}\tSAMU 94\n"
    assert cli.main(["strike", "regulators", LEROUX]) == 0
    assert cli.main(["strike", "regulators", LEROUX]) == 1
