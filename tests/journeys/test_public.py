"""What anybody sees without an account: what it is for, who helps, what the law says."""

from collections.abc import Callable

import pytest
import requests
from playwright.sync_api import expect

from tests.journeys.visitor import Visitor
from tests.support.platform import Platform

Visitors = Callable[[], Visitor]


@pytest.mark.feature("NAV-07", "NAV-08", "LOG-01")
def test_the_landing_page_says_what_it_is_for_and_leads_in(visitor: Visitors) -> None:
    me = visitor()
    page = me.page
    page.goto("/")
    block = page.get_by_role("region", name="Partagez l'essentiel de vos informations de santé")
    me.look("public", shows=block)
    expect(block).to_contain_text("MON PROFIL MÉDICAL")
    bullets = block.get_by_role("listitem")
    expect(bullets).to_have_count(5)
    for place, words in enumerate(
        ("maladies et sujets de santé", "traitements", "allergies", "vaccinations", "mesures")
    ):
        expect(bullets.nth(place)).to_contain_text(words)
    expect(block).to_contain_text("partager une synthèse")
    footer = page.get_by_role("contentinfo")
    expect(footer).to_contain_text("© 2021 - Mon Espace Santé - Tous droits réservés")
    expect(page.get_by_role("link", name="Connexion").first).to_be_visible()
    for name, picture in (("Mentions légales et CGU", "mentions"), ("Protection des données personnelles", "donnees")):
        footer.get_by_role("link", name=name).click()
        me.look(picture, shows=me.heading(name))


@pytest.mark.feature("SUP-01", "SUP-02", "SUP-03", "SUP-04", "SUP-05")
def test_help_is_one_click_away_from_every_page(visitor: Visitors) -> None:
    me = visitor()
    page = me.page
    page.goto("/connexion")
    page.get_by_role("contentinfo").get_by_role("link", name="Aide").click()
    me.look("aide", shows=me.heading("Par téléphone : le 3422"))
    main = page.get_by_role("main")
    expect(main.get_by_role("link", name="3422", exact=True)).to_have_attribute("href", "tel:3422")
    for words in ("vous aide à créer votre espace", "sourdes, malentendantes", "2 600 guichets France services"):
        expect(main).to_contain_text(words)
    me.follow("Comment reconnaître un vrai message")
    me.look("vrais-messages", shows=me.heading("Reconnaître nos vrais messages"))
    expect(main).to_contain_text("Votre mot de passe, ou un code à usage unique")


@pytest.mark.feature("LOG-02", "ACT-38")
def test_the_site_installs_as_an_app(platform: Platform) -> None:
    place = platform.installation
    manifest = requests.get(f"{place.url}/manifest.webmanifest", verify=str(place.ca), timeout=60).json()
    assert (manifest["name"], manifest["display"]) == ("Mon espace santé", "standalone")
    assert {icon["sizes"] for icon in manifest["icons"]} >= {"192x192", "512x512"}
    assert requests.get(f"{place.url}/sw.js", verify=str(place.ca), timeout=60).status_code == 200
