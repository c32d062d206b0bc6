"""A person finds a document among theirs, chooses who sees it, replaces it, hides everything at once, deletes."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from deploy.demo.files import pdf
from tests.journeys.visitor import Visitor
from tests.support.platform import Carer, Patient, Platform, until

Visitors = Callable[[], Visitor]
CORRECTED = pdf("Bilan sanguin", "Laboratoire des Halles", ["Corrigé"])


@pytest.mark.feature("DOC-02", "DOC-15", "DOC-22", "DOC-24", "DOC-25", "DOC-26", "DOC-29")
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
    _delete(me, patient, carer)


def _names(patient: Patient) -> str:
    listed = patient.api.call("listProfessionals", expect=200, path=patient.here).json()["items"]
    return " ".join(each["professional"]["display_name"] for each in listed)


def _seen(patient: Patient, carer: Carer) -> list[str]:
    """Titles that the professional is shown, once their rights are known for sure."""

    def answer() -> Any:
        given = carer.api.call("listDocuments", expect=(200, 503), path=patient.here)
        return given if given.status_code == 200 else None

    return [each["title"] for each in until(answer).json()["items"]]


def _find(me: Visitor) -> None:
    page = me.page
    page.goto("/documents")
    listed = page.get_by_role("list", name="Liste des documents")
    found = page.get_by_role("search").get_by_role("status")
    words = page.get_by_role("searchbox", name="Rechercher")
    expect(found).to_have_text("2 documents")
    me.look("documents-recherche", shows=listed)
    words.fill("echo")
    expect(found).to_have_text("1 document trouvé")
    expect(listed.get_by_role("listitem")).to_have_text([_holding("Échographie du genou")])
    words.fill("introuvable")
    expect(found).to_have_text("0 document trouvé")
    me.look("documents-rien-trouve", shows=page.get_by_text("Aucun document ne correspond"))
    me.press("Effacer la recherche")
    expect(found).to_have_text("2 documents")
    page.get_by_label("Filtrer par rubrique").select_option("BIOLOGIE")
    expect(found).to_have_text("1 document trouvé")
    expect(listed.get_by_role("listitem")).to_have_text([_holding("Bilan sanguin")])
    me.look("documents-filtre", shows=listed)
    me.press("Effacer la recherche")
    page.get_by_label("Période").select_option(label="Choisir les dates")
    for legend, day in (("À partir du", ("1", "1", "2024")), ("Jusqu'au", ("31", "1", "2024"))):
        for label, value in zip(("Jour", "Mois", "Année"), day, strict=True):
            page.get_by_role("group", name=legend).get_by_label(label).fill(value)
    expect(listed.get_by_role("listitem")).to_have_text([_holding("Échographie du genou")])
    me.look("documents-dates", shows=listed)
    me.press("Effacer la recherche")
    page.get_by_label("Type de document").select_option("DOCPAT05")
    expect(listed.get_by_role("listitem")).to_have_text([_holding("Bilan sanguin")])


def _holding(words: str) -> re.Pattern[str]:
    return re.compile(re.escape(words))


def _choose_who(me: Visitor, patient: Patient, carer: Carer) -> None:
    page = me.page
    me.follow("Bilan sanguin")
    expect(page.get_by_role("button", name="Télécharger")).to_be_visible()
    me.press("Choisir qui peut le voir")
    me.choose("Tous, sauf certains")
    name = page.get_by_role("checkbox", name=carer.entry.family_name)
    me.look("document-qui", shows=name)
    name.press("Space")
    me.press("Enregistrer")
    me.confirmed("Votre choix est enregistré.")
    expect(page.get_by_text("Masqué à 1 professionnel")).to_be_visible()
    me.look("document-masque-a-un", shows=page.get_by_text("Masqué à 1 professionnel"))
    assert _seen(patient, carer) == ["Échographie du genou"]


def _replace(me: Visitor) -> None:
    page = me.page
    me.press("Remplacer par une nouvelle version")
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="parcourir les fichiers").click()
    chooser.value.set_files({"name": "corrige.pdf", "mimeType": "application/pdf", "buffer": CORRECTED})
    page.get_by_label("Titre du document").fill("Bilan sanguin corrigé")
    me.look("document-remplacer", shows=page.get_by_text("Fichier choisi : corrige.pdf"))
    me.press("Remplacer le document")
    me.confirmed("Le document est remplacé par sa nouvelle version.")
    expect(me.heading("Bilan sanguin corrigé")).to_be_visible()
    versions = page.get_by_role("list", name="Versions de ce document")
    me.look("document-versions", shows=versions.get_by_role("link", name="Version 1"))
    versions.get_by_role("link", name="Version 1").click()
    me.look("document-ancienne-version", shows=page.get_by_text("Vous consultez une ancienne version"))
    expect(page.get_by_role("img", name="Page 1 sur 1")).to_be_visible()
    expect(page.get_by_role("button", name="Supprimer")).to_have_count(0)
    me.follow("Voir la version qui l'a remplacée")
    expect(me.heading("Bilan sanguin corrigé")).to_be_visible()


def _hide_everything(me: Visitor, patient: Patient, carer: Carer) -> None:
    page = me.page
    page.goto("/parametres/confidentialite")
    me.look("confidentialite-tout", shows=page.get_by_role("button", name="Masquer tous mes documents"))
    me.press_and_confirm("Masquer tous mes documents")
    me.confirmed("Tous vos documents sont masqués.")
    me.look("confidentialite-tout-masque", shows=page.get_by_role("button", name="Ne plus tout masquer"))
    assert _seen(patient, carer) == []
    me.press_and_confirm("Ne plus tout masquer")
    me.confirmed("Vos documents ont retrouvé leur visibilité.")
    assert _seen(patient, carer) == ["Échographie du genou"]


def _delete(me: Visitor, patient: Patient, carer: Carer) -> None:
    page = me.page
    page.goto("/documents")
    me.follow("Échographie du genou")
    me.press("Supprimer")
    dialog = page.get_by_role("alertdialog", name="Supprimer ce document")
    me.look("document-supprimer", shows=dialog)
    dialog.get_by_role("button", name="Supprimer").click()
    me.confirmed("Le document est supprimé.")
    listed = page.get_by_role("list", name="Liste des documents").get_by_role("listitem")
    expect(listed).to_have_text([_holding("Bilan sanguin corrigé")])
    assert _seen(patient, carer) == []
