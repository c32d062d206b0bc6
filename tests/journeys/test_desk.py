"""The 3422 desk: a caller helped and corrected by two agents, who sees it all; a caller who opposes."""

import secrets
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from deploy.demo.people import InsuredPerson
from tests.journeys.visitor import Visitor
from tests.support.platform import PASSWORD, Account, Platform, fresh_person, until

Visitors = Callable[[], Visitor]


def at_desk(me: Visitor, agent: Account, picture: bool = False) -> Visitor:
    """The visitor, logged in as an agent, before the questions of a call."""
    me.page.goto("/ops/connexion")
    me.log_in(agent.identifier, agent.email, PASSWORD)
    shown = me.heading("Identifier la personne")
    if picture:
        me.look("3422-questions", shows=shown)
    expect(shown).to_be_visible()
    return me


def _identify(me: Visitor, person: InsuredPerson, end: str | None = None, code: str | None = None) -> None:
    page = me.page
    page.goto("/ops/3422")
    me.fill(**{"Quel est votre nom de naissance ?": person.family_name})
    page.get_by_label("Quel est votre premier prénom").fill(person.given_name)
    year, month, day = str(person.birth_date).split("-")
    me.fill(Jour=day, Mois=month, Année=year)
    me.choose("Féminin" if person.sex == "F" else "Masculin")
    page.get_by_label("Les 5 derniers chiffres").fill(end or person.nir[-5:])
    if code:
        page.get_by_label("Le code provisoire de votre courrier").fill(code)
    else:
        page.get_by_label("Le numéro de série de votre carte Vitale").fill(str(person.vitale_serial))
    me.press("Ouvrir le dossier")


@pytest.mark.feature("SUP-01", "HIS-01")
def test_two_agents_correct_an_address_and_the_person_sees_both(platform: Platform, visitor: Visitors) -> None:
    patient, ada, basile = platform.patient(), platform.agent(), platform.agent()
    # The queue is everybody's: a number of its own tells this correction from those of other tests.
    digits = f"063998{secrets.randbelow(10_000):04d}"
    mobile = [digits[at : at + 2] for at in range(0, 10, 2)]
    first = at_desk(visitor(), ada, picture=True)
    _identify(first, patient.person, end="00000" if patient.person.nir[-5:] != "00000" else "11111")
    expect(first.page.get_by_role("alert")).to_contain_text("Ces réponses n'identifient personne")
    _identify(first, patient.person)
    first.look("3422-dossier", shows=first.heading("Dossier de"))
    expect(first.page.get_by_role("main")).not_to_contain_text(patient.email)
    first.page.get_by_label("Que faut-il corriger ?").select_option("mobile")
    first.fill(Nouvelle_valeur=" ".join(mobile))
    first.page.get_by_label("Ce qui justifie la correction").fill("Facture de téléphone vue au guichet")
    first.press("Proposer la correction")
    first.confirmed("un second conseiller doit l'approuver")
    first.page.goto("/ops/3422/corrections")
    expect(first.page.get_by_text("Proposée par vous").first).to_be_visible()

    second = at_desk(visitor(), basile)
    second.follow("Corrections")
    second.look("3422-corrections", shows=second.page.get_by_role("list", name="Corrections en attente"))
    proposed = second.page.get_by_role("listitem").filter(has_text="\u00a0".join(mobile))
    proposed.get_by_role("button", name="Approuver").click()
    dialog = second.page.get_by_role("alertdialog", name="Approuver la correction")
    second.look("3422-correction-confirmer", shows=dialog)
    dialog.get_by_role("button", name="Approuver").click()
    second.confirmed("La correction est appliquée.")

    platform.mailbox.wait(patient.email, "Le 3422 est intervenu", count=3)
    assert patient.api.call("showAccount", expect=200).json()["contact"]["mobile"] == f"+33{digits[1:]}"
    until(lambda: len(patient.api.call("listHistory", expect=200, path=patient.here).json()["items"]) == 4)
    me = visitor()
    me.page.goto("/connexion")
    me.log_in(patient.identifier, patient.email, PASSWORD)
    expect(me.heading("Bonjour")).to_be_visible()
    me.page.goto("/historique")
    me.look("historique-3422", shows=me.page.get_by_role("listitem").filter(has_text="a approuvé une correction"))
    expect(me.page.get_by_role("listitem").filter(has_text="sans pouvoir vous identifier")).to_be_visible()
    platform.dismiss(ada, basile)


@pytest.mark.feature("ACT-26", "SUP-01")
def test_a_caller_receives_a_code_and_opposes_by_telephone(platform: Platform, visitor: Visitors) -> None:
    person, ada = fresh_person(), platform.agent()
    platform.register(person)
    code = platform.provisional_code(person)
    me = at_desk(visitor(), ada)
    _identify(me, person)
    expect(me.page.get_by_text("la personne doit donner son code provisoire")).to_be_visible()
    _identify(me, person, code=code)
    me.press("Enregistrer l'opposition")
    expect(me.page.get_by_text("Relisez à la personne et cochez la case.").first).to_be_visible()
    me.page.get_by_role("checkbox").check()
    me.press("Enregistrer l'opposition")
    me.confirmed("L'opposition est enregistrée.")
    me.look("3422-opposition", shows=me.page.get_by_text("Opposée à la création de son espace"))
    platform.mailbox.wait(str(person.email), "Votre opposition à Mon espace santé est enregistrée")
    me.press("Envoyer un nouveau code")
    me.confirmed("Un code est parti à")
    platform.mailbox.wait(str(person.email), "Votre code provisoire")
    platform.dismiss(ada)
