"""An export on the real platform: gathered from every service, though the process that packs is killed."""

import hashlib
import io
import json
import zipfile

import pytest

from deploy.native.installation import Installation
from tests.smoke.stories import export as story
from tests.support.platform import Platform, until


@pytest.fixture(scope="module")
def platform(mes: Installation) -> Platform:
    return Platform(mes)


@pytest.mark.feature("DOC-02", "NFR-09")
def test_the_story_of_an_export_holds(platform: Platform) -> None:
    assert story.STORY.play(platform)


def test_an_export_survives_the_death_of_whoever_packs_it_and_is_announced_once(platform: Platform) -> None:
    patient = platform.patient()
    documents = [patient.deposit(title=f"Document {number}")["sha256"] for number in range(8)]
    patient.api.call("requestExport", expect=202, path=patient.here)
    for name in ("documents-worker", "identity-worker", "documents-worker", "consent-relay"):
        platform.installation.kill(name)
        platform.installation.wait_ready(name)

    def ready() -> bool:
        return bool(patient.api.call("showExport", expect=200, path=patient.here).json()["state"] == "ready")

    until(ready, seconds=90)
    export = patient.api.call("showExport", expect=200, path=patient.here).json()["id"]
    content = patient.api.call("downloadExport", expect=200, path=patient.here | {"export": export}).content
    archive = zipfile.ZipFile(io.BytesIO(content))
    assert archive.testzip() is None
    packed = [name for name in archive.namelist() if name.startswith("documents/")]
    assert sorted(hashlib.sha256(archive.read(name)).hexdigest() for name in packed) == sorted(documents)
    assert len(json.loads(archive.read("donnees/documents.json"))["documents"]) == len(documents)
    platform.mailbox.wait(patient.email, story.MAIL, seconds=60)
    until(lambda: not outstanding(platform))
    assert len([mail for mail in platform.mailbox.to(patient.email) if mail["subject"] == story.MAIL]) == 1


def outstanding(platform: Platform) -> int:
    """Notices on their way."""
    return platform.installation.mongo("notifier")["notices"].count_documents({"next_at": {"$exists": True}})
