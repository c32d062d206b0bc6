"""With a keyboard alone, on a phone's width: log in, go round the settings, block somebody, log out."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, expect

from tests.journeys.visitor import Visitor
from tests.support.mailbox import login_code
from tests.support.platform import LOGIN_CODE, Platform

Visitors = Callable[[], Visitor]
FARTHEST = 60


def _reach(me: Visitor, target: Locator) -> None:
    """Tab until the element has the focus; the focus must be seen."""
    expect(target).to_be_visible()
    for _ in range(FARTHEST):
        if target.evaluate("element => element === document.activeElement"):
            ring = target.evaluate(
                "element => [[element], [element, '::after'], [element.parentElement]]"
                ".some(([each, part]) => getComputedStyle(each, part).outlineStyle !== 'none')"
            )
            assert ring, "nothing shows where the focus is"
            return
        me.page.keyboard.press("Tab")
    raise AssertionError("the keyboard does not reach it")


def _type(me: Visitor, label: str, words: str) -> None:
    _reach(me, me.page.get_by_label(label, exact=True))
    me.page.keyboard.type(words)


@pytest.mark.feature("LOG-01", "ACC-01", "ACC-07")
def test_everything_is_reached_without_a_mouse(platform: Platform, visitor: Visitors) -> None:
    patient, carer = platform.patient(), platform.professional()
    carer.declares_care_of(patient)
    name = carer.api.call("whoAmI", expect=200).json()["display_name"]
    me = visitor()
    page, press = me.page, me.page.keyboard.press
    page.set_viewport_size({"width": 320, "height": 640})

    page.goto("/")
    _reach(me, page.get_by_role("link", name="Connexion").first)
    press("Enter")
    _type(me, "Identifiant", patient.identifier)
    _type(me, "Mot de passe", patient.password)
    press("Enter")
    by_mail = page.get_by_role("radio", name="Par e-mail")
    expect(by_mail).to_be_visible()
    if not by_mail.is_checked():
        _reach(me, by_mail)
        press("Space")
    already = len([mail for mail in platform.mailbox.to(patient.email) if LOGIN_CODE in mail["subject"]])
    _reach(me, page.get_by_role("button", name="Recevoir le code"))
    press("Enter")
    code = login_code(platform.mailbox.wait(patient.email, LOGIN_CODE, count=already + 1))
    _reach(me, page.get_by_role("textbox", name="Code à usage unique"))
    page.keyboard.type(code)
    press("Enter")

    expect(me.heading(f"Bonjour {patient.person.given_name}")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), "the page is wider than it"
    _reach(me, page.get_by_role("banner").get_by_role("button"))
    press("Enter")
    page.get_by_role("menuitem", name="Paramètres").wait_for()
    while not page.get_by_role("menuitem", name="Paramètres").evaluate("item => item === document.activeElement"):
        press("ArrowDown")
    press("Enter")
    _reach(me, page.get_by_role("link", name="Confidentialité").first)
    press("Enter")
    _reach(me, page.get_by_role("button", name=f"Bloquer {name}", exact=True))
    press("Enter")
    dialog = page.get_by_role("alertdialog")
    expect(dialog).to_be_visible()
    _reach(me, dialog.get_by_role("button", name="Bloquer"))
    press("Enter")
    unblock = page.get_by_role("button", name=f"Débloquer {name}", exact=True)
    expect(unblock).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), "the page is wider than it"
