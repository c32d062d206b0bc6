"""A person chooses a doctor to help them; the doctor does what they are asked, and the person sees it and why."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.journeys.visitor import Visitor
from tests.support.platform import Account, Carer, Patient, Platform, until

Visitors = Callable[[], Visitor]


@pytest.fixture
def helped(platform: Platform) -> tuple[Patient, Carer, Carer]:
    """A patient whose administrator is a doctor who has read there, and a nurse who has access."""
    patient, doctor, nurse = platform.patient(), platform.professional(), platform.professional("G15_60")
    patient.deposit(title="Compte rendu du printemps")
    for carer in (doctor, nurse):
        carer.declares_care_of(patient)
    until(lambda: doctor.api.call("listDocuments", expect=(200, 404, 503), path=patient.here).status_code == 200)
    chosen = {**patient.here, "professional": doctor.id}
    appoint = "appointAdministrator"
    until(lambda: patient.api.call(appoint, expect=(200, 202, 409), path=chosen).status_code == 200)
    return patient, doctor, nurse


def logged_in(visitor: Visitors, account: Account, page: str) -> Visitor:
    someone = visitor()
    someone.page.goto(page)
    someone.log_in(account.identifier, account.email, account.password)
    expect(someone.page.get_by_role("button", name="Se connecter")).to_have_count(0)
    return someone


@pytest.mark.feature("ADM-01", "ADM-05", "ADM-06", "ADM-10", "ADM-11", "GRD-02", "HIS-06")
def test_the_administrator_blocks_and_hides_and_the_person_sees_why(
    platform: Platform, visitor: Visitors, helped: tuple[Patient, Carer, Carer]
) -> None:
    patient, doctor, nurse = helped
    name = nurse.api.call("whoAmI", expect=200).json()["display_name"]
    theirs = doctor.api.call("whoAmI", expect=200).json()["display_name"]
    me = logged_in(visitor, doctor, "/pro/connexion")
    me.page.get_by_role("textbox", name="Matricule INS").fill(patient.person.nir)
    me.press("Rechercher")
    me.follow("Ouvrir le dossier")
    me.look("pro-administrateur", shows=me.page.get_by_role("link", name="Vous êtes administrateur de cet espace"))
    _block(me, name, theirs)
    _hide(me)
    me.page.get_by_role("link", name="Documents").first.click()

    them = logged_in(visitor, patient, "/connexion")
    expect(them.heading(f"Bonjour {patient.person.given_name}")).to_be_visible()
    acts = {"professional-blocked", "document-consulted", "document-hidden"}
    until(lambda: acts <= patient.acts())
    them.page.goto("/historique")
    blocked = them.page.get_by_role("listitem").filter(has_text="a bloqué un professionnel")
    expect(blocked).to_contain_text(theirs)
    expect(blocked).to_contain_text("En qualité d'administrateur de votre espace")
    hidden = them.page.get_by_role("listitem").filter(has_text="a masqué un document")
    hidden.get_by_text("Pourquoi était-ce possible").click()
    expect(hidden).to_contain_text("Vous l'aviez choisi comme administrateur")
    read = them.page.get_by_role("listitem").filter(has_text="a consulté un document").first
    read.get_by_text("Pourquoi était-ce possible").click()
    them.look("historique-raison", shows=read.get_by_text("La grille de ce jour-là ouvrait"))
    expect(read).to_contain_text("à sa profession : Médecins")
    expect(read).to_contain_text("Grille d'autorisation 2024-09-25")


def _block(me: Visitor, name: str, theirs: str) -> None:
    page = me.page
    me.follow("Vous êtes administrateur de cet espace")
    me.look("pro-administrateur-liste", shows=page.get_by_role("button", name=f"Bloquer {name}"))
    expect(page.get_by_role("list", name="Professionnels autorisés")).to_contain_text(theirs)
    expect(page.get_by_role("button", name=f"Bloquer {theirs}")).to_have_count(0)
    me.press(f"Bloquer {name}")
    dialog = page.get_by_role("alertdialog")
    me.look("pro-administrateur-bloquer", shows=dialog)
    dialog.get_by_role("button", name="Bloquer").click()
    me.confirmed("est bloqué")
    expect(page.get_by_role("list", name="Professionnels bloqués")).to_contain_text(name)
    # Who was blocked, the person alone lets in again; nobody is appointed here either.
    expect(page.get_by_role("button", name=re.compile("Débloquer|Nommer|Retirer"))).to_have_count(0)
    me.follow("Documents")


def _hide(me: Visitor) -> None:
    page = me.page
    me.follow("Compte rendu du printemps")
    me.press("Masquer à la demande du patient")
    dialog = page.get_by_role("alertdialog")
    dialog.get_by_role("checkbox", name=re.compile("J'atteste")).press("Space")
    me.look("pro-administrateur-masquer", shows=dialog)
    dialog.get_by_role("button", name="Masquer à la demande du patient").click()
    expect(page.get_by_role("button", name="Masquer à la demande du patient")).to_have_count(0)
    expect(me.heading("Compte rendu du printemps")).to_be_visible()


@pytest.mark.feature("GRD-03", "GRD-07", "ACC-03")
def test_the_grid_is_told_in_plain_words(platform: Platform, visitor: Visitors) -> None:
    patient = platform.patient()
    me = logged_in(visitor, patient, "/connexion")
    expect(me.heading(f"Bonjour {patient.person.given_name}")).to_be_visible()
    me.page.goto("/parametres/qui-peut-voir-quoi")
    me.look("grille-en-mots", shows=me.page.get_by_text(re.compile("^Un infirmier peut voir")))
    me.page.get_by_label("Profession").select_option(label="Infirmiers")
    me.look("grille-une-profession", shows=me.page.get_by_role("list", name="Peut consulter", exact=True))
    me.page.get_by_label("Profession").select_option(value="all")
    me.look("grille-tableau", shows=me.page.get_by_role("table", name="Tableau des types de documents"))
