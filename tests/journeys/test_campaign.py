"""An operator plans a wave and reads its figures; a person asks for a new code, then opposes."""

import re
import secrets
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.visitor import Visitor
from tests.support.days import today
from tests.support.mailbox import provisional_code
from tests.support.platform import INVITATION, Platform, fresh_person

Visitors = Callable[[], Visitor]
NEW_CODE = "Votre code provisoire Mon espace santé"


def type_date(place: Page | Locator, legend: str, day: date) -> None:
    group = place.get_by_role("group", name=legend)
    for label, value in (("Jour", day.day), ("Mois", day.month), ("Année", day.year)):
        group.get_by_label(label).fill(str(value))


@pytest.mark.feature("OPS-01", "OPS-02", "OPS-03", "OPS-04", "ACT-03")
def test_an_operator_plans_a_wave_holds_it_and_reads_its_figures(platform: Platform, visitor: Visitors) -> None:
    operator, people = platform.operator(), [fresh_person(scheme="msa") for _ in range(2)]
    platform.register(*people, fresh_person(scheme="msa", email=None, mobile=None), invite=False)
    me, name = visitor(), f"Vague du matin {secrets.token_hex(3)}"
    page = me.page
    page.goto("/ops/connexion")
    me.log_in(operator.identifier, operator.email, operator.password)
    me.follow("Campagne")
    me.look("ops-campagne", shows=me.heading("Campagne d'ouverture"))
    me.press("Planifier la vague")
    me.look("ops-campagne-fautes", shows=page.get_by_text("Donnez un nom à la vague").first)
    day = today()
    me.fill(Nom_de_la_vague=name, Invitations_par_jour="5 000")
    type_date(page, "Premier jour", day)
    type_date(page, "Dernier jour", day + timedelta(days=53))
    page.get_by_label("Personnes invitées").select_option("msa")
    page.get_by_label("Expéditeur").select_option("Ministère de la Santé")
    me.press("Planifier la vague")
    me.confirmed("La vague est planifiée.")
    for person in people:
        mail = platform.mailbox.wait(str(person.email), INVITATION)
        assert "Le Ministère des Solidarités et de la Santé" in mail["text"].partition("vous invite")[0]
    wave = page.get_by_role("article", name=name)
    # The letter too counts as soon as it lies in the outbox.
    expect(wave.get_by_role("img", name=re.compile(r"Jointes : ([3-9]|\d\d)"))).to_be_visible(timeout=60_000)
    wave.get_by_text("Chiffres par jour", exact=True).click()
    table = wave.get_by_role("table", name=f"Chiffres par jour de la vague {name}")
    me.look("ops-campagne-chiffres", shows=table)
    me.press(f"Modifier {name}")
    dialog = page.get_by_role("dialog", name=f"Modifier la vague {name}")
    me.look("ops-campagne-modifier", shows=dialog)
    dialog.get_by_label("Invitations par jour").fill("6 000")
    type_date(dialog, "Dernier jour", day + timedelta(days=20))
    dialog.get_by_role("button", name="Enregistrer").click()
    me.confirmed("La vague est modifiée.")
    expect(wave.get_by_text("6 000 invitations par jour au plus")).to_be_visible()
    me.press(f"Mettre en pause {name}")
    me.confirmed("La vague est en pause.")
    expect(wave.get_by_text("En pause", exact=True)).to_be_visible()
    me.look("ops-campagne-pause", shows=wave)


@pytest.mark.feature("ACT-09", "ACT-10", "ACT-11", "ACT-15", "ACT-16", "ACT-17", "ACT-24", "ACT-25", "ACT-38")
def test_a_lost_code_is_replaced_and_serves_to_oppose(platform: Platform, visitor: Visitors) -> None:
    person = fresh_person()
    platform.register(person)
    platform.provisional_code(person)
    me = visitor()
    page = me.page
    page.goto("/")
    me.follow("Activer Mon espace santé")
    me.follow("Générer un nouveau code provisoire")
    me.look("nouveau-code", shows=me.heading("Générer un nouveau code provisoire"))
    page.get_by_label("Numéro de sécurité sociale").fill(person.nir)
    page.get_by_label("Numéro de série de votre carte Vitale").fill(str(person.vitale_serial))
    type_date(page, "Date de naissance", person.birth_date)
    me.choose("Par e-mail")
    me.press("Recevoir mon code")
    me.look("nouveau-code-en-route", shows=page.get_by_text("par courrier"))
    code = provisional_code(platform.mailbox.wait(str(person.email), NEW_CODE))
    me.follow("J'ai mon code : je m'identifie")
    page.get_by_label("Code provisoire").fill(code)
    page.get_by_label("Numéro de sécurité sociale").fill(person.nir)
    page.get_by_label("Numéro de série de votre carte Vitale").fill(str(person.vitale_serial))
    me.press("Je m'identifie")
    me.follow("Je m'oppose à la création de mon compte")
    me.look("opposition", shows=page.get_by_role("button", name="Je confirme mon opposition"))
    me.press("Je confirme mon opposition")
    me.look("opposition-enregistree", shows=me.heading("Votre opposition est enregistrée"))


@pytest.mark.feature("MIN-11", "ACT-25")
def test_a_childs_code_serves_its_parent_to_oppose_and_to_nothing_that_would_be_refused(
    platform: Platform, visitor: Visitors
) -> None:
    parent, minor = platform.parent()
    asked = {"nir": minor.nir, "vitale_serial": minor.vitale_serial, "birth_date": str(minor.birth_date)}
    platform.anyone.call("requestProvisionalCode", expect=202, body=asked | {"channel": "email"})
    code = provisional_code(platform.mailbox.wait(parent.email, NEW_CODE))
    me = visitor()
    page = me.page
    page.goto("/activation/identification")
    page.get_by_label("Code provisoire").fill(code)
    page.get_by_label("Numéro de sécurité sociale").fill(minor.nir)
    page.get_by_label("Numéro de série de votre carte Vitale").fill(str(minor.vitale_serial))
    me.press("Je m'identifie")
    me.look("activation-enfant", shows=me.heading(f"Que souhaitez-vous faire pour {minor.given_name}"))
    expect(page.get_by_role("link", name="J'active mon compte")).to_have_count(0)
    expect(page.get_by_role("link", name="Je me connecte à mon espace")).to_be_visible()
    me.follow(f"Je m'oppose à la création du compte de {minor.given_name}")
    me.look("opposition-enfant", shows=me.heading(f"Je m'oppose à la création du compte de {minor.given_name}"))
    me.press("Je confirme mon opposition")
    expect(me.heading("Votre opposition est enregistrée")).to_be_visible()
