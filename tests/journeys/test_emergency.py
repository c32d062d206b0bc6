"""Somebody in danger: allowed beforehand, opened with a stated ground, told at once, reviewed, and explained."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.visitor import Visitor
from tests.support.platform import Account, Carer, Patient, Platform, until

Visitors = Callable[[], Visitor]
ALERTS = "**/api/consent/emergency-alerts"
SUBJECT = "Votre espace Mon espace santé a été ouvert en urgence"


def logged_in(visitor: Visitors, account: Account, page: str) -> Visitor:
    """Someone in front of their own space."""
    someone = visitor()
    someone.page.goto(page)
    someone.log_in(account.identifier, account.email, account.password)
    expect(someone.page.get_by_role("button", name="Se connecter")).to_have_count(0)
    return someone


@pytest.mark.feature("EMG-01", "EMG-02", "EMG-03", "EMG-04", "EMG-06", "EMG-09", "EMG-10", "EMG-11")
def test_an_emergency_from_the_switch_to_the_review(platform: Platform, visitor: Visitors) -> None:
    patient, carer = platform.patient(), platform.professional()
    patient.deposit(title="Allergies connues")
    me = logged_in(visitor, patient, "/connexion")
    expect(me.heading(f"Bonjour {patient.person.given_name}")).to_be_visible()
    _allow(me)
    doctor = logged_in(visitor, carer, "/pro/connexion")
    _open_in_emergency(doctor, patient)
    platform.mailbox.wait(patient.email, SUBJECT)
    me.page.goto("/parametres/acces-urgence")
    me.look("urgence-passee", shows=me.page.get_by_text("Trouvée inconsciente"))
    _review(platform, visitor, carer)


def _allow(me: Visitor) -> None:
    page = me.page
    page.goto("/parametres/confidentialite")
    me.follow("Accès en cas d'urgence")
    me.look("urgence-reglages", shows=page.get_by_text("Vous n'avez pas encore choisi"))
    page.get_by_role("checkbox", name=re.compile("tous les professionnels")).press("Space")
    me.press("Enregistrer mes choix")
    me.confirmed("Vos choix sont enregistrés")
    expect(page.get_by_text("Vous n'avez pas encore choisi")).to_have_count(0)


def _open_in_emergency(doctor: Visitor, patient: Patient) -> None:
    page = doctor.page
    page.get_by_role("textbox", name="Matricule INS").fill(patient.person.nir)
    doctor.press("Rechercher")
    doctor.follow("Ouvrir le dossier")
    doctor.press("Demander un accès en urgence")
    submit = page.get_by_role("button", name="Ouvrir en urgence")
    expect(submit).to_be_visible()
    submit.click()
    doctor.look("pro-urgence", shows=page.get_by_text("Choisissez un motif.").first)
    page.get_by_role("radio", name=re.compile("Risque immédiat")).press("Space")
    page.get_by_role("combobox", name="Situation").select_option("unconscious")
    page.get_by_role("textbox", name="Que se passe-t-il ?").fill("Trouvée inconsciente sur la voie publique.")
    submit.click()
    banner = page.get_by_role("region", name="Accès en urgence")
    doctor.look("pro-urgence-ouverte", shows=banner)
    doctor.follow("Allergies connues")
    expect(doctor.heading("Allergies connues")).to_be_visible()
    expect(banner).to_be_visible()


def _review(platform: Platform, visitor: Visitors, carer: Carer) -> None:
    operator = platform.operator()
    officer = logged_in(visitor, operator, "/ops/connexion")
    page = officer.page
    page.goto("/ops/urgences")
    officer.look("urgence-revue-refusee", shows=page.get_by_text("Cette page est réservée au médecin responsable"))
    account = operator.api.call("whoAmI", expect=200).json()["id"]
    platform.installation.cli("consent", "name", "officers", account)
    page.reload()
    name = carer.api.call("whoAmI", expect=200).json()["display_name"]
    form = page.get_by_role("form", name=f"Revue de l'accès de {name}")
    officer.look("urgence-revue", shows=form)
    form.get_by_role("radio", name="Justifié", exact=True).press("Space")
    form.get_by_role("textbox", name="Conclusion").fill("Appel retrouvé au registre.")
    _alerts_fail_meanwhile(page)
    expect(form.get_by_role("textbox", name="Conclusion")).to_have_value("Appel retrouvé au registre.")
    form.get_by_role("button", name="Enregistrer la revue").click()
    officer.confirmed("La revue est enregistrée.")
    expect(form).to_have_count(0)


def _alerts_fail_meanwhile(page: Page) -> None:
    """One of the answers that the page asks for by itself fails, then they come again."""
    page.route(ALERTS, lambda route: route.abort("connectionrefused"))
    again = page.get_by_role("region", name="Signalements", exact=True).get_by_role("button", name="Réessayer")
    expect(again).to_be_visible()
    page.unroute(ALERTS)
    expect(again).to_have_count(0)


@pytest.mark.feature("ACC-15", "GRD-01", "ADM-03", "ADM-04")
def test_a_choice_is_foreseen_explained_and_shared_with_an_administrator(platform: Platform, visitor: Visitors) -> None:
    patient, carer = platform.patient(), platform.professional()
    patient.deposit(title="Radio du genou")
    carer.declares_care_of(patient)
    until(lambda: carer.api.call("listDocuments", expect=(200, 404, 503), path=patient.here).status_code == 200)
    name = carer.api.call("whoAmI", expect=200).json()["display_name"]
    listed = {"path": patient.here}
    until(lambda: '"eligible": true' in _plain(patient.api.call("listProfessionals", expect=200, **listed).text))

    me = logged_in(visitor, patient, "/connexion")
    expect(me.heading(f"Bonjour {patient.person.given_name}")).to_be_visible()
    me.page.goto("/documents")
    me.follow("Radio du genou")
    me.page.get_by_role("combobox", name="Professionnel").select_option(label=name)
    because = me.page.get_by_text("Voit ce document", exact=True)
    me.look("document-explique", shows=because)
    reference = re.search(r"[A-Z]{10}", me.page.get_by_text("Donnez cette référence").inner_text())
    assert reference
    me.press("Masquer aux professionnels")
    dialog = me.page.get_by_role("alertdialog")
    me.look("document-apercu", shows=dialog.get_by_text("Après ceci, votre professionnel ne verra plus 1 document"))
    dialog.get_by_role("button", name="Annuler").click()

    _appoint(me, name)
    _ask_the_desk(platform, visitor, reference[0])


def _plain(text: str) -> str:
    return text.replace('"eligible":true', '"eligible": true')


def _appoint(me: Visitor, name: str) -> None:
    page = me.page
    page.goto("/parametres/confidentialite")
    me.press(f"Nommer administrateur : {name}")
    dialog = page.get_by_role("alertdialog")
    me.look("administrateur-nommer", shows=dialog)
    dialog.get_by_role("button", name="Nommer administrateur").click()
    remove = page.get_by_role("button", name=f"Retirer le rôle d'administrateur : {name}")
    me.look("administrateur", shows=remove)
    remove.click()
    page.get_by_role("alertdialog").get_by_role("button", name="Retirer le rôle d'administrateur").click()
    expect(page.get_by_role("button", name=f"Nommer administrateur : {name}")).to_be_visible()


def _ask_the_desk(platform: Platform, visitor: Visitors, reference: str) -> None:
    agent = logged_in(visitor, platform.agent(), "/ops/connexion")
    agent.page.goto("/ops/3422/explication")
    agent.page.get_by_role("textbox", name="Référence").fill(reference)
    agent.press("Voir la raison")
    agent.look("3422-explication", shows=agent.page.get_by_text("Voit ce document", exact=True))
    expect(agent.page.get_by_text("Radio du genou")).to_have_count(0)
