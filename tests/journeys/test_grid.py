"""Two operators: one proposes a version of the grid, the other reads what it changes and publishes it."""

import itertools
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.journeys.visitor import Visitor
from tests.support.platform import Platform, until

Visitors = Callable[[], Visitor]
VERSION = "2199-01-01"  # far ahead: nobody's rights change meanwhile


@pytest.mark.feature("GRD-07")
def test_a_version_of_the_grid_needs_two_operators(platform: Platform, visitor: Visitors) -> None:
    author, approver = platform.operator(), platform.operator()
    me = visitor()
    me.page.goto("/ops/connexion")
    me.log_in(author.identifier, author.email, author.password)
    me.follow("Grille")
    me.look("ops-grille", shows=me.page.get_by_role("table", name="Versions de la grille"))
    me.press("Proposer")
    expect(me.page.get_by_text("Ajoutez au moins un changement.").first).to_be_visible()
    me.page.get_by_role("textbox", name=re.compile("^Nom")).fill(VERSION)
    me.page.get_by_role("textbox", name=re.compile("^Décision ou texte")).fill("Arrêté de démonstration")
    me.page.get_by_label("Type de document").select_option("11488-4")
    me.page.get_by_label("Profession").select_option("OPTICIEN")
    me.press("Ajouter ce changement")
    me.look("ops-grille-proposition", shows=me.page.get_by_role("list", name="Changements proposés"))
    me.press("Proposer")
    me.confirmed("un autre opérateur doit la publier")
    row = me.page.get_by_role("row", name=re.compile(VERSION))
    expect(row).to_contain_text("proposée par vous")
    expect(row.get_by_role("button", name=f"Publier {VERSION}")).to_have_count(0)

    other = visitor()
    other.page.goto("/ops/connexion")
    other.log_in(approver.identifier, approver.email, approver.password)
    other.follow("Grille")
    # Other tests propose versions too, and the screen shows the newest.
    other.page.get_by_label("À la version").select_option(VERSION)
    expect(other.heading("1 case ouverte")).to_be_visible()
    other.look("ops-grille-comparaison", shows=other.heading("Comparer deux versions"))
    other.press(f"Publier {VERSION}")
    other.page.get_by_role("alertdialog").get_by_role("button", name="Publier").click()
    other.confirmed("La version est publiée.")
    expect(other.page.get_by_role("row", name=re.compile(VERSION))).to_contain_text("Publiée, à venir")


@pytest.mark.feature("ACC-10")
def test_operators_see_how_long_revocations_take(platform: Platform, visitor: Visitors) -> None:
    patient, carer, operator = platform.patient(), platform.professional(), platform.operator()
    carer.declares_care_of(patient)
    # Counted as acknowledged is what held everywhere before the answer left.
    decisions, theirs = itertools.cycle(("blockProfessional", "unblockProfessional")), {"professional": carer.id}
    until(lambda: patient.api.call(next(decisions), expect=(200, 202), path=patient.here | theirs).status_code == 200)
    me = visitor()
    me.page.goto("/ops/connexion")
    me.log_in(operator.identifier, operator.email, operator.password)
    me.follow("Révocations")
    hour = me.page.get_by_role("row", name=re.compile("Dernière heure"))
    expect(hour.get_by_role("cell").first).not_to_have_text("0")
    me.look("ops-revocations", shows=me.page.get_by_role("table", name="Révocations"))
