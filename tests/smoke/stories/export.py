"""Take everything away: asked for, gathered from every service, announced, downloaded, checked against its manifest."""

import hashlib
import io
import json
import zipfile

from contracts import verify_export
from tests.smoke.story import Story
from tests.support.platform import Patient, Platform, until

STORY = Story("export")
MAIL = "La copie de vos données Mon espace santé est prête"


@STORY.step("a person with documents of their own and a professional's")
def furnished(mes: Platform) -> None:
    patient = mes.kept["patient"] = mes.patient()
    carer = mes.kept["carer"] = mes.professional()
    carer.declares_care_of(patient)
    mes.kept["documents"] = [
        patient.deposit(title="Ordonnance de mars"),
        patient.deposit(api=carer.api, title="Compte rendu", type="11488-4"),
    ]
    # What is asked for holds what each service has heard by then.
    until(lambda: "document-deposited" in _told_in_history(patient))


def _told_in_history(patient: Patient) -> set[str]:
    items = patient.api.call("listHistory", expect=200, path=patient.here).json()["items"]
    return {entry["action"] for entry in items}


@STORY.step("asks to take everything away; every service gives its part, one mail announces it")
def asked(mes: Platform) -> None:
    patient: Patient = mes.kept["patient"]
    export = patient.api.call("requestExport", expect=202, path=patient.here).json()
    until(lambda: patient.api.call("showExport", expect=200, path=patient.here).json()["state"] == "ready")
    mes.mailbox.wait(patient.email, MAIL)
    assert len([mail for mail in mes.mailbox.to(patient.email) if mail["subject"] == MAIL]) == 1
    mes.kept["export"] = export["id"]


@STORY.step("the archive is whole, readable, and holds what each service knows")
def downloaded(mes: Platform) -> None:
    patient: Patient = mes.kept["patient"]
    path = patient.here | {"export": mes.kept["export"]}
    archive = zipfile.ZipFile(io.BytesIO(patient.api.call("downloadExport", expect=200, path=path).content))
    for told in json.loads(archive.read("manifest.json"))["files"]:
        assert hashlib.sha256(archive.read(told["path"])).hexdigest() == told["sha256"], told["path"]
    packed = {hashlib.sha256(archive.read(name)).hexdigest() for name in archive.namelist() if "documents/" in name}
    assert {document["sha256"] for document in mes.kept["documents"]} <= packed
    identity = json.loads(archive.read("donnees/identite.json"))
    assert identity["person"]["family_name"] == patient.person.family_name
    assert patient.person.nir not in archive.read("donnees/identite.json").decode()
    consent = json.loads(archive.read("donnees/acces-et-historique.json"))
    assert [each["state"] for each in consent["relations"]] == ["authorized"]
    assert {entry["action"] for entry in consent["history"]} >= {"document-deposited"}
    assert json.loads(archive.read("donnees/messages.json"))["notices"]


@STORY.step("the person checks it alone: with the published keys every file is as it was signed, and a change is found")
def checked(mes: Platform) -> None:
    patient: Patient = mes.kept["patient"]
    path = patient.here | {"export": mes.kept["export"]}
    content = patient.api.call("downloadExport", expect=200, path=path).content
    keys = mes.anyone.call("listExportKeys", expect=200).json()["keys"]
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        report = verify_export.verify(archive, keys)
        assert report.faults == []
        assert report.issuer == mes.installation.url
        stranger = verify_export.verify(archive, [])
    assert stranger.faults == ["La liste des empreintes n'est pas signée par une clé connue."]


@STORY.step("nobody else downloads it")
def kept_from_others(mes: Platform) -> None:
    patient: Patient = mes.kept["patient"]
    path = patient.here | {"export": mes.kept["export"]}
    mes.kept["carer"].api.call("downloadExport", expect=403, path=path)
    other = mes.kept["other"] = mes.patient()
    other.api.call("downloadExport", expect=404, path=path)


@STORY.afterwards
def forgotten(mes: Platform) -> None:
    mes.forget(*(mes.kept[name] for name in ("patient", "other") if name in mes.kept))
    if "carer" in mes.kept:
        mes.mailbox.forget(mes.kept["carer"].email)
