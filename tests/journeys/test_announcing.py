"""A doctor announces a result kept back, and shows parents what was secret care; before, neither exists for them."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.journeys.test_profile import logged_in
from tests.journeys.visitor import Visitor
from tests.support.platform import Patient, Platform, until

Visitors = Callable[[], Visitor]
KEPT, SECRET = "Résultat à annoncer", "Consultation confidentielle"
REPORT = "11488-4"


@pytest.mark.feature("PSS-03")
def test_what_is_kept_from_a_family_is_shown_by_the_doctors_word(platform: Platform, visitor: Visitors) -> None:
    (parent, minor), carer = platform.parent(), platform.professional()
    child = platform.opened_for(parent, minor)
    carer.declares_care_of(child)
    until(lambda: carer.api.call("listDocuments", expect=(200, 404, 503), path=child.here).status_code == 200)
    child.deposit(carer.api, title=KEPT, type=REPORT, withheld="true")
    child.deposit(carer.api, title=SECRET, type=REPORT, hidden_from_representatives="true")
    assert _titles(child) == set()

    doctor = logged_in(visitor, carer, "/pro/connexion")
    page = doctor.page
    page.get_by_role("textbox", name="Matricule INS").fill(minor.nir)
    doctor.press("Rechercher")
    doctor.follow("Ouvrir le dossier")
    doctor.look("pro-masque-representants", shows=page.get_by_text("Masqué aux représentants légaux"))
    doctor.follow(KEPT)
    doctor.look("pro-a-annoncer", shows=page.get_by_text("La personne ne voit pas encore ce document"))
    doctor.press_and_confirm("Rendre visible au patient")
    doctor.confirmed("Le document est visible par le patient.")
    assert _titles(child) == {KEPT}

    page.get_by_role("main").get_by_role("link", name="Documents", exact=True).first.click()
    doctor.follow(SECRET)
    doctor.look("pro-soins-confidentiels", shows=page.get_by_text("Soins confidentiels"))
    doctor.press("Montrer aux représentants légaux")
    doctor.look("pro-soins-confidentiels-montrer", shows=page.get_by_role("alertdialog"))
    page.get_by_role("alertdialog").get_by_role("button", name="Montrer aux représentants légaux").click()
    doctor.confirmed("Le document est visible par les représentants légaux.")
    expect(page.get_by_text("Soins confidentiels")).to_have_count(0)
    assert _titles(child) == {KEPT, SECRET}


@pytest.mark.feature("PSS-03")
def test_a_person_shows_what_was_secret_care_to_those_who_represented_them(
    platform: Platform, visitor: Visitors
) -> None:
    patient, carer = platform.patient(), platform.professional()
    carer.declares_care_of(patient)
    until(lambda: carer.api.call("listDocuments", expect=(200, 404, 503), path=patient.here).status_code == 200)
    patient.deposit(carer.api, title=SECRET, type=REPORT, hidden_from_representatives="true")
    me = logged_in(visitor, patient, "/connexion")
    expect(me.heading("Bonjour")).to_be_visible()
    me.page.goto("/documents")
    me.look("documents-soins-confidentiels", shows=me.page.get_by_text("Masqué aux représentants légaux"))
    me.follow(SECRET)
    me.look("document-soins-confidentiels", shows=me.page.get_by_text("Soins confidentiels"))
    me.press_and_confirm("Montrer à mes représentants légaux")
    me.confirmed("Le document est visible par les représentants légaux.")
    expect(me.page.get_by_role("button", name="Montrer à mes représentants légaux")).to_have_count(0)


def _titles(child: Patient) -> set[str]:
    """What the parent is shown."""
    items: list[dict[str, Any]] = child.api.call("listDocuments", expect=200, path=child.here).json()["items"]
    return {each["title"] for each in items}
