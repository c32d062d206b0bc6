"""A parent opens their child's space and shares it; each sees for whom they act and what the other did."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Locator, expect

from deploy.demo.files import pdf
from deploy.demo.people import InsuredPerson
from tests.journeys.visitor import Visitor
from tests.support.platform import Patient, Platform, until

Visitors = Callable[[], Visitor]


def short(person: InsuredPerson) -> str:
    """As the header names them: « Inaya M. »."""
    return f"{person.given_name} {person.family_name[0]}."


def menu(me: Visitor, shown: InsuredPerson) -> Locator:
    """Open the menu behind the name at the top of the page."""
    me.page.get_by_role("banner").get_by_role("button", name=short(shown)).click()
    return me.page.get_by_role("menu")


def enter(me: Visitor, patient: Patient) -> None:
    me.page.goto("/connexion")
    me.log_in(patient.identifier, patient.email, patient.password)
    expect(me.heading(f"Bonjour {patient.person.given_name}")).to_be_visible()


@pytest.mark.feature(
    "MIN-01", "MIN-02", "MIN-03", "MIN-04", "MIN-05", "MIN-06", "MIN-07", "MIN-12", "MIN-13", "MIN-16", "MIN-17",
    "MIN-18", "MIN-19", "MIN-20", "MIN-23", "ACT-37", "NAV-02", "NAV-04", "HIS-08",
)  # fmt: skip
def test_a_child_is_added_shared_and_grows_up(platform: Platform, visitor: Visitors) -> None:
    (parent, lola), other = platform.parent(), platform.patient()
    me, second = visitor(), visitor()
    _add(me, parent, lola)
    _deposit(me, lola)
    _share(me, other.person)

    enter(second, other)
    _accept(second, other, lola)
    menu(second, other.person).get_by_role("menuitem", name=short(lola)).click()
    expect(second.page.get_by_role("region", name="Profil consulté")).to_contain_text(short(lola))
    second.page.goto(second.page.url.replace("/accueil", "/historique"))
    entry = second.page.get_by_role("listitem").filter(has_text=f"{short(parent.person)} pour {short(lola)}")
    second.look("famille-historique", shows=entry)
    expect(entry.first).to_contain_text("En qualité de représentant légal")

    # The insurer corrects the birth date: the child is of age, and both have lost everything.
    platform.register(replace(lola, birth_date=(datetime.now(UTC) - timedelta(days=365 * 19)).date()), invite=False)
    until(lambda: parent.api.call("listProfiles", expect=200).json()["children"] == [])
    second.page.reload()
    second.look("famille-majorite", shows=second.heading("Ce profil n'est plus rattaché au vôtre"))


def _add(me: Visitor, parent: Patient, lola: InsuredPerson) -> None:
    """From the last page of an activation (ACT-37), and from the menu (MIN-02, MIN-03)."""
    page = me.page
    page.goto("/activation/compte-active")
    me.follow("Créer le compte Mon espace santé de mes enfants")
    me.log_in(parent.identifier, parent.email, parent.password)
    expect(me.heading("Ajouter un ou plusieurs profils")).to_be_visible()
    page.goto("/accueil")
    choices = menu(me, parent.person)
    me.look("famille-menu", shows=choices)
    choices.get_by_role("menuitem", name="Ajouter un profil").click()
    child = page.get_by_role("checkbox", name=short(lola))
    me.look("famille-ajouter", shows=page.get_by_text(short(lola)))
    me.press("Ajouter")
    me.look("famille-ajouter-erreurs", shows=page.get_by_role("alert"))
    child.press("Space")
    page.get_by_role("checkbox", name="Je certifie être le représentant légal").press("Space")
    me.press("Ajouter")
    me.confirmed("Le profil est ajouté.")
    me.look("famille-profils", shows=page.get_by_role("button", name=f"Ouvrir l'espace de {short(lola)}"))


def _deposit(me: Visitor, lola: InsuredPerson) -> None:
    page = me.page
    me.press(f"Ouvrir l'espace de {short(lola)}")
    band = page.get_by_role("region", name="Profil consulté")
    expect(band).to_contain_text(f"Vous consultez l'espace de {short(lola)}")
    me.look("famille-enfant", shows=page.get_by_role("banner").get_by_role("button", name=short(lola)))
    for entry in ("Accueil", "Documents"):
        expect(page.get_by_role("navigation").get_by_role("link", name=entry).first).to_be_visible()
    me.follow("Documents")
    expect(page.get_by_role("heading", level=1, name="Documents", exact=True)).to_be_visible()
    me.follow("Ajouter un document")
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="parcourir les fichiers").click()
    content = pdf("Certificat", "Cabinet des Tilleuls", ["Vaccins à jour"])
    chooser.value.set_files({"name": "certificat.pdf", "mimeType": "application/pdf", "buffer": content})
    form = page.get_by_role("form", name="Informations du document certificat.pdf")
    form.get_by_label("Titre du document").fill("Certificat de l'école")
    form.get_by_label("Sorte de document").select_option("ordonnance")
    me.press("Enregistrer le document")
    me.confirmed("Mon document est ajouté!")
    expect(page.get_by_role("list", name="Liste des documents")).to_contain_text("Certificat de l'école")


def _share(me: Visitor, other: InsuredPerson) -> None:
    page = me.page
    page.goto(page.url.replace("/documents", "/parametres"))
    me.look("famille-parametres", shows=page.get_by_role("link", name="Représentants légaux"))
    me.follow("Représentants légaux")
    me.look("famille-representants", shows=page.get_by_role("button", name="Partager"))
    year, month, day = str(other.birth_date).split("-")
    me.fill(Nom=other.family_name, Prénom=other.given_name, Jour=day, Mois=month, Année=year)
    page.get_by_role("checkbox", name="Je déclare que cette personne est représentante légale").press("Space")
    me.press("Partager")
    me.confirmed("Votre demande est enregistrée.")
    me.look("famille-invitation", shows=page.get_by_text("Invitation en cours"))


def _accept(second: Visitor, other: Patient, lola: InsuredPerson) -> None:
    second.platform.mailbox.wait(other.email, "Un parent vous invite à partager le profil d'un enfant")
    second.page.goto("/profils/invitations")
    second.look("famille-recue", shows=second.heading(short(lola)))
    second.page.get_by_role("checkbox", name=f"Je certifie être représentant légal de {short(lola)}").press("Space")
    second.press("Accepter")
    second.confirmed(f"Vous représentez désormais {short(lola)}")
