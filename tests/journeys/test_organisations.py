"""An operator registers a hospital and its software, changes its keys, suspends it: the software sees each at once."""

import json
import re
import secrets
import time
from collections.abc import Callable

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ed25519
from jwt.algorithms import OKPAlgorithm
from playwright.sync_api import expect

from tests.journeys.visitor import Visitor
from tests.support.platform import PASSWORD, Platform, until

Visitors = Callable[[], Visitor]


def key_set(*keys: ed25519.Ed25519PrivateKey) -> str:
    """The public keys as an operator pastes them."""
    told = [OKPAlgorithm.to_jwk(key.public_key(), as_dict=True) | {"kid": f"cle-{n}"} for n, key in enumerate(keys, 1)]
    return json.dumps({"keys": told})


def asks(platform: Platform, client: str, key: ed25519.Ed25519PrivateKey, kid: str) -> int:
    """The status of what the software gets for an assertion signed with a key."""
    at, api = int(time.time()), platform.anyone.holding(None)
    issuer = str(api.call("describeAuthorizationServer", expect=200).json()["issuer"])
    said = {"iss": client, "sub": client, "aud": issuer, "jti": secrets.token_hex(12), "iat": at, "exp": at + 60}
    form = {
        "grant_type": "client_credentials",
        "client_assertion_type": "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
        "client_assertion": jwt.encode(said, key, algorithm="EdDSA", headers={"kid": kid}),
    }
    return api.call("issueMachineToken", expect=(200, 401), form=form).status_code


@pytest.mark.feature("PSS-10", "PSS-11")
def test_software_is_registered_given_other_keys_and_suspended(platform: Platform, visitor: Visitors) -> None:
    operator, me = platform.operator(), visitor()
    former, fresh = ed25519.Ed25519PrivateKey.generate(), ed25519.Ed25519PrivateKey.generate()
    page, name = me.page, f"CH des Marronniers {secrets.token_hex(3)}"
    page.goto("/ops/connexion")
    me.log_in(operator.identifier, operator.email, PASSWORD)
    me.follow("Organisations")
    me.press("Enregistrer l'organisation")
    me.look("ops-organisations", shows=page.get_by_text("Choisissez un genre.").first)
    page.get_by_label("Répertoire").select_option("siret")
    page.get_by_role("textbox", name=re.compile("^Numéro")).fill(f"{secrets.randbelow(10**14):014d}")
    page.get_by_role("textbox", name=re.compile("^Nom lu")).fill(name)
    page.get_by_label("Genre d'organisation").select_option("hospital")
    me.press("Enregistrer l'organisation")
    expect(me.heading(name)).to_be_visible()

    page.get_by_role("textbox", name=re.compile("^Nom du logiciel")).fill("DPI Orchidée")
    page.get_by_role("checkbox", name="Déposer des documents").press("Space")
    page.get_by_role("textbox", name=re.compile("^Jeu de clés")).fill(key_set(former))
    me.press("Enregistrer le logiciel")
    me.confirmed("Le logiciel est enregistré")
    account = page.get_by_role("article", name="DPI Orchidée")
    me.look("ops-organisation", shows=account)
    client = str(account.locator("code").text_content())
    assert asks(platform, client, former, "cle-1") == 200

    me.press("Changer les clés de DPI Orchidée")
    account.get_by_role("textbox", name=re.compile("^Jeu de clés")).fill(key_set(former, fresh))
    me.press("Remplacer les clés")
    me.confirmed("Les clés sont remplacées.")
    assert [asks(platform, client, key, kid) for key, kid in ((former, "cle-1"), (fresh, "cle-2"))] == [200, 200]

    me.press("Suspendre DPI Orchidée")
    expect(account.get_by_text("Compte suspendu")).to_be_visible()
    until(lambda: asks(platform, client, fresh, "cle-2") == 401)
    me.press("Rétablir DPI Orchidée")
    expect(account.get_by_text("Compte actif")).to_be_visible()
    assert asks(platform, client, fresh, "cle-2") == 200
    platform.dismiss(operator)
