"""Who saw what, proved: acts enter the history, are published, and check out with what is published alone."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.smoke.story import Story
from tests.support.platform import Patient, Platform, until

STORY = Story("history")
VERIFIER = Path(__file__).parents[3] / "contracts" / "verify_history.py"


@STORY.step("a professional lists the documents of a person and reads one")
def acted(mes: Platform) -> None:
    patient = mes.kept["patient"] = mes.patient()
    carer = mes.kept["carer"] = mes.professional()
    carer.declares_care_of(patient)
    document = patient.deposit(api=carer.api, title="Compte rendu", type="11488-4")
    carer.api.call("listDocuments", expect=200, path=patient.here)
    carer.api.call("openDocument", expect=200, path=patient.document(document["id"]))


@STORY.step("each act is found in the history by its author and its kind")
def searched(mes: Platform) -> None:
    patient: Patient = mes.kept["patient"]

    def found() -> set[str]:
        query = {"actor": mes.kept["carer"].id}
        answer = patient.api.call("listHistory", expect=200, path=patient.here, query=query).json()
        return {each["action"] for each in answer["items"]}

    until(lambda: found() >= {"access-declared", "document-deposited", "documents-listed", "document-consulted"})
    overview = patient.api.call("showHistoryOverview", expect=200, path=patient.here).json()
    assert [each["key"] for each in overview["actors"]] == [mes.kept["carer"].id]


@STORY.step("the history is taken away as a document, as a table, and as a proof that holds with what is published")
def checked(mes: Platform) -> None:
    patient: Patient = mes.kept["patient"]
    mes.installation.cli("consent", "publish-history")
    files = {
        form: patient.api.call("exportHistory", expect=200, path=patient.here, query={"format": form}).content
        for form in ("pdf", "csv", "ndjson")
    }
    assert files["pdf"].startswith(b"%PDF")
    assert files["csv"].count(b"\r\n") == files["ndjson"].count(b"\n")
    with tempfile.TemporaryDirectory() as folder:
        export = Path(folder) / "historique.ndjson"
        export.write_bytes(files["ndjson"])
        assert _verify(mes, export) == 0
        lines = files["ndjson"].decode().splitlines()
        opening = json.loads(lines[0])
        assert opening["record"] == patient.record
        export.write_text("\n".join(lines[:-1]) + "\n")
        assert _verify(mes, export) == 1


def _verify(mes: Platform, export: Path) -> int:
    command = [sys.executable, str(VERIFIER), str(export), "--source", mes.installation.url]
    command += ["--folder", str(export.parent / "releves")]
    env = {**os.environ, "SSL_CERT_FILE": str(mes.installation.ca)}
    return subprocess.run(command, env=env, capture_output=True, timeout=60).returncode


@STORY.step("the person chooses to be told once a day")
def chosen(mes: Platform) -> None:
    patient: Patient = mes.kept["patient"]
    rhythm = {"pace": "daily", "window_minutes": 60, "hour": 18}
    body = {"email": rhythm, "sms": {**rhythm, "pace": "never"}, "quiet": {"from": 22, "to": 7}}
    told = patient.api.call("savePreferences", expect=200, path=patient.here, body=body).json()
    assert body.items() <= told.items()


@STORY.afterwards
def forgotten(mes: Platform) -> None:
    if "patient" in mes.kept:
        mes.forget(mes.kept["patient"])
    if "carer" in mes.kept:
        mes.dismiss(mes.kept["carer"])
