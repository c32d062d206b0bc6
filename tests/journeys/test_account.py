"""My account: a new address is proved, a foreign session closed, the password changed; forgotten credentials found."""

import secrets
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.journeys.visitor import Visitor
from tests.support.mailbox import login_code, provisional_code
from tests.support.platform import PASSWORD, Platform

Visitors = Callable[[], Visitor]
BETTER = "Jonquille-43-avril"


@pytest.mark.feature("LOG-05", "LOG-11", "NAV-09", "ACT-35")
def test_the_holder_of_an_account_keeps_it_in_hand(platform: Platform, visitor: Visitors) -> None:
    patient = platform.patient()
    me = visitor()
    page = me.page
    page.goto("/connexion")
    me.log_in(patient.identifier, patient.email, PASSWORD)
    expect(me.heading(f"Bonjour {patient.person.given_name}")).to_be_visible()
    # The browser is new to the account: its holder is told.
    platform.mailbox.wait(patient.email, "Nouvelle connexion")
    page.goto("/parametres")
    me.look("parametres", shows=page.get_by_role("link", name="Mon compte"))
    me.follow("Mon compte")
    me.look("compte", shows=page.get_by_role("list", name="Sessions ouvertes"))

    me.press("Fermer la session Python Requests")
    me.confirmed("La session est fermée.")
    expect(page.get_by_role("list", name="Sessions ouvertes").get_by_role("listitem")).to_have_count(1)

    _change_address(me, patient.email)
    _change_password(me)


def _change_address(me: Visitor, former: str) -> None:
    page, fresh = me.page, f"n{secrets.token_hex(6)}@courriel.example"
    me.follow("Modifier mon adresse e-mail")
    me.look("compte-adresse", shows=page.get_by_role("button", name="Recevoir le code"))
    page.get_by_label("Nouvelle adresse e-mail", exact=True).fill(fresh)
    me.fill(Mon_mot_de_passe=PASSWORD)
    me.press("Recevoir le code")
    code = page.get_by_label("Code à 6 chiffres")
    me.look("compte-preuve", shows=code)
    code.fill(login_code(me.platform.mailbox.wait(fresh, "Confirmez vos coordonnées")))
    me.press("Confirmer")
    me.confirmed("Vos coordonnées sont à jour.")
    expect(page.get_by_text(fresh)).to_be_visible()
    me.platform.mailbox.wait(former, "ont changé")


def _change_password(me: Visitor) -> None:
    me.follow("Changer mon mot de passe")
    me.look("compte-mot-de-passe", shows=me.page.get_by_role("button", name="Changer mon mot de passe"))
    me.fill(Mot_de_passe_actuel="Ce-n-est-pas-1-bon", Nouveau_mot_de_passe=BETTER)
    me.press("Changer mon mot de passe")
    expect(me.page.get_by_role("alert")).to_contain_text("Ce n'est pas votre mot de passe actuel")
    me.fill(Mot_de_passe_actuel=PASSWORD)
    me.press("Changer mon mot de passe")
    me.confirmed("Votre mot de passe est changé.")


@pytest.mark.feature("LOG-01", "LOG-10")
def test_forgotten_credentials_are_found_by_identifying_again(platform: Platform, visitor: Visitors) -> None:
    patient = platform.patient()
    person = patient.person
    me = visitor()
    page = me.page
    page.goto("/")
    me.follow("Connexion")
    me.follow("Retrouver mes accès")
    me.look("acces-oublies", shows=page.get_by_role("link", name="Recevoir un code provisoire"))
    me.follow("Recevoir un code provisoire")
    me.look("acces-oublies-code", shows=page.get_by_role("button", name="Recevoir mon code"))
    me.fill(Numéro_de_sécurité_sociale=person.nir, Numéro_de_série_de_votre_carte_Vitale=person.vitale_serial)
    year, month, day = str(person.birth_date).split("-")
    me.fill(Jour=day, Mois=month, Année=year)
    me.choose("Par e-mail")
    me.press("Recevoir mon code")
    code = provisional_code(platform.mailbox.wait(patient.email, "Votre code provisoire"))
    me.follow("J'ai mon code : je m'identifie")
    me.look("acces-oublies-identification", shows=page.get_by_role("button", name="Je m'identifie"))
    me.fill(
        Code_provisoire=code,
        Numéro_de_sécurité_sociale=person.nir,
        Numéro_de_série_de_votre_carte_Vitale=person.vitale_serial,
    )
    me.press("Je m'identifie")
    me.look("acces-oublies-choix", shows=page.get_by_text(f"Votre identifiant est « {patient.identifier} »"))
    me.fill(Mot_de_passe=BETTER)
    me.press("Enregistrer mes nouveaux accès")
    me.look("acces-oublies-fin", shows=me.heading("Vos nouveaux accès sont enregistrés"))
    me.follow("Me connecter")
    me.log_in(patient.identifier, patient.email, BETTER)
    expect(me.heading(f"Bonjour {person.given_name}")).to_be_visible()
