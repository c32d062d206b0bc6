"""A provider that lies, or somebody who speaks in its place: nothing but a right token opens a session (PSS-01)."""

import time
from collections.abc import Iterator
from functools import partial
from typing import Any

import pytest

from tests.integration.identity.federated import Federated, federated
from tests.integration.identity.liar import FORGER, Liar, liar, signed, unsigned, with_the_public_key_as_secret
from tests.integration.identity.place import Place

pytestmark = pytest.mark.feature("PSS-01")


@pytest.fixture
def there() -> Iterator[Liar]:
    """A provider that does as it is told."""
    with liar() as running:
        yield running


@pytest.fixture
def here(place: Place, there: Liar) -> Federated:
    """The service that trusts it."""
    return federated(place, there.issuer)


def come_back(here: Federated, there: Liar) -> tuple[int, str | None]:
    browser = here.client()
    answer = here.come_back(browser, there.hears(here.begin(browser)))
    return answer.status_code, (answer.json or {}).get("code")


REFUSED = (401, "identity.federation-refused")


def test_told_the_truth_it_opens(here: Federated, there: Liar) -> None:
    assert come_back(here, there)[0] == 201


@pytest.mark.parametrize(
    "changes",
    [
        {"nonce": "another"},
        {"nonce": None},
        {"iss": "https://elsewhere.example"},
        {"iss": None},
        {"aud": "another-client"},
        {"aud": ["another-client"]},
        {"aud": ["espace-sante", "another-client"]},
        {"aud": None},
        {"azp": "another-client"},
        {"sub": None},
        {"exp": 1},
        {"exp": None},
        {"exp": "tomorrow"},
        {"iat": None},
        {"at_hash": "AAAAAAAAAAAAAAAAAAAAAA"},
    ],
    ids=str,
)
def test_a_token_of_other_claims_is_refused(here: Federated, there: Liar, changes: dict[str, Any]) -> None:
    there.changes = changes
    assert come_back(here, there) == REFUSED
    assert here.db["sessions"].count_documents({}) == 0


def test_a_token_from_the_future_is_refused(here: Federated, there: Liar) -> None:
    there.changes = {"iat": int(time.time()) + 600, "exp": int(time.time()) + 900}
    assert come_back(here, there) == REFUSED


@pytest.mark.parametrize(
    "sign",
    [
        unsigned,
        with_the_public_key_as_secret,
        partial(signed, key=FORGER),
        partial(signed, key=FORGER, kid="key-2"),
        lambda told: signed(told)[:-8] + "AAAAAAAA",
        lambda told: "not-a-token",
    ],
    ids=["alg-none", "hmac-with-public-key", "another-key", "unknown-key", "broken-signature", "no-token"],
)
def test_a_token_that_the_provider_did_not_sign_is_refused(here: Federated, there: Liar, sign: Any) -> None:
    there.sign = sign
    assert come_back(here, there) == REFUSED


def test_what_userinfo_says_of_somebody_else_is_not_mixed_in(here: Federated, there: Liar) -> None:
    there.userinfo = {"sub": "f:test:alex"}
    assert come_back(here, there) == REFUSED


@pytest.mark.parametrize(
    "metadata",
    [
        {"issuer": "https://elsewhere.example"},
        {"token_endpoint": "http://elsewhere.example/token"},
        {"jwks_uri": "file:///etc/passwd"},
        {"userinfo_endpoint": None},
    ],
    ids=str,
)
def test_metadata_of_another_or_without_tls_is_not_followed(
    here: Federated, there: Liar, metadata: dict[str, Any]
) -> None:
    there.metadata = metadata
    answer = here.client().post("/api/identity/federated-logins", base_url="https://localhost")
    assert answer.status_code == 503
