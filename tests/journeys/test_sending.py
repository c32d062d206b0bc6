"""A file cancelled, or whose answer never comes: the screen says what may have happened, and nothing is kept twice."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.test_profile import logged_in
from tests.journeys.visitor import Visitor
from tests.support.platform import Patient, Platform, until

Visitors = Callable[[], Visitor]
LINES = b"Paracetamol 1 g, trois fois par jour.\n" * 20_000
SLOW = 8_000
"""Bytes a second: this file takes a minute and a half, longer than anybody needs to cancel it."""


class Line:
    """Between this page and the gateway: slow on the way up, or losing answers that were given."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.line = page.context.new_cdp_session(page)
        self.held: list[str] = []
        self.line.on("Fetch.requestPaused", lambda event: self.held.append(event["requestId"]))

    def rate(self, upload: int) -> None:
        """Bytes a second that go up; -1 for no limit."""
        told = {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": upload}
        self.line.send("Network.emulateNetworkConditions", told)

    def hold(self, address: str) -> None:
        """Answers from this address wait: the service has done what it was asked."""
        patterns: Any = [{"urlPattern": address, "requestStage": "Response"}]
        self.line.send("Fetch.enable", {"patterns": patterns})

    def lose(self) -> None:
        """The answer that waits never comes; the next ones do."""
        # The page has to be waited for by its own means: what it receives meanwhile is handled there.
        until(lambda: self.held or self.page.wait_for_timeout(50))
        self.line.send("Fetch.failRequest", {"requestId": self.held.pop(), "errorReason": "ConnectionReset"})
        self.line.send("Fetch.disable")


def _choose(page: Page) -> None:
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="parcourir les fichiers").click()
    chooser.value.set_files({"name": "ordonnance.txt", "mimeType": "text/plain", "buffer": LINES})


def _described(me: Visitor) -> Locator:
    me.page.goto("/documents/ajouter")
    _choose(me.page)
    form = me.page.get_by_role("form", name="Informations du document ordonnance.txt")
    form.get_by_label("Titre du document").fill("Ordonnance du printemps")
    form.get_by_label("Sorte de document").select_option("ordonnance")
    return form


def _titles(patient: Patient) -> list[str]:
    listed = patient.api.call("listDocuments", expect=200, path=patient.here).json()["items"]
    return [each["title"] for each in listed]


@pytest.mark.feature("DOC-06", "DOC-14")
def test_a_deposit_cancelled_then_unanswered_is_kept_once(platform: Platform, visitor: Visitors) -> None:
    patient = platform.patient()
    me = logged_in(visitor, patient, "/connexion")
    expect(me.heading("Bonjour")).to_be_visible()
    page, line = me.page, Line(me.page)
    form = _described(me)
    line.rate(SLOW)
    form.get_by_role("button", name="Enregistrer le document").click()
    me.look("deposer-en-cours", shows=page.get_by_role("button", name="Annuler l'envoi"))
    me.press("Annuler l'envoi")
    me.look("deposer-interrompu", shows=page.get_by_text("Envoi interrompu"))
    expect(page.get_by_text("le renvoyer d'ici ne l'ajoutera pas une seconde fois")).to_be_visible()
    line.rate(-1)
    assert _titles(patient) == []

    line.hold(f"*/records/{patient.record}/documents")
    form.get_by_role("button", name="Enregistrer le document").click()
    expect(page.get_by_text("Vérification et enregistrement…")).to_be_visible()
    expect(page.get_by_role("button", name="Annuler l'envoi")).to_have_count(0)
    line.lose()
    expect(form.get_by_role("alert")).to_contain_text("Le service ne répond pas")

    form.get_by_label("Titre du document").fill("Ordonnance de mai")
    form.get_by_role("button", name="Réessayer l'envoi").click()
    me.confirmed("Ce document était déjà enregistré")
    me.look("deposer-deja-enregistre", shows=page.get_by_role("link", name="Ordonnance du printemps"))
    expect(page.get_by_role("list", name="Liste des documents").get_by_role("listitem")).to_have_count(1)
    assert _titles(patient) == ["Ordonnance du printemps"]


@pytest.mark.feature("DOC-15")
def test_a_replacement_whose_answer_is_lost_is_found_again(platform: Platform, visitor: Visitors) -> None:
    patient = platform.patient()
    first = patient.deposit(title="Bilan sanguin")
    me = logged_in(visitor, patient, "/connexion")
    expect(me.heading("Bonjour")).to_be_visible()
    page, line = me.page, Line(me.page)
    page.goto(f"/documents/{first['id']}")
    me.press("Remplacer par une nouvelle version")
    sheet = page.get_by_role("dialog", name="Remplacer ce document")
    replace = sheet.get_by_role("button", name="Remplacer le document")
    replace.click()
    fault = sheet.get_by_role("link", name="Choisissez le fichier de la nouvelle version.")
    me.look("document-remplacer-sans-fichier", shows=fault)
    fault.click()
    expect(sheet.get_by_role("button", name="parcourir les fichiers")).to_be_focused()
    _choose(page)
    line.hold("*/replacement")
    replace.click()
    line.lose()
    expect(sheet.get_by_role("alert")).to_contain_text("Le service ne répond pas")
    sheet.get_by_label("Titre du document").fill("Bilan sanguin corrigé")
    replace.click()
    me.confirmed("Le document est remplacé par sa nouvelle version.")
    expect(page.get_by_role("list", name="Versions de ce document").get_by_role("link")).to_have_count(1)
    assert _titles(patient) == ["Bilan sanguin"]
