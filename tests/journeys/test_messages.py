"""A doctor writes to a patient in the browser; the patient reads, files the attachment and answers with a document."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from deploy.demo.files import pdf
from tests.journeys.test_sending import Line
from tests.journeys.visitor import Visitor
from tests.support.platform import Carer, Patient, Platform, until

Visitors = Callable[[], Visitor]
SUBJECT = "Résultats de votre bilan"
WORDS = "Bonjour, votre bilan est normal. Le compte rendu est joint."


@pytest.mark.feature("NAV-01", "NAV-03", "DOC-15", "DOC-33", "MSG-09", "MSG-22", "MSG-26", "MSG-27", "MSG-28", "MSG-29")
def test_a_doctor_writes_and_the_patient_answers(platform: Platform, visitor: Visitors) -> None:
    patient, carer = platform.patient(), platform.professional()
    patient.deposit(title="Ordonnance du printemps")
    carer.declares_care_of(patient)
    name = carer.api.call("whoAmI", expect=200).json()["display_name"]

    me = visitor()
    me.page.goto("/connexion")
    me.log_in(patient.identifier, patient.email, patient.password)
    _nothing_yet(me)

    doctor = visitor()
    doctor.page.goto("/pro/connexion")
    doctor.log_in(carer.identifier, carer.email, carer.password)
    _write(doctor, platform, patient)

    _read(me, patient)
    _file(me, platform, patient)
    _answer(me)
    _receive(doctor)
    _block(me, patient, carer, name)


def _menu(page: Page) -> list[str]:
    menu = page.get_by_role("navigation", name="Menu principal")
    return [link.inner_text().strip() for link in menu.get_by_role("link").all()]


def _nothing_yet(me: Visitor) -> None:
    page = me.page
    expect(page.get_by_role("navigation", name="Menu principal").get_by_role("link", name="Messages")).to_be_visible()
    assert _menu(page)[-1] == "Messages"
    me.follow("Messages")
    me.look("messages-vide", shows=page.get_by_text("Aucun message pour l'instant"))
    expect(page.get_by_role("button", name="Nouveau message")).to_have_count(0)


def _write(doctor: Visitor, platform: Platform, patient: Patient) -> None:
    page = doctor.page
    field = page.get_by_role("textbox", name="Matricule INS")
    expect(field).to_be_visible()
    field.fill(patient.person.nir)
    doctor.press("Rechercher")
    doctor.follow("Ouvrir le dossier")
    card = page.get_by_role("link", name="Messages", exact=True)
    expect(card).to_be_visible()
    card.click()
    doctor.look("pro-messages-vide", shows=page.get_by_text("Aucun échange pour l'instant"))
    doctor.follow("Nouveau message")
    doctor.fill(Objet=SUBJECT, Votre_message=WORDS)
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="parcourir les fichiers").click()
    report = pdf("Compte rendu", "Cabinet des Tilleuls", ["Bilan sanguin normal"])
    chooser.value.set_files([
        {"name": "bilan.pdf", "mimeType": "application/pdf", "buffer": report},
        {"name": "irm.dcm", "mimeType": "application/dicom", "buffer": b"\0" * 128 + b"DICM"},
    ])  # fmt: skip
    doctor.look("pro-message-nouveau", shows=page.get_by_role("button", name="Retirer irm.dcm"))
    doctor.press("Envoyer")
    doctor.confirmed("Le message est envoyé.")
    doctor.look("pro-conversation", shows=page.get_by_text(WORDS))
    platform.mailbox.wait(patient.email, "nouveau message")


def _read(me: Visitor, patient: Patient) -> None:
    page = me.page
    page.goto("/accueil")
    badge = page.get_by_role("button", name="1 message non lu")
    me.look("messages-non-lu", shows=badge)
    expect(badge).to_contain_text("(1)")
    me.follow("Messages")
    row = page.get_by_role("list", name="Conversations").get_by_role("listitem").filter(has_text=SUBJECT)
    expect(row).to_contain_text("1 message non lu")
    expect(row).to_contain_text("Documents attachés")
    me.look("messages-liste", shows=row)
    me.follow(SUBJECT)
    expect(page.get_by_text(WORDS)).to_be_visible()
    expect(page.get_by_text("Les documents n'acceptent pas ce format")).to_be_visible()
    me.look("messages-conversation", shows=page.get_by_role("button", name="Ajouter à mes documents (bilan.pdf)"))
    expect(badge).to_have_count(0)


def _file(me: Visitor, platform: Platform, patient: Patient) -> None:
    page = me.page
    # Documents hear of an attachment a moment after it was sent.
    until(lambda: platform.installation.mongo("documents").attachments.find_one({"record": patient.record}))
    me.press("Ajouter à mes documents (bilan.pdf)")
    dialog = page.get_by_role("dialog", name="Ajouter à mes documents")
    title = dialog.get_by_label("Titre du document")
    me.look("messages-classer", shows=title)
    title.fill("Bilan de mon médecin")
    dialog.get_by_label("De quoi s'agit-il ?").select_option(index=1)
    # The answer is lost; what is typed is changed; it is tried again: there is one document, as it was sent first.
    line = Line(page)
    line.hold(f"*/documents/records/{patient.record}/documents")
    dialog.get_by_role("button", name="Ajouter à mes documents").click()
    line.lose()
    expect(dialog.get_by_role("alert")).to_contain_text("Le service ne répond pas")
    title.fill("Bilan du docteur")
    dialog.get_by_role("button", name="Ajouter à mes documents").click()
    me.confirmed("La pièce jointe était déjà dans vos documents")
    expect(dialog).to_have_count(0)
    assert {each["title"] for each in _documents(patient)} == {"Ordonnance du printemps", "Bilan de mon médecin"}
    (filed,) = [each for each in _documents(patient) if each["title"] == "Bilan de mon médecin"]
    assert filed["author"]["name"].casefold() in page.locator("main").inner_text().casefold()


def _documents(patient: Patient) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = patient.api.call("listDocuments", expect=200, path=patient.here).json()["items"]
    return items


def _answer(me: Visitor) -> None:
    page = me.page
    page.goto("/documents")
    me.follow("Bilan de mon médecin")
    me.follow("Envoyer par message")
    me.look("messages-choisir", shows=page.get_by_text("Choisissez à qui envoyer votre document"))
    me.follow(SUBJECT)
    carried = page.get_by_role("button", name="Retirer Bilan de mon médecin")
    expect(carried).to_be_visible()
    carried.click()
    me.fill(Votre_message="Merci docteur, voici mon ordonnance.")
    me.press("Joindre un de mes documents")
    chosen = page.get_by_role("dialog").get_by_role("button", name="Joindre Ordonnance du printemps")
    me.look("messages-joindre", shows=chosen)
    chosen.click()
    expect(page.get_by_role("button", name="Retirer Ordonnance du printemps")).to_be_visible()
    me.press("Envoyer")
    me.confirmed("Votre message est envoyé.")
    me.look("messages-repondu", shows=page.get_by_text("Merci docteur, voici mon ordonnance."))
    expect(page.get_by_role("button", name="Télécharger Ordonnance du printemps.pdf")).to_be_visible()


def _receive(doctor: Visitor) -> None:
    page = doctor.page
    doctor.follow("Messages")
    row = page.get_by_role("listitem").filter(has_text=SUBJECT)
    expect(row).to_contain_text("1 message non lu")
    doctor.look("pro-messages", shows=row)
    doctor.follow(SUBJECT)
    expect(page.get_by_text("Merci docteur, voici mon ordonnance.")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name="Télécharger Ordonnance du printemps.pdf").click()
    assert download.value.suggested_filename == "Ordonnance du printemps.pdf"


def _block(me: Visitor, patient: Patient, carer: Carer, name: str) -> None:
    page = me.page
    page.goto("/historique")
    entry = page.get_by_role("listitem").filter(has_text="a envoyé un message")
    expect(entry).to_contain_text(name)
    patient.api.call("blockProfessional", expect=(200, 202), path=patient.here | {"professional": carer.id})
    until(lambda: not _conversation(patient)["writable"])
    page.goto("/messages")
    me.follow(SUBJECT)
    me.look("messages-bloque", shows=page.get_by_text("Vous ne pouvez plus écrire dans cette conversation"))
    expect(page.get_by_text(WORDS)).to_be_visible()
    expect(page.get_by_role("button", name="Envoyer", exact=True)).to_have_count(0)


def _conversation(patient: Patient) -> dict[str, Any]:
    (only,) = patient.api.call("listConversations", expect=200, path=patient.here).json()["items"]
    found: dict[str, Any] = only
    return found
