"""A person finds a document among theirs, chooses who sees it, replaces it, and hides everything at once."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from deploy.demo.files import pdf
from tests.journeys.visitor import Visitor
from tests.support.platform import Carer, Patient, Platform, until

Visitors = Callable[[], Visitor]


@pytest.mark.feature("DOC-02", "DOC-15", "DOC-22", "DOC-24", "DOC-25", "DOC-26")
def test_a_person_decides_who_sees_what(platform: Platform, visitor: Visitors) -> None:
    patient, carer = platform.patient(), platform.professional()
    patient.deposit(title="Échographie du genou", section="RADIO_SC", document_date="2024-01-10")
    patient.deposit(title="Bilan sanguin", section="BIOLOGIE")
    carer.declares_care_of(patient)
    until(lambda: carer.entry.family_name.upper() in _names(patient).upper())

    me = visitor()
    me.page.goto("/connexion")
    me.log_in(patient.identifier, patient.email, patient.password)
    expect(me.heading(f"Bonjour {patient.person.given_name}")).to_be_visible()
    _find(me)
    _choose_who(me, patient, carer)
    _replace(me)
    _hide_everything(me, patient, carer)


def _names(patient: Patient) -> str:
    listed = patient.api.call("listProfessionals", expect=200, path=patient.here).json()["items"]
    return " ".join(each["professional"]["display_name"] for each in listed)


def _seen(patient: Patient, carer: Carer) -> list[str]:
    listed = carer.api.call("listDocuments", expect=200, path=patient.here).json()["items"]
    return [each["title"] for each in listed]


def _find(me: Visitor) -> None:
    page = me.page
    page.goto("/documents")
    listed = page.get_by_role("list", name="Liste des documents")
    me.look("documents-recherche", shows=listed)
    page.get_by_role("searchbox", name="Rechercher").fill("echo")
    expect(listed.get_by_role("listitem")).to_have_count(1)
    expect(listed).to_contain_text("Échographie du genou")
    page.get_by_role("searchbox", name="Rechercher").fill("introuvable")
    me.look("documents-rien-trouve", shows=page.get_by_text("Aucun document ne correspond"))
    me.press("Effacer la recherche")
    expect(listed.get_by_role("listitem")).to_have_count(2)
    page.get_by_label("Filtrer par rubrique").select_option("BIOLOGIE")
    expect(listed.get_by_role("listitem")).to_have_count(1)


def _choose_who(me: Visitor, patient: Patient, carer: Carer) -> None:
    page = me.page
    me.follow("Bilan sanguin")
    expect(page.get_by_role("link", name="Télécharger")).to_be_visible()
    me.press("Choisir qui peut le voir")
    me.choose("Tous, sauf certains")
    name = page.get_by_role("checkbox", name=carer.entry.family_name)
    me.look("document-qui", shows=name)
    name.press("Space")
    me.press("Enregistrer")
    me.confirmed("Votre choix est enregistré.")
    expect(page.get_by_text("Masqué à 1 professionnel")).to_be_visible()
    assert _seen(patient, carer) == ["Échographie du genou"]


def _replace(me: Visitor) -> None:
    page = me.page
    me.press("Remplacer par une nouvelle version")
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="parcourir les fichiers").click()
    content = pdf("Bilan sanguin", "Laboratoire des Halles", ["Corrigé"])
    chooser.value.set_files({"name": "corrige.pdf", "mimeType": "application/pdf", "buffer": content})
    page.get_by_label("Titre du document").fill("Bilan sanguin corrigé")
    me.look("document-remplacer", shows=page.get_by_text("Fichier choisi : corrige.pdf"))
    me.press("Remplacer le document")
    me.confirmed("Le document est remplacé par sa nouvelle version.")
    versions = page.get_by_role("list", name="Versions de ce document")
    me.look("document-versions", shows=versions)
    versions.get_by_role("link", name="Version 1").click()
    me.look("document-ancienne-version", shows=page.get_by_text("Vous consultez une ancienne version"))
    expect(page.get_by_role("button", name="Supprimer")).to_have_count(0)


def _hide_everything(me: Visitor, patient: Patient, carer: Carer) -> None:
    page = me.page
    page.goto("/parametres/confidentialite")
    me.look("confidentialite-tout", shows=page.get_by_role("button", name="Masquer tous mes documents"))
    me.press_and_confirm("Masquer tous mes documents")
    me.confirmed("Tous vos documents sont masqués.")
    assert _seen(patient, carer) == []
    me.press_and_confirm("Ne plus tout masquer")
    me.confirmed("Vos documents ont retrouvé leur visibilité.")
    assert _seen(patient, carer) == ["Échographie du genou"]
