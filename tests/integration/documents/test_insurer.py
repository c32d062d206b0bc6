"""The insurer's deposits: former DMP records and the Covid certificate, once however often they are brought."""

import json
from pathlib import Path
from typing import Any

import pytest

from chassis import events
from services.documents import cli
from services.documents.actions import sweeping
from tests.integration.documents.vault import Person, Vault
from tests.integration.enforcement.told import new_id
from tests.unit.documents import uploads


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch, documents_env: dict[str, str]) -> None:
    for name, value in documents_env.items():
        monkeypatch.setenv(name, value)


def brought(folder: Path, *lines: dict[str, Any]) -> Path:
    """A manifest with the files it names."""
    for number, line in enumerate(lines):
        line.setdefault("file", f"{number}.pdf")
        (folder / line["file"]).write_bytes(uploads.pdf(padding=number * 10))
    manifest = folder / "manifest.ndjson"
    manifest.write_text("".join(json.dumps(line) + "\n" for line in lines))
    return manifest


def line(record: str, **changes: Any) -> dict[str, Any]:
    told = {"document": new_id("dmp"), "record": record, "type": "11502-2", "title": "Bilan de 2019"}
    return told | {"document_date": "2019-04-02"} | changes


def activate(vault: Vault, record: str) -> Person:
    vault.hear(
        "identity.ProfileActivated",
        record,
        {"record": record, "state": "activated", "version": {"epoch": 1, "number": 2}},
    )
    return Person(vault, new_id("acc"), "patient", record)


@pytest.mark.feature("DOC-03", "DOC-20", "OPS-07", "OPS-08")
def test_a_former_dmp_is_there_at_the_first_visit(vault: Vault, tmp_path: Path) -> None:
    record = new_id("rec")
    manifest = brought(tmp_path, *(line(record, dmp_opened="2018-01-01", author="Dr Leroux") for _ in range(3)))
    assert cli.main(["import-insurer", str(manifest)]) == 0
    assert vault.told_about(record) == []
    person = activate(vault, record)
    documents = person.list()
    assert len(documents) == 3
    assert {each["depositor"]["display_name"] for each in documents} == {"Assurance Maladie"}
    assert {each["author"]["name"] for each in documents} == {"Dr Leroux"}
    assert person.call("openDocument", 200, document=documents[0]["id"]).mimetype == "application/pdf"
    told = [each["data"] for each in vault.told_about(record) if each["type"] == "documents.DocumentDeposited"]
    assert [each["quiet"] for each in told] == [True] * 3


@pytest.mark.feature("DOC-04", "OPS-09")
def test_the_covid_certificate_comes_with_the_activation_and_once(
    vault: Vault, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    record = new_id("rec")
    manifest = brought(tmp_path, line(record, type="96874-3", title="Attestation de vaccination Covid-19"))
    for expected in ("1 waiting, 0 already", "0 waiting, 1 already"):
        assert cli.main(["import-insurer", str(manifest)]) == 0
        assert expected in capsys.readouterr().out
    person = activate(vault, record)
    assert [each["type"]["code"] for each in person.list()] == ["96874-3"]
    assert cli.main(["import-insurer", str(manifest)]) == 0
    activate(vault, record)
    assert len(person.list()) == 1


@pytest.mark.feature("DOC-20")
def test_for_an_open_space_it_is_deposited_at_once_and_told(vault: Vault, inaya: Person, tmp_path: Path) -> None:
    manifest = brought(tmp_path, line(inaya.record))
    assert cli.main(["import-insurer", str(manifest)]) == 0
    assert cli.main(["import-insurer", str(manifest)]) == 0
    assert len(inaya.list()) == 1
    (told,) = vault.told_about(inaya.record)
    assert told["data"]["depositor"] == {"kind": "insurer", "id": "insurer"}
    assert "quiet" not in told["data"]


def test_the_sweeper_leaves_what_waits(vault: Vault, tmp_path: Path) -> None:
    record = new_id("rec")
    cli.main(["import-insurer", str(brought(tmp_path, line(record)))])
    sweeping.sweep_orphans(vault.db, vault.parts.files, vault.parts.clock().replace(year=2100))
    assert activate(vault, record).list()
    document = vault.db.documents.find_one({"record": record})
    assert document is not None
    assert vault.objects(record) == {f"{record}/{document['_id']}"}


@pytest.mark.feature("DOC-03")
def test_nothing_waits_for_who_opposed(vault: Vault, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    record = new_id("rec")
    manifest = brought(tmp_path, line(record))
    cli.main(["import-insurer", str(manifest)])
    state = {"record": record, "state": "opposed", "channel": "online", "version": {"epoch": 1, "number": 1}}
    vault.hear("identity.OppositionRegistered", record, state)
    assert vault.db.waiting.count_documents({"record": record}) == 0
    assert cli.main(["import-insurer", str(manifest)]) == 1
    assert "line 1 refused: record opposed" in capsys.readouterr().err
    assert activate(vault, record).list() == []


def test_refused_lines_are_named_and_the_others_taken(
    inaya: Person, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    manifest = brought(
        tmp_path,
        line(inaya.record),
        line(inaya.record, type="no-such-type"),
        line(inaya.record, document_date="2019"),
        line(inaya.record),
    )
    (tmp_path / "3.pdf").unlink()
    assert cli.main(["import-insurer", str(manifest)]) == 1
    captured = capsys.readouterr()
    assert "1 deposited, 0 waiting, 0 already, 3 refused" in captured.out
    assert "line 2 refused: documents.invalid-request" in captured.err
    assert "line 3 refused: document_date" in captured.err
    assert "line 4 refused: file: FileNotFoundError" in captured.err


def test_an_activation_heard_twice_delivers_once(vault: Vault, tmp_path: Path) -> None:
    record = new_id("rec")
    cli.main(["import-insurer", str(brought(tmp_path, line(record)))])
    data = {"record": record, "state": "activated", "version": {"epoch": 1, "number": 2}}
    event = events.new("identity.ProfileActivated", record, data)
    for _ in range(3):
        vault.deliver(event)
    assert vault.db.documents.count_documents({"record": record}) == 1


@pytest.mark.feature("OPS-12")
def test_figures_of_the_month_name_kinds_and_nobody(
    vault: Vault, inaya: Person, capsys: pytest.CaptureFixture[str]
) -> None:
    laboratory = vault.organisation("laboratory")
    for _ in range(12):
        laboratory.deposit(record=inaya.record)
    month = vault.parts.clock().strftime("%Y-%m")
    operator = Person(vault, new_id("acc"), "operator", None)
    told = operator.call("showDocumentFigures", 200, query_string={"month": month}).json
    kinds = {each["code"]: each["count"] for each in told["by_depositor"]}
    # None when another cell is so small that this one would give it away.
    assert kinds["laboratory"] is None or kinds["laboratory"] >= 12
    assert inaya.record not in json.dumps(told)
    operator.call("showDocumentFigures", 422, query_string={"month": "2026-13"})
    inaya.call("showDocumentFigures", 403, query_string={"month": month})
    assert cli.main(["figures", month]) == 0
    assert "\tdepositor\tlaboratory\t" in capsys.readouterr().out
