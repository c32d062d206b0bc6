"""A judgment ends a parent's right: one agent proposes, another approves, parents are told, the child's space goes."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from deploy.demo.people import InsuredPerson
from tests.journeys.test_desk import at_desk
from tests.journeys.test_family import enter, menu, short
from tests.journeys.visitor import Visitor
from tests.support.platform import Patient, Platform, until

Visitors = Callable[[], Visitor]
JUDGMENT = "Jugement du tribunal de Créteil du 3 mars 2026"
WITHDRAWN = "a pris fin"


def _open_by_letter(me: Visitor, child: InsuredPerson) -> None:
    """The file of the child whom the letter is about."""
    me.page.goto("/ops/3422")
    me.choose("Par courrier")
    me.fill(**{"Quel est votre nom de naissance ?": child.family_name})
    me.page.get_by_label("Quel est votre premier prénom").fill(child.given_name)
    year, month, day = str(child.birth_date).split("-")
    me.fill(Jour=day, Mois=month, Année=year)
    me.choose("Féminin" if child.sex == "F" else "Masculin")
    me.page.get_by_label("Matricule complet écrit sur le courrier").fill(child.nir)
    me.page.get_by_label("Référence du courrier").fill("JAF-2026/118")
    me.press("Ouvrir le dossier")


def _propose(me: Visitor, parent: Patient, lola: InsuredPerson) -> None:
    page = me.page
    _open_by_letter(me, lola)
    expect(me.heading("Dossier de")).to_be_visible()
    page.get_by_label("Que faut-il corriger ?").select_option("representative")
    who = page.get_by_label("Quel représentant légal perd ce droit ?")
    me.look("3422-jugement", shows=who)
    me.press("Proposer la correction")
    expect(page.get_by_text("Choisissez un représentant légal.").first).to_be_visible()
    me.look("3422-jugement-erreurs", shows=page.get_by_role("alert"))
    who.select_option(label=short(parent.person))
    page.get_by_label("Ce qui justifie la correction").fill(JUDGMENT)
    me.press("Proposer la correction")
    me.confirmed("un second conseiller doit l'approuver")
    me.follow("Corrections")
    mine = page.get_by_role("listitem").filter(has_text=JUDGMENT).filter(has_text=short(lola))
    me.look("3422-jugement-propose", shows=mine.get_by_text("Proposée par vous"))
    expect(mine.get_by_role("button", name="Approuver")).to_have_count(0)


@pytest.mark.feature("MIN-21", "SUP-01")
def test_two_agents_end_a_parents_right_as_a_judgment_says(platform: Platform, visitor: Visitors) -> None:
    (parent, lola), ada, basile = platform.parent(), platform.agent(), platform.agent()
    child = platform.opened_for(parent, lola)
    mother = visitor()
    enter(mother, parent)
    menu(mother, parent.person).get_by_role("menuitem", name=short(lola)).click()
    expect(mother.page.get_by_role("region", name="Profil consulté")).to_contain_text(short(lola))

    _propose(at_desk(visitor(), ada), parent, lola)
    assert len(parent.api.call("listProfiles", expect=200).json()["children"]) == 1
    second = at_desk(visitor(), basile)
    second.follow("Corrections")
    waiting = second.page.get_by_role("listitem").filter(has_text=JUDGMENT).filter(has_text=short(lola))
    expect(waiting).to_contain_text("Fin du droit d'un représentant légal")
    expect(waiting).to_contain_text(short(parent.person))
    second.look("3422-jugement-a-decider", shows=waiting.get_by_role("button", name="Approuver"))
    waiting.get_by_role("button", name="Approuver").click()
    dialog = second.page.get_by_role("alertdialog", name="Approuver la correction")
    dialog.get_by_role("button", name="Approuver").click()
    second.confirmed("La correction est appliquée.")

    platform.mailbox.wait(parent.email, WITHDRAWN)
    assert parent.api.call("listProfiles", expect=200).json()["children"] == []
    # Where documents are kept, it is heard a moment later.
    until(lambda: parent.api.call("listDocuments", expect=(200, 404), path=child.here).status_code == 404)
    mother.page.reload()
    mother.look("jugement-profil-retire", shows=mother.heading("Ce profil n'est plus rattaché au vôtre"))
    platform.dismiss(ada, basile)
