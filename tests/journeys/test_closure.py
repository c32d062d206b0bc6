"""The end of a profile: closed and come back to, then erased; each told, confirmed and proved."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.journeys.visitor import Visitor
from tests.support.api import Api
from tests.support.mailbox import login_code
from tests.support.platform import LOGIN_CODE, PASSWORD, Patient, Platform, until

Visitors = Callable[[], Visitor]


def prove(me: Visitor, patient: Patient, act: str, picture: str | None = None) -> None:
    """Password, then the code that comes, then the act."""
    mailbox = me.platform.mailbox
    already = len([mail for mail in mailbox.to(patient.email) if LOGIN_CODE in mail["subject"]])
    if picture:
        me.look(f"{picture}-mot-de-passe", shows=me.page.get_by_role("button", name="Recevoir un code"))
    me.fill(Mot_de_passe=PASSWORD)
    me.press("Recevoir un code")
    code = me.page.get_by_role("textbox", name="Code à usage unique")
    if picture:
        me.look(f"{picture}-code", shows=code)
    code.fill(login_code(mailbox.wait(patient.email, LOGIN_CODE, count=already + 1)))
    me.press(act)


def _open_again(api: Api, patient: Patient) -> None:
    """Where documents are kept, it is heard a moment later."""
    asked = {"expect": (200, 404, 409, 503), "path": patient.here}
    until(lambda: api.call("listDocuments", **asked).status_code == 200)


@pytest.mark.feature("CLO-01", "CLO-02", "CLO-04", "CLO-05", "CLO-08", "NAV-05")
def test_a_profile_is_closed_and_come_back_to(platform: Platform, visitor: Visitors) -> None:
    patient = platform.patient()
    title = patient.deposit()["title"]
    me = visitor()
    page = me.page
    page.goto("/connexion")
    me.log_in(patient.identifier, patient.email, PASSWORD)
    expect(me.heading(f"Bonjour {patient.person.given_name}")).to_be_visible()
    page.goto("/parametres")
    me.follow("Clôture du profil")
    me.look("cloture", shows=page.get_by_role("button", name="Clôturer mon profil"))
    me.press("Clôturer mon profil")
    me.look("cloture-confirmer", shows=page.get_by_role("alertdialog"))
    page.get_by_role("alertdialog").get_by_role("button", name="Clôturer mon profil").click()
    prove(me, patient, "Clôturer mon profil", "cloture")
    me.look("cloture-faite", shows=me.heading("Votre profil est clôturé"))
    platform.mailbox.wait(patient.email, "Votre profil Mon espace santé est clôturé")

    page.goto("/accueil")
    expect(page.get_by_role("button", name="Continuer")).to_be_visible()
    me.log_in(patient.identifier, patient.email, PASSWORD)
    me.look("cloture-retour", shows=page.get_by_role("button", name="Réactiver mon profil"))
    me.press("Réactiver mon profil")
    me.confirmed("Votre profil est réactivé.")
    _open_again(platform.log_in(patient.identifier, patient.email), patient)
    page.goto("/documents")
    expect(page.get_by_text(title).first).to_be_visible()


@pytest.mark.feature("CLO-03", "CLO-07", "CLO-08")
def test_everything_is_erased_and_said_to_be(platform: Platform, visitor: Visitors) -> None:
    patient = platform.patient()
    patient.deposit()
    me = visitor()
    page = me.page
    page.goto("/connexion")
    me.log_in(patient.identifier, patient.email, PASSWORD)
    expect(me.heading(f"Bonjour {patient.person.given_name}")).to_be_visible()
    page.goto("/parametres/cloture")
    me.press_and_confirm("Demander la suppression")
    prove(me, patient, "Demander la suppression")
    me.look("suppression", shows=page.get_by_text("Toutes les données sont supprimées"))
    address = page.url
    platform.mailbox.wait(patient.email, "Vos données Mon espace santé sont supprimées")

    page.goto("/connexion")
    me.fill(Identifiant=patient.identifier, Mot_de_passe=PASSWORD)
    me.press("Continuer")
    expect(page.get_by_role("alert")).to_be_visible()
    page.goto(address)
    expect(page.get_by_text("Toutes les données sont supprimées")).to_be_visible()

    operator = platform.operator()
    desk = visitor()
    desk.page.goto("/ops/connexion")
    desk.log_in(operator.identifier, operator.email, PASSWORD)
    desk.follow("Suppressions")
    desk.look("operateur-suppressions", shows=desk.page.get_by_role("table", name="Demandes de suppression"))


@pytest.mark.feature("CLO-02", "CLO-05", "CLO-09")
def test_a_parent_closes_a_childs_profile_and_opens_it_again(platform: Platform, visitor: Visitors) -> None:
    parent, minor = platform.parent()
    child = platform.opened_for(parent, minor)
    title = child.deposit()["title"]
    me = visitor()
    page = me.page
    page.goto("/connexion")
    me.log_in(parent.identifier, parent.email, PASSWORD)
    expect(me.heading(f"Bonjour {parent.person.given_name}")).to_be_visible()
    page.goto(f"/profils/{child.record}/parametres")
    me.follow("Clôture du profil")
    me.press("Clôturer ce profil")
    me.look("cloture-enfant-confirmer", shows=page.get_by_role("alertdialog"))
    page.get_by_role("alertdialog").get_by_role("button", name="Clôturer ce profil").click()
    prove(me, parent, "Clôturer ce profil")
    me.confirmed("est clôturé.")
    shut = {"expect": (200, 404, 409, 503), "path": child.here}
    until(lambda: child.api.call("listDocuments", **shut).status_code in (404, 409))
    me.press("Voir mes profils")
    reopen = page.get_by_role("button", name="Réactiver")
    me.look("cloture-enfant-profils", shows=reopen)
    reopen.click()
    me.confirmed(minor.given_name)
    page.get_by_role("button", name=f"Ouvrir l'espace de {minor.given_name}").click()
    expect(page.get_by_role("region", name="Profil consulté")).to_contain_text(minor.given_name)
    _open_again(parent.api, child)
    page.goto(f"/profils/{child.record}/documents")
    expect(page.get_by_text(title).first).to_be_visible()


@pytest.mark.feature("CLO-03", "CLO-09")
def test_a_parent_has_the_data_of_a_closed_childs_profile_erased(platform: Platform, visitor: Visitors) -> None:
    parent, minor = platform.parent()
    child = platform.opened_for(parent, minor)
    me = visitor()
    page = me.page
    page.goto("/connexion")
    me.log_in(parent.identifier, parent.email, PASSWORD)
    expect(me.heading(f"Bonjour {parent.person.given_name}")).to_be_visible()
    page.goto(f"/profils/{child.record}/parametres/cloture")
    me.press_and_confirm("Clôturer ce profil")
    prove(me, parent, "Clôturer ce profil")
    me.confirmed("est clôturé.")
    platform.mailbox.wait(parent.email, "Le profil Mon espace santé de votre enfant est clôturé")
    me.press("Voir mes profils")
    me.follow("Demander la suppression des données")
    me.look("suppression-enfant", shows=me.heading(f"Supprimer les données de {minor.given_name}"))
    me.press_and_confirm("Demander la suppression")
    prove(me, parent, "Demander la suppression")
    expect(page.get_by_text("Toutes les données sont supprimées")).to_be_visible()
    page.goto("/profils")
    expect(page.get_by_text("Aucun profil à ajouter")).to_be_visible()
