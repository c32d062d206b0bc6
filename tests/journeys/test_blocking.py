"""A professional is let into a record, leaves a document there, and is shut out as soon as the person says so."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from deploy.demo.files import pdf
from tests.journeys.visitor import Visitor
from tests.support.platform import Platform, until

Visitors = Callable[[], Visitor]


@pytest.mark.feature("ACC-03", "ACC-04", "ACC-05", "ACC-07", "ACC-09", "HIS-01", "HIS-06", "PSS-02", "PSS-03")
def test_a_professional_is_let_in_then_blocked(platform: Platform, visitor: Visitors) -> None:
    patient = platform.patient()
    patient.deposit(title="Ordonnance du printemps")
    carer = platform.professional()
    name = carer.api.call("whoAmI", expect=200).json()["display_name"]

    me = visitor()
    me.page.goto("/connexion")
    me.log_in(patient.identifier, patient.email, patient.password)
    expect(me.heading(f"Bonjour {patient.person.given_name}")).to_be_visible()
    me.page.goto("/parametres/confidentialite")
    me.look("confidentialite-vide", shows=me.page.get_by_text("Aucun professionnel dans cette liste"))
    expect(me.page.get_by_text("Aucun professionnel bloqué")).to_be_visible()

    doctor = visitor()
    doctor.page.goto("/pro/connexion")
    doctor.log_in(carer.identifier, carer.email, carer.password, picture="pro-connexion")
    _open_record(doctor, patient.person.nir)
    _leave_a_document(doctor)

    until(lambda: "document-deposited" in str(patient.api.call("listHistory", expect=200, path=patient.here).json()))
    me.page.goto("/historique")
    entry = me.page.get_by_role("listitem").filter(has_text="a déposé un document")
    me.look("historique", shows=entry)
    expect(entry).to_contain_text(name)
    expect(entry).to_contain_text("Médecin")
    expect(entry).to_contain_text("En qualité")
    expect(entry.get_by_role("link", name="Voir le document")).to_be_visible()

    _block(me, name)
    until(lambda: carer.api.call("listDocuments", expect=(200, 403, 503), path=patient.here).status_code == 403)
    doctor.follow("Ordonnance du printemps")
    doctor.look("pro-refus", shows=doctor.page.get_by_text("Vous n'avez pas accès à ce dossier"))
    expect(doctor.page.get_by_text("Ordonnance du printemps")).to_have_count(0)

    me.press_and_confirm(f"Débloquer {name}")
    expect(me.page.get_by_role("button", name=f"Bloquer {name}", exact=True)).to_be_visible()


def _open_record(doctor: Visitor, matricule: str) -> None:
    page = doctor.page
    field = page.get_by_role("textbox", name="Matricule INS")
    doctor.look("pro-recherche", shows=field)
    field.fill(matricule)
    doctor.press("Rechercher")
    doctor.look("pro-trouve", shows=page.get_by_role("link", name="Ouvrir le dossier"))
    doctor.follow("Ouvrir le dossier")
    attestation = page.get_by_role("checkbox", name="J'atteste prendre en charge cette personne")
    doctor.look("pro-prise-en-charge", shows=page.get_by_role("button", name="Ouvrir le dossier"))
    attestation.press("Space")
    doctor.press("Ouvrir le dossier")
    doctor.look("pro-documents", shows=page.get_by_role("link", name="Ordonnance du printemps"))


def _leave_a_document(doctor: Visitor) -> None:
    page = doctor.page
    doctor.follow("Déposer un document")
    browse = page.get_by_role("button", name="parcourir les fichiers")
    expect(browse).to_be_visible()
    with page.expect_file_chooser() as chooser:
        browse.click()
    content = pdf("Compte rendu", "Cabinet des Tilleuls", ["Consultation de suivi"])
    chooser.value.set_files({"name": "suivi.pdf", "mimeType": "application/pdf", "buffer": content})
    form = page.get_by_role("form", name="Informations du document suivi.pdf")
    doctor.look("pro-deposer", shows=form)
    form.get_by_label("Titre du document").fill("Suivi du printemps")
    form.get_by_role("combobox", name="Type de document").fill("compte rendu consultation")
    page.get_by_role("option").first.click()
    doctor.press("Déposer le document")
    doctor.confirmed("Le document est déposé.")
    expect(page.get_by_role("link", name="Ordonnance du printemps")).to_be_visible()


def _block(me: Visitor, name: str) -> None:
    page = me.page
    page.goto("/parametres/confidentialite")
    me.look("confidentialite", shows=page.get_by_role("button", name=f"Bloquer {name}", exact=True))
    me.press_and_confirm(f"Bloquer {name}")
    me.look("confidentialite-bloque", shows=page.get_by_role("button", name=f"Débloquer {name}", exact=True))
    # On a slow machine the answer may come before every service has applied it.
    place = page.get_by_text("Effectif", exact=True).or_(page.get_by_text("En cours de propagation", exact=True))
    expect(place.first).to_be_visible()
