"""A person looks through what others did, takes it away, checks it, and chooses how to be told of it."""

import csv
import io
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from chassis import broker, events
from chassis.broker import Outgoing
from tests.journeys.visitor import ROOT, Visitor
from tests.support.platform import Carer, Patient, Platform, until

OVERVIEW = "**/history/overview"
Visitors = Callable[[], Visitor]


@pytest.fixture
def told(platform: Platform) -> tuple[Patient, Carer]:
    """A patient whose documents a professional has listed and read, which the history says."""
    patient, carer = platform.patient(), platform.professional()
    document = patient.deposit(title="Compte rendu du printemps")["id"]
    carer.declares_care_of(patient)
    until(lambda: carer.api.call("listDocuments", expect=(200, 404, 503), path=patient.here).status_code == 200)
    patient.deposit(carer.api, type="11488-4", title="Consultation")
    carer.api.call("openDocument", expect=(200, 404), path=patient.document(document))
    _read_in_another_month(platform, patient, carer)
    until(lambda: "document-deposited" in str(patient.api.call("listHistory", expect=200, path=patient.here).json()))
    overview = "showHistoryOverview"
    until(lambda: len(patient.api.call(overview, expect=200, path=patient.here).json()["months"]) > 1)
    return patient, carer


def _read_in_another_month(platform: Platform, patient: Patient, carer: Carer) -> None:
    """The vault says late what happened seventy days ago."""
    data = {"record": patient.record, "professional": carer.id, "ground": "care", "grid_version": "2024-09-25"}
    at = (datetime.now(UTC) - timedelta(days=70)).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    said = replace(events.new("documents.DocumentsListed", patient.record, data), time=at)
    with broker.Publisher(platform.installation.env("documents")["BROKER_URL"], "test") as publisher:
        outgoing = Outgoing(said.id, "documents.events", said.type, said.to_json(), events.CONTENT_TYPE)
        assert publisher.publish([outgoing]) == {said.id}


@pytest.mark.feature("HIS-01", "HIS-06", "HIS-07")
def test_the_history_is_searched_taken_away_and_checked(
    platform: Platform, visitor: Visitors, told: tuple[Patient, Carer], tmp_path: Path
) -> None:
    patient, _ = told
    me = visitor()
    page = me.page
    me.page.goto("/connexion")
    me.log_in(patient.identifier, patient.email, patient.password)
    expect(me.heading(f"Bonjour {patient.person.given_name}")).to_be_visible()
    page.goto("/historique")
    deposits = page.get_by_role("listitem").filter(has_text="a déposé un document")
    expect(page.get_by_role("list", name="Mois par mois")).to_be_visible()
    me.look("historique-recherche", shows=deposits)
    expect(deposits.first).to_contain_text("Document : CR ou fiche de consultation")
    page.route(OVERVIEW, lambda route: route.abort("connectionrefused"))
    page.reload()
    again = page.get_by_role("main").get_by_role("button", name="Réessayer")
    me.look("historique-sans-recherche", shows=again)
    page.unroute(OVERVIEW)
    again.click()
    expect(page.get_by_role("list", name="Mois par mois")).to_be_visible()
    page.get_by_label("Type d'action").select_option(value="access-declared")
    expect(page.get_by_role("listitem").filter(has_text="a déclaré vous prendre en charge")).to_have_count(1)
    expect(deposits).to_have_count(0)
    page.get_by_label("Période").select_option(value="7")
    expect(page.get_by_role("listitem").filter(has_text="a déclaré vous prendre en charge")).to_have_count(1)
    table = list(
        csv.reader(io.StringIO(_download(page, "Tableau CSV", tmp_path).read_text("utf-8-sig")), delimiter=";")
    )
    assert [row[5] for row in table[1:]] == ["A déclaré la prise en charge, avec l'accord de la personne"]
    me.press("Effacer les filtres")
    expect(deposits).to_have_count(1)
    assert _download(page, "Document PDF", tmp_path).read_bytes().startswith(b"%PDF")

    platform.installation.cli("consent", "publish-history")
    proof = _download(page, "Fichier de preuve", tmp_path)
    me.follow("Comment vérifier que rien n'a été modifié")
    me.look("historique-verifier", shows=page.get_by_role("link", name="Télécharger le programme"))
    with page.expect_download() as program:
        page.get_by_role("link", name="Télécharger le programme").click()
    program.value.save_as(tmp_path / "verify_history.py")
    assert (tmp_path / "verify_history.py").read_bytes() == (ROOT / "contracts" / "verify_history.py").read_bytes()
    told = page.get_by_role("region", name="Commande à lancer").inner_text().split()
    assert told[:2] == ["python", "verify_history.py"]
    assert "Rien n'a été modifié ni retiré." in _checked(platform, tmp_path, proof, told[3:])


def _checked(platform: Platform, folder: Path, proof: Path, options: list[str]) -> str:
    """What the downloaded program says, run as the page tells with what is published."""
    ran = subprocess.run(
        [sys.executable, "verify_history.py", str(proof), *options],
        cwd=folder,
        env={**os.environ, "SSL_CERT_FILE": str(platform.installation.ca)},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran.stdout


def _download(page: Page, button: str, folder: Path) -> Path:
    with page.expect_download() as download:
        page.get_by_role("button", name=button, exact=True).click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


@pytest.mark.feature("HIS-02")
def test_a_person_chooses_how_to_be_told(platform: Platform, visitor: Visitors) -> None:
    patient = platform.patient()
    me = visitor()
    page = me.page
    page.goto("/connexion")
    me.log_in(patient.identifier, patient.email, patient.password)
    expect(me.heading(f"Bonjour {patient.person.given_name}")).to_be_visible()
    page.goto("/parametres")
    me.follow("Mes notifications")
    form = page.get_by_role("form", name="Rythme des notifications")
    email = page.get_by_role("radiogroup", name="Par e-mail")
    email.get_by_role("radio", name="Une fois par jour").press("Space")
    page.get_by_label("Heure du résumé").select_option(value="8")
    page.get_by_label("Ne rien m'envoyer pendant certaines heures").press("Space")
    me.look("notifications", shows=form)
    me.press("Enregistrer mes choix")
    me.confirmed("Vos choix sont enregistrés.")
    kept = patient.api.call("showPreferences", expect=200, path=patient.here).json()
    assert (kept["email"]["pace"], kept["email"]["hour"], kept["quiet"]) == ("daily", 8, {"from": 22, "to": 7})
    page.reload()
    expect(page.get_by_label("Heure du résumé")).to_have_value("8")


@pytest.mark.feature("HIS-02")
def test_an_address_that_refuses_our_messages_is_told_at_the_next_login(platform: Platform, visitor: Visitors) -> None:
    patient = platform.patient()
    notifier = platform.installation.mongo("notifier")
    # The test's mail server refuses nobody: what a refusal leaves in the database is put there. Of the mobile: a mail
    # that arrives meanwhile would say that the address takes messages again.
    until(lambda: notifier["contacts"].find_one({"_id": patient.record}))
    at = notifier["contacts"].database.client.admin.command("hello")["localTime"]
    notifier["contacts"].update_one({"_id": patient.record}, {"$set": {"bounced": {"sms": at}}})
    me = visitor()
    me.page.goto("/connexion")
    me.log_in(patient.identifier, patient.email, patient.password)
    told = me.page.get_by_text("Nos messages ne vous parviennent pas")
    me.look("accueil-adresse-refusee", shows=told)
    me.follow("Corriger mes coordonnées")
    expect(me.heading("Mon compte")).to_be_visible()
