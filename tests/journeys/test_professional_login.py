"""A professional comes in by Pro Santé Connect: a real OpenID provider, a real browser, and the way back (PSS-01)."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, expect

from deploy.native import ports
from deploy.native.installation import Installation
from tests.integration.identity.federated import CLIENT_ID, SECRET, client_metadata
from tests.journeys.visitor import Visitor
from tests.support.openid import Provider, provider
from tests.support.platform import Platform
from tests.support.registers import claims

PEOPLE = {"camille": claims(), "sans-rpps": claims(SubjectNameID="ANS20231122132732")}
IDENTITY = ("gateway", "identity-api", "identity-worker", "identity-relay")


@dataclass(frozen=True)
class Federation:
    """A platform whose professionals log in elsewhere: of its services only identity, which does it all."""

    installation: Installation
    there: Provider


@pytest.fixture(scope="module")
def federation(servers: Installation, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Federation]:
    assert servers.url  # the new installation lives on the session's servers
    # Claimed, since it is listened on only once the platform runs: any other free port may be gone by then.
    claimed = tmp_path_factory.mktemp("provider")
    port = ports.choose(claimed, ["provider"], familiar=False)["provider"]
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("PSC_ISSUER", f"http://127.0.0.1:{port}")
        environment.setenv("PSC_CLIENT_ID", CLIENT_ID)
        environment.setenv("PSC_CLIENT_SECRET", SECRET)
        with Installation.temporary(only=IDENTITY) as installation:
            back = f"{installation.url}/pro/connexion/retour"
            with provider([client_metadata(redirect_uris=[back])], PEOPLE, port) as there:
                yield Federation(installation, there)
    ports.release(claimed)


@pytest.fixture
def doctor(federation: Federation, browser: Browser) -> Iterator[Visitor]:
    context = browser.new_context(
        base_url=federation.installation.url, ignore_https_errors=True, locale="fr-FR", reduced_motion="reduce"
    )
    yield Visitor(context.new_page(), Platform(federation.installation))
    context.close()


def identify(doctor: Visitor, who: str, picture: str | None = None) -> None:
    """Leave for the provider, log in there, come back."""
    button = doctor.page.get_by_role("button", name="Se connecter avec Pro Santé Connect")
    doctor.page.goto("/pro/connexion")
    if picture:
        doctor.look(picture, shows=button)
    button.click()
    doctor.page.locator("input[name=login]").fill(who)
    doctor.page.locator("input[name=password]").fill("n'importe")
    doctor.page.locator("[type=submit]").click()


@pytest.mark.feature("PSS-01")
def test_a_professional_comes_in_with_the_name_the_provider_tells(doctor: Visitor) -> None:
    identify(doctor, "camille", picture="pro-connexion-psc")
    doctor.look("pro-recherche-psc", shows=doctor.page.get_by_role("textbox", name="Matricule INS"))
    expect(doctor.page.get_by_role("banner")).to_contain_text("Camille LEROUX")
    assert "code=" not in doctor.page.url


@pytest.mark.feature("PSS-01")
def test_who_has_no_rpps_number_is_told_and_may_try_again(doctor: Visitor) -> None:
    identify(doctor, "sans-rpps")
    doctor.look("pro-refus-psc", shows=doctor.page.get_by_role("alert"))
    doctor.follow("Revenir à la connexion")
    expect(doctor.page.get_by_role("button", name="Se connecter avec Pro Santé Connect")).to_be_visible()
