"""The founding story: a person opens their space, keeps a document there, lets a professional in and shuts them out."""

import re
import secrets
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from deploy.demo.files import pdf
from tests.journeys.visitor import Visitor
from tests.support.platform import PASSWORD, Platform, fresh_person

Visitors = Callable[[], Visitor]
EXITS = (
    "Commencer le parcours de découverte",
    "Créer le compte Mon espace santé de mes enfants",
    "Terminer mon parcours",
)


@pytest.mark.feature(
    "ACT-09",
    "ACT-10",
    "ACT-11",
    "ACT-12",
    "ACT-13",
    "ACT-24",
    "ACT-31",
    "ACT-33",
    "ACT-36",
    "ACT-37",
    "ACT-39",
    "LOG-03",
    "LOG-04",
    "LOG-05",
    "LOG-06",
    "LOG-12",
    "NAV-02",
    "DOC-05",
    "DOC-07",
    "DOC-13",
    "DOC-14",
    "DOC-22",
)
def test_from_the_invitation_to_a_first_document(platform: Platform, visitor: Visitors) -> None:
    person = fresh_person()
    platform.register(person)
    identifier = f"p.{secrets.token_hex(6)}"
    me = visitor()
    me.page.goto("/")
    _activate(me, platform.provisional_code(person), person.nir, person.vitale_serial, identifier)

    me.look("activation-reussie", shows=me.page.get_by_role("link", name="Terminer mon parcours"))
    expect(me.page.get_by_role("main").get_by_role("link")).to_have_text(list(EXITS))
    me.follow("Commencer le parcours de découverte")
    expect(me.page.get_by_role("button", name="Continuer")).to_be_visible()
    me.page.goto("/parametres/compte")
    me.log_in(identifier, str(person.email), PASSWORD, picture="connexion")
    me.look("bienvenue", shows=me.heading(f"Bienvenue {person.given_name}"))
    me.follow("Plus tard")
    expect(me.page).to_have_url(re.compile("/parametres/compte$"))
    me.page.goto("/accueil")
    me.look("accueil", shows=me.heading(f"Bonjour {person.given_name}"))
    initial = f"{person.given_name} {person.family_name[0]}."
    expect(me.page.get_by_role("banner")).to_contain_text(initial)

    _deposit(me)
    _hide_and_show(me)


def _activate(me: Visitor, code: str, nir: str, serial: str, identifier: str) -> None:
    page = me.page
    me.look("public", shows=page.get_by_role("link", name="Activer Mon espace santé"))
    me.follow("Activer Mon espace santé")
    me.look("activation", shows=page.get_by_role("link", name="Commencer"))
    me.follow("Commencer")
    me.look("activation-identification", shows=page.get_by_role("button", name="Je m'identifie"))
    expect(page.get_by_text("Il est indiqué sur la carte").first).to_be_visible()
    me.fill(
        Code_provisoire=code,
        Numéro_de_sécurité_sociale=nir,
        Numéro_de_série_de_votre_carte_Vitale=serial,
    )
    me.press("Je m'identifie")
    me.look("activation-choix", shows=page.get_by_role("link", name="J'active mon compte"))
    expect(page.get_by_role("link", name="Je m'oppose à la création de mon compte")).to_be_visible()
    me.follow("J'active mon compte")
    me.look("activation-coordonnees", shows=me.heading("Je vérifie mes coordonnées de contact"))
    me.choose("Par e-mail")
    me.press("Continuer")
    me.look("activation-compte", shows=me.heading("Je choisis mon nouvel identifiant et mon mot de passe"))
    me.fill(Identifiant=identifier, Mot_de_passe=PASSWORD)
    me.press("J'active mon compte")
    me.look("activation-felicitations", shows=me.heading("Félicitations : mon compte est activé!"))


def _deposit(me: Visitor) -> None:
    page = me.page
    page.goto("/documents")
    me.look("documents-vide", shows=page.get_by_text("Aucun document pour l'instant"))
    me.follow("Ajouter un document")
    browse = page.get_by_role("button", name="parcourir les fichiers")
    me.look("deposer", shows=browse)
    with page.expect_file_chooser() as chooser:
        browse.click()
    content = pdf("Ordonnance", "Cabinet des Tilleuls", ["Paracétamol 1 g"])
    chooser.value.set_files({"name": "ordonnance.pdf", "mimeType": "application/pdf", "buffer": content})
    form = page.get_by_role("form", name="Informations du document ordonnance.pdf")
    me.look("deposer-informations", shows=form)
    form.get_by_label("Titre du document").fill("Ordonnance du printemps")
    form.get_by_label("Sorte de document").select_option("ordonnance")
    me.press("Enregistrer le document")
    me.confirmed("Mon document est ajouté!")
    listed = page.get_by_role("list", name="Liste des documents")
    me.look("documents", shows=listed)
    expect(listed).to_contain_text("Ordonnance du printemps")


def _hide_and_show(me: Visitor) -> None:
    page = me.page
    me.follow("Ordonnance du printemps")
    me.look("document", shows=page.get_by_role("img", name="Page 1 sur 1"))
    me.press_and_confirm("Masquer aux professionnels")
    me.confirmed("Le document est masqué aux professionnels.")
    me.press_and_confirm("Rendre visible")
    me.confirmed("Le document est de nouveau visible.")
