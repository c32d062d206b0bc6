"""The medical profile, from the home page to the doctor's screen, and what the person then sees of it."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, expect

from tests.journeys.visitor import Visitor
from tests.support.platform import Account, Patient, Platform, until

Visitors = Callable[[], Visitor]


def logged_in(visitor: Visitors, account: Account, page: str) -> Visitor:
    """Someone in front of their own space."""
    someone = visitor()
    someone.page.goto(page)
    someone.log_in(account.identifier, account.email, account.password)
    expect(someone.page.get_by_role("button", name="Se connecter")).to_have_count(0)
    return someone


def entries(someone: Visitor, section: str) -> Locator:
    """The entries of a section in view."""
    return someone.page.get_by_role("list", name=section, exact=True)


def open_section(me: Visitor, name: str) -> None:
    """From the overview, by its card."""
    me.page.get_by_role("heading", name=name, exact=True).get_by_role("link").click()
    expect(me.page.get_by_role("heading", name=name, level=1)).to_be_visible()


@pytest.mark.feature("NAV-06", "PRO-01", "PRO-02", "PRO-03", "PRO-04", "PRO-08", "PRO-09", "PRO-10", "PRO-18", "PRO-19")
def test_a_profile_is_filled_read_by_a_doctor_and_the_read_is_told(platform: Platform, visitor: Visitors) -> None:
    patient, carer = platform.patient(), platform.professional()
    me = logged_in(visitor, patient, "/connexion")
    expect(me.heading(f"Bonjour {patient.person.given_name}")).to_be_visible()
    me.page.goto("/accueil")
    expect(me.page.get_by_role("link", name="Ajouter un document de santé")).to_be_visible()
    me.look("accueil", shows=me.page.get_by_role("link", name="Compléter mon profil médical"))
    me.follow("Compléter mon profil médical")
    me.look("profil-vide", shows=me.page.get_by_text("0 rubrique sur 7 est renseignée."))
    _note_an_allergy(me)
    _declare_nothing(me)
    me.look("profil-rempli", shows=me.page.get_by_text("2 rubriques sur 7 sont renseignées."))

    carer.declares_care_of(patient)
    until(lambda: carer.api.call("listDocuments", expect=(200, 404, 503), path=patient.here).status_code == 200)
    doctor = logged_in(visitor, carer, "/pro/connexion")
    _consult(doctor, patient)

    me.page.goto("/profil-medical/vaccinations")
    me.look("profil-vaccinations", shows=me.page.get_by_text("Ajouté par un professionnel"))
    expect(entries(me, "Vaccinations").get_by_role("heading", name="Grippe saisonnière")).to_be_visible()
    until(lambda: {"profile-consulted", "profile-entry-added"} <= patient.acts())
    me.page.goto("/historique")
    acts = me.page.get_by_role("main").get_by_role("listitem")
    expect(acts.filter(has_text="a ajouté un élément au profil médical")).to_be_visible()
    me.look("profil-historique", shows=acts.filter(has_text="a consulté le profil médical"))


def _note_an_allergy(me: Visitor) -> None:
    page = me.page
    open_section(me, "Allergies")
    me.look("profil-rubrique-vide", shows=page.get_by_role("button", name="Je n'ai rien à déclarer"))
    me.press("J'ajoute une allergie")
    form = page.get_by_role("form", name="J'ajoute une allergie")
    save = form.get_by_role("button", name="Enregistrer")
    form.get_by_role("textbox", name="Depuis").fill("au printemps")
    save.click()
    me.look("profil-saisie-refusee", shows=form.get_by_text("Cette date n'est pas comprise.").first)
    form.get_by_role("textbox", name="À quoi êtes-vous allergique").fill("Pollens de bouleau")
    form.get_by_role("textbox", name="Réaction").fill("Éternuements")
    form.get_by_role("textbox", name="Depuis").fill("03/2019")
    save.click()
    me.confirmed("C'est ajouté.")
    expect(entries(me, "Allergies")).to_contain_text("mars 2019")
    me.press("Modifier : Pollens de bouleau")
    form = page.get_by_role("form", name="Modifier : Pollens de bouleau")
    form.get_by_role("textbox", name="Remarque").fill("Surtout en avril")
    form.get_by_role("button", name="Enregistrer").click()
    me.confirmed("C'est modifié.")
    me.look("profil-rubrique", shows=entries(me, "Allergies").get_by_text("Surtout en avril"))
    page.get_by_role("main").get_by_role("link", name="Profil médical").click()


def _declare_nothing(me: Visitor) -> None:
    page = me.page
    open_section(me, "Traitements")
    me.press("Je n'ai rien à déclarer")
    me.confirmed("C'est noté")
    expect(page.get_by_text("C'est ce que vos soignants liront")).to_be_visible()
    page.get_by_role("main").get_by_role("link", name="Profil médical").click()


def _consult(doctor: Visitor, patient: Patient) -> None:
    page = doctor.page
    page.get_by_role("textbox", name="Matricule INS").fill(patient.person.nir)
    doctor.press("Rechercher")
    doctor.follow("Ouvrir le dossier")
    page.get_by_role("navigation", name="Parties du dossier").get_by_role("link", name="Profil médical").click()
    expect(doctor.heading("Pollens de bouleau")).to_be_visible()
    expect(page.get_by_text("La personne déclare n'avoir rien à signaler.")).to_be_visible()
    doctor.press("Ajouter une vaccination")
    form = page.get_by_role("form", name="Ajouter une vaccination")
    form.get_by_role("textbox", name="Vaccin", exact=True).fill("Grippe saisonnière")
    form.get_by_role("textbox", name="Date de l'injection").fill("12/10/2025")
    form.get_by_role("button", name="Enregistrer").click()
    doctor.confirmed("C'est ajouté.")
    doctor.look("pro-profil", shows=doctor.heading("Grippe saisonnière"))


@pytest.mark.feature("MIN-13", "PRO-18")
def test_a_parent_fills_the_profile_of_a_child(platform: Platform, visitor: Visitors) -> None:
    parent, minor = platform.parent()
    child = platform.opened_for(parent, minor)
    until(lambda: parent.api.call("showProfile", expect=(200, 404), path=child.here).status_code == 200)
    me = logged_in(visitor, parent, "/connexion")
    expect(me.heading(f"Bonjour {parent.person.given_name}")).to_be_visible()
    me.page.goto(f"/profils/{child.record}/profil-medical/family-history")
    me.press("J'ajoute un antécédent familial")
    form = me.page.get_by_role("form", name="J'ajoute un antécédent familial")
    form.get_by_role("textbox", name="Maladie").fill("Diabète de type 1")
    form.get_by_role("textbox", name="Membre de la famille").fill("Tante")
    form.get_by_role("button", name="Enregistrer").click()
    me.confirmed("C'est ajouté.")
    me.look("profil-enfant", shows=entries(me, "Antécédents familiaux").get_by_text("Tante"))
    until(lambda: "profile-entry-added" in child.acts())
