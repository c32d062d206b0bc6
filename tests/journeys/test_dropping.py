"""Several files dropped on the page at once: each has its own fate, and says why."""

import base64
from collections.abc import Callable

import pytest
from playwright.sync_api import Route, expect

from tests.journeys.visitor import Visitor
from tests.support.platform import Platform, until
from tests.unit.documents import hostile, uploads

PICTURE = uploads.GOOD["png"][0]
PROGRAM = next(each.content for each in hostile.corpus().values() if each.code == "documents.active-content")
DROPPED = """files => {
  const held = new DataTransfer();
  for (const [name, type, content] of files)
    held.items.add(new File([Uint8Array.from(atob(content), (sign) => sign.charCodeAt(0))], name, { type }));
  return held;
}"""


def drop(me: Visitor, *files: tuple[str, str, bytes]) -> None:
    """Let these files (name, type, content) go over the area."""
    told = [[name, type_, base64.b64encode(content).decode()] for name, type_, content in files]
    held = me.page.evaluate_handle(DROPPED, told)
    area = me.page.get_by_role("group", name="Je glisse-dépose le fichier que je souhaite ajouter")
    for step in ("dragenter", "dragover", "drop"):
        area.dispatch_event(step, {"dataTransfer": held})


@pytest.mark.feature("DOC-06", "DOC-09", "DOC-11", "DOC-12")
def test_files_dropped_together_are_kept_or_refused_each_for_itself(
    platform: Platform, visitor: Callable[[], Visitor]
) -> None:
    patient, me = platform.patient(), visitor()
    page = me.page
    page.goto("/connexion")
    me.log_in(patient.identifier, patient.email, patient.password)
    expect(me.heading(f"Bonjour {patient.person.given_name}")).to_be_visible()
    page.goto("/documents/ajouter")
    expect(page.get_by_role("button", name="parcourir les fichiers")).to_be_visible()
    drop(
        me,
        ("radio.png", "image/png", PICTURE),
        ("lettre.docx", "application/msword", b"PK\x03\x04"),
        ("piege.pdf", "application/pdf", PROGRAM),
    )
    me.look("deposer-glisse", shows=page.get_by_text("Ce format n'est pas accepté"))
    me.press("Retirer ce fichier : lettre.docx")
    _save(me, "radio.png", "Radio du genou")
    expect(page.get_by_text("Enregistré", exact=True)).to_be_visible()
    _save(me, "piege.pdf", "Facture")
    me.look("deposer-refuse", shows=page.get_by_text("Ce fichier contient un programme ou un autre fichier"))
    expect(page.get_by_role("button", name="Réessayer l'envoi")).to_have_count(0)
    me.press("Retirer ce fichier : piege.pdf")
    page.goto("/documents")
    listed = page.get_by_role("list", name="Liste des documents")
    expect(listed.get_by_role("listitem")).to_have_count(1)
    me.follow("Radio du genou")
    expect(page.get_by_role("definition").filter(has_text="JPG")).to_be_visible()


@pytest.mark.feature("DOC-06", "DOC-09")
def test_files_on_their_way_at_once_are_each_saved_and_shown(
    platform: Platform, visitor: Callable[[], Visitor]
) -> None:
    patient, me = platform.patient(), visitor()
    page = me.page
    page.goto("/connexion")
    me.log_in(patient.identifier, patient.email, patient.password)
    expect(me.heading(f"Bonjour {patient.person.given_name}")).to_be_visible()
    page.goto("/documents/ajouter")
    expect(page.get_by_role("button", name="parcourir les fichiers")).to_be_visible()
    held: list[Route] = []
    page.route(f"**/records/{patient.record}/documents", lambda route: held.append(route))
    drop(me, ("genou.png", "image/png", PICTURE), ("coude.png", "image/png", PICTURE))
    _save(me, "genou.png", "Radio du genou")
    _save(me, "coude.png", "Radio du coude")
    until(lambda: len(held) == 2 or page.wait_for_timeout(50))
    for route in held:
        route.continue_()
    listed = page.get_by_role("list", name="Liste des documents")
    expect(listed.get_by_role("listitem")).to_have_count(2)


def _save(me: Visitor, file: str, title: str) -> None:
    form = me.page.get_by_role("form", name=f"Informations du document {file}")
    form.get_by_label("Titre du document").fill(title)
    form.get_by_label("Sorte de document").select_option("radio-echo")
    form.get_by_role("button", name="Enregistrer le document").click()
