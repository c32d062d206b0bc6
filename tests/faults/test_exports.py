"""An export is gathered and announced once, though the process that packs it is killed."""

import hashlib
import io
import json
import zipfile

from tests.smoke.stories.export import MAIL
from tests.support.platform import Platform, until


def test_an_export_survives_the_death_of_whoever_packs_it_and_is_announced_once(platform: Platform) -> None:
    patient = platform.patient()
    documents = [patient.deposit(title=f"Document {number}")["sha256"] for number in range(8)]
    patient.api.call("requestExport", expect=202, path=patient.here)
    for name in ("documents-worker", "identity-worker", "documents-worker", "consent-relay"):
        platform.installation.kill(name)
        platform.installation.wait_ready(name)

    def ready() -> bool:
        return bool(patient.api.call("showExport", expect=200, path=patient.here).json()["state"] == "ready")

    until(ready, seconds=300)
    export = patient.api.call("showExport", expect=200, path=patient.here).json()["id"]
    content = patient.api.call("downloadExport", expect=200, path=patient.here | {"export": export}).content
    archive = zipfile.ZipFile(io.BytesIO(content))
    assert archive.testzip() is None
    packed = [name for name in archive.namelist() if name.startswith("documents/")]
    assert sorted(hashlib.sha256(archive.read(name)).hexdigest() for name in packed) == sorted(documents)
    assert len(json.loads(archive.read("donnees/documents.json"))["documents"]) == len(documents)
    platform.mailbox.wait(patient.email, MAIL, seconds=180)
    until(lambda: not outstanding(platform, patient.record), seconds=180)
    assert len([mail for mail in platform.mailbox.to(patient.email) if mail["subject"] == MAIL]) == 1


def outstanding(platform: Platform, record: str) -> int:
    """Notices on their way to a person."""
    waiting = {"record": record, "next_at": {"$exists": True}}
    return platform.installation.mongo("notifier")["notices"].count_documents(waiting)
