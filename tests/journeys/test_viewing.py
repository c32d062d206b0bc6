"""A person reads their documents in the page, with mouse and keyboard, prints one and takes the original away."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Route, expect

from deploy.demo.files import pdf
from tests.journeys.visitor import Visitor
from tests.support.platform import Patient, Platform
from tests.unit.documents import uploads

Visitors = Callable[[], Visitor]
RADIO = uploads.pages(3, size=(400, 500))
REPORT = pdf("Compte rendu", "Cabinet des Tilleuls", ["Consultation de suivi, tout va bien."])
BUSY = '{"status": 503, "code": "documents.busy", "title": "Occupé."}'
PRINTED = (
    "window.print = () => { document.body.dataset.printed = document.querySelectorAll('[data-print] img').length; }"
)


def deposit(patient: Patient, title: str, name: str, content: bytes, declared: str) -> None:
    key = {"Idempotency-Key": "journey-" + name.replace(".", "-")}
    patient.api.call(
        "depositDocument", expect=201, path=patient.here, headers=key,
        form={"title": title, "document_date": "2026-03-03", "section": "ORD_SOIN"},
        files={"file": (name, content, declared)},
    )  # fmt: skip


@pytest.mark.feature("DOC-01", "DOC-15")
def test_documents_of_each_format_are_read_in_the_page(platform: Platform, visitor: Visitors) -> None:
    patient = platform.patient()
    deposit(patient, "Courrier", "courrier.rtf", uploads.rtf(), "application/rtf")
    deposit(patient, "Compte rendu de mars", "cr.pdf", REPORT, "application/pdf")
    deposit(patient, "Radiographie", "radio.tif", RADIO, "image/tiff")
    me = visitor()
    me.page.goto("/connexion")
    me.log_in(patient.identifier, patient.email, patient.password)
    expect(me.heading(f"Bonjour {patient.person.given_name}")).to_be_visible()
    me.page.goto("/documents")
    listed = me.page.get_by_role("list", name="Liste des documents")
    expect(listed.locator("img")).to_have_count(3)
    me.look("documents-vignettes", shows=listed)

    _turn_pages(me)
    _print_and_take_away(me)
    me.page.goto("/documents")
    _read_the_words(me)
    me.page.goto("/documents")
    me.follow("Courrier")
    expect(me.page.get_by_role("region", name="Aperçu : Courrier")).to_contain_text("Bonjour, tout va bien.")
    me.look("apercu-texte", shows=me.page.get_by_role("status").filter(has_text="Page 1 sur 1"))


@pytest.mark.feature("DOC-15")
def test_a_thumbnail_refused_by_a_busy_service_is_drawn_later(platform: Platform, visitor: Visitors) -> None:
    patient = platform.patient()
    deposit(patient, "Radiographie", "occupe.tif", RADIO, "image/tiff")
    me = visitor()
    me.page.goto("/connexion")
    me.log_in(patient.identifier, patient.email, patient.password)
    expect(me.heading(f"Bonjour {patient.person.given_name}")).to_be_visible()
    refused: list[str] = []

    def once_busy(route: Route) -> None:
        if refused:
            route.continue_()
            return
        refused.append(route.request.url)
        route.fulfill(status=503, headers={"Retry-After": "1"}, content_type="application/problem+json", body=BUSY)

    me.page.route("**/thumbnail", once_busy)
    me.page.goto("/documents")
    expect(me.page.get_by_role("list", name="Liste des documents").locator("img")).to_have_count(1)
    assert len(refused) == 1


def _turn_pages(me: Visitor) -> None:
    page = me.page
    me.follow("Radiographie")
    me.look("apercu-image", shows=page.get_by_role("img", name="Page 1 sur 3"))
    expect(page.get_by_role("button", name="Page précédente")).to_be_disabled()
    me.press("Page suivante")
    expect(page.get_by_role("img", name="Page 2 sur 3")).to_be_visible()
    region = page.get_by_role("region", name="Aperçu : Radiographie")
    region.press("PageDown")
    expect(page.get_by_role("img", name="Page 3 sur 3")).to_be_visible()
    expect(page.get_by_role("button", name="Page suivante")).to_be_disabled()
    before = page.get_by_role("img", name="Page 3 sur 3").bounding_box()
    region.press("+")
    expect(page.get_by_text("150 %")).to_be_visible()
    drawn = page.get_by_role("img", name="Page 3 sur 3")
    expect(drawn).to_be_visible()
    after = drawn.bounding_box()
    assert before
    assert after
    assert after["width"] > 1.3 * before["width"]
    region.press("Home")
    expect(page.get_by_role("img", name="Page 1 sur 3")).to_be_visible()


def _print_and_take_away(me: Visitor) -> None:
    page = me.page
    page.evaluate(PRINTED)
    me.press("Imprimer")
    expect(page.locator("body[data-printed='3']")).to_have_count(1)
    with page.expect_download() as download:
        me.press("Télécharger")
    assert download.value.suggested_filename == "Radiographie.tif"
    assert Path(download.value.path()).read_bytes().startswith(b"II*\0")


def _read_the_words(me: Visitor) -> None:
    page = me.page
    me.follow("Compte rendu de mars")
    me.look("apercu-pdf", shows=page.get_by_role("img", name="Page 1 sur 1"))
    me.press("Lire le texte de la page")
    region = page.get_by_role("region", name="Aperçu : Compte rendu de mars")
    expect(region).to_contain_text("Consultation de suivi, tout va bien.")
    me.look("apercu-mots", shows=region)
    me.press("Revenir à l'image de la page")
    expect(page.get_by_role("img", name="Page 1 sur 1")).to_be_visible()
