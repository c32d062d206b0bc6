"""A person asks for a copy of everything, waits for it, downloads it, and reads it from their disk."""

import hashlib
import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from deploy.demo.files import pdf
from tests.journeys.visitor import Visitor
from tests.smoke.stories.export import MAIL
from tests.support.platform import Patient, Platform, until

REPORT = pdf("Compte rendu", "Cabinet des Tilleuls", ["Tout va bien."])
TITLES = ("Bilan sanguin", "Ordonnance de mars")


@pytest.mark.feature("DOC-02")
def test_a_person_takes_a_copy_of_everything_away(
    platform: Platform, visitor: Callable[[], Visitor], tmp_path: Path
) -> None:
    patient, carer = platform.patient(), platform.professional()
    carer.declares_care_of(patient)
    deposited = {patient.deposit(title=title, content=pdf(title, "Cabinet", ["Lu."]))["sha256"] for title in TITLES}
    deposited.add(patient.deposit(carer.api, content=REPORT, title="Compte rendu", type="11488-4")["sha256"])
    until(lambda: "document-deposited" in patient.acts())
    me = visitor()
    page = me.page
    page.goto("/connexion")
    me.log_in(patient.identifier, patient.email, patient.password)
    expect(me.heading(f"Bonjour {patient.person.given_name}")).to_be_visible()
    page.goto("/parametres")
    me.follow("Mes données")
    me.look("mes-donnees-aucune", shows=page.get_by_role("button", name="Demander une copie de mes données"))
    me.press("Demander une copie de mes données")
    me.confirmed("Votre demande est enregistrée")
    expect(page.get_by_role("button", name="Télécharger ma copie")).to_be_visible(timeout=120_000)
    page.reload()
    me.look("mes-donnees-prete", shows=page.get_by_role("button", name="Télécharger ma copie"))
    platform.mailbox.wait(patient.email, MAIL)
    _behind_login(platform, patient)
    target = tmp_path / "copie.zip"
    with page.expect_download() as downloading:
        me.press("Télécharger ma copie")
    downloading.value.save_as(target)
    assert downloading.value.suggested_filename.startswith("mon-espace-sante-")
    me.confirmed("Votre copie est téléchargée.")
    _holds_everything(target, deposited)
    _is_checked_alone(me, target, tmp_path)
    _is_read_from_disk(me, target, tmp_path)
    _is_put_back(platform, visitor(), target)


def _behind_login(platform: Platform, patient: Patient) -> None:
    export = patient.api.call("showExport", expect=200, path=patient.here).json()["id"]
    platform.anyone.holding(None).call("downloadExport", expect=401, path=patient.here | {"export": export})


def _holds_everything(target: Path, deposited: set[str]) -> None:
    with zipfile.ZipFile(target) as archive:
        assert archive.testzip() is None
        listed = {each["path"]: each["sha256"] for each in json.loads(archive.read("manifest.json"))["files"]}
        assert set(listed) == set(archive.namelist()) - {"manifest.json", "manifest.jws"}
        assert {"index.html", "fhir/bundle.json"} <= set(listed)
        assert all(hashlib.sha256(archive.read(name)).hexdigest() == digest for name, digest in listed.items())
        assert deposited == {digest for name, digest in listed.items() if name.startswith("documents/")}
        kinds = [each["resource"]["resourceType"] for each in json.loads(archive.read("fhir/bundle.json"))["entry"]]
        assert (kinds.count("Patient"), kinds.count("DocumentReference")) == (1, 3)


def _is_checked_alone(me: Visitor, target: Path, folder: Path) -> None:
    """With the program and the command of the page, which names this site, nothing else."""
    me.follow("Comment vérifier que rien n'a été modifié")
    program = me.page.get_by_role("link", name="Télécharger le programme de vérification")
    me.look("mes-donnees-verifier", shows=program)
    with me.page.expect_download() as downloading:
        program.click()
    downloading.value.save_as(folder / "verify_export.py")
    told = me.page.get_by_role("region", name="Commande à lancer").inner_text().split()
    assert told[:2] == ["python", "verify_export.py"]
    command = [sys.executable, "verify_export.py", str(target), *told[3:]]
    env = {**os.environ, "SSL_CERT_FILE": str(me.platform.installation.ca)}
    done = subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Rien n'a été modifié, ajouté ni retiré." in done.stdout


def _is_read_from_disk(me: Visitor, target: Path, folder: Path) -> None:
    with zipfile.ZipFile(target) as archive:
        archive.extractall(folder)
    page = me.page.context.new_page()
    page.goto((folder / "index.html").as_uri())
    reader = Visitor(page, me.platform)
    reader.look("copie-index", shows=reader.heading("Mes données de Mon espace santé"))
    for title in TITLES:
        file = page.get_by_role("link", name=title).get_attribute("href")
        assert file is not None
        assert (folder / file).read_bytes().startswith(b"%PDF-")


def _is_put_back(platform: Platform, me: Visitor, target: Path) -> None:
    """An operator puts the copy into another space; what was told elsewhere is read there, and only read."""
    elsewhere = platform.patient()
    platform.installation.cli("documents", "import-export", str(target), "--record", elsewhere.record)
    page = me.page
    page.goto("/connexion")
    me.log_in(elsewhere.identifier, elsewhere.email, elsewhere.password)
    expect(me.heading(f"Bonjour {elsewhere.person.given_name}")).to_be_visible()
    page.goto("/parametres/mes-donnees")
    me.look("mes-donnees-espace-precedent", shows=me.heading("Votre espace précédent"))
    me.follow("Espace quitté le")
    history = page.get_by_role("table", name="Lignes de l'historique d'alors")
    expect(history).to_contain_text("a déposé un document")
    expect(page.get_by_role("table", name="Liste des professionnels d'alors")).to_contain_text("Autorisé")
    me.look("espace-precedent", shows=history)
