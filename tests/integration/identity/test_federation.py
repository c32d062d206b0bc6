"""Login at a real OpenID provider that answers like Pro Santé Connect (PSS-01), and the ways to abuse it."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from jwt.algorithms import RSAAlgorithm

from tests.integration.identity.federated import Federated, client_metadata, federated
from tests.integration.identity.operator import Operator
from tests.integration.identity.place import Place, credentials
from tests.integration.identity.test_professionals import professional_token
from tests.support.openid import Provider, provider
from tests.support.registers import activity, claims, exercise

CAMILLE = claims()
PHARMACIST = claims(
    "99700000021", exercise("21", "", activity("LABO DES HALLES", codeSectionPharmacien="G"), nomDexercice="DUPOND")
)
STRANGERS = {
    "no-rpps": claims(SubjectNameID="ANS20231122132732"),
    "adeli": claims(SubjectNameID="0941234567"),
    "no-practice": claims(SubjectRefPro={"exercices": []}),
    "unknown-profession": claims("99700000039", exercise("ZZ", "")),
}
KEY = rsa.generate_private_key(65537, 2048)
BY_KEY = client_metadata(
    client_id="by-key",
    client_secret=None,
    token_endpoint_auth_method="private_key_jwt",
    token_endpoint_auth_signing_alg="RS256",
    jwks={"keys": [{**RSAAlgorithm.to_jwk(KEY.public_key(), as_dict=True), "use": "sig", "key_ops": ["verify"]}]},
)


@pytest.fixture(scope="module")
def there() -> Iterator[Provider]:
    """The provider."""
    by_key = {name: value for name, value in BY_KEY.items() if value is not None}
    people = {"camille": CAMILLE, "alex": PHARMACIST, **STRANGERS}
    with provider([client_metadata(), by_key], people) as running:
        yield running


@pytest.fixture
def here(place: Place, there: Provider) -> Federated:
    """The service that sends professionals there."""
    made = federated(place, there.issuer)
    made.clock = datetime.now(UTC)  # the provider's tokens are of now
    return made


@pytest.mark.feature("PSS-01")
def test_a_professional_comes_in_with_name_profession_and_specialty_from_the_provider(
    here: Federated, there: Provider
) -> None:
    browser = here.client()
    url = here.begin(browser)
    asked = {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}
    assert (asked["response_type"], asked["code_challenge_method"]) == ("code", "S256")
    assert (asked["scope"], asked["acr_values"]) == ("openid scope_all", "eidas1")
    answer = here.come_back(browser, there.log_in(url, "camille"))
    assert answer.status_code == 201, answer.text
    assert answer.json
    actor = answer.json["actor"]
    assert (actor["role"], actor["display_name"], actor["record"]) == ("professional", "Camille LEROUX", None)
    (listed,) = [event["data"] for event in here.said("ProfessionalListed")]
    assert listed["professional"] == actor["id"]
    assert (listed["rpps"], listed["profession_code"], listed["profession_label"]) == (
        "99700000013",
        "G15_10",
        "Médecin",
    )
    assert (listed["specialty_code"], listed["specialty_label"]) == ("SM54", "Médecine Générale")
    assert (listed["activity_codes"], listed["structure"]) == (["GENR01"], "CABINET DES TILLEULS")
    cookies = " ".join(answer.headers.getlist("Set-Cookie"))
    assert "__Host-mes-session=" in cookies
    assert '__Host-mes-federation=""' in cookies or "__Host-mes-federation=;" in cookies
    renewed = browser.post("/api/identity/session/token", base_url="https://localhost")
    assert renewed.status_code == 200


@pytest.mark.feature("PSS-01")
def test_the_same_person_is_the_same_professional_each_time(here: Federated, there: Provider) -> None:
    seen = set()
    for _ in range(2):
        browser = here.client()
        answer = here.come_back(browser, there.log_in(here.begin(browser), "alex"))
        assert answer.json
        seen.add(answer.json["actor"]["id"])
    assert len(seen) == 1
    (listed,) = [event["data"] for event in here.said("ProfessionalListed")]
    assert (listed["profession_code"], listed["specialty_code"]) == ("G15_21", "G")
    assert listed["specialty_label"] == "Pharmacien biologiste"


@pytest.mark.feature("PSS-01")
def test_the_platform_may_prove_itself_by_key(place: Place, there: Provider, tmp_path: Path) -> None:
    key = tmp_path / "client.pem"
    key.write_bytes(KEY.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    here = federated(place, there.issuer, psc_client_id="by-key", psc_client_secret="", psc_client_key=key)
    here.clock = datetime.now(UTC)
    browser = here.client()
    assert here.come_back(browser, there.log_in(here.begin(browser), "camille")).status_code == 201


@pytest.mark.feature("PSS-01")
@pytest.mark.parametrize("who", sorted(STRANGERS))
def test_who_has_no_rpps_number_or_no_profession_does_not_come_in(here: Federated, there: Provider, who: str) -> None:
    browser = here.client()
    answer = here.come_back(browser, there.log_in(here.begin(browser), who))
    assert (answer.status_code, answer.json and answer.json["code"]) == (401, "identity.federation-refused")
    assert here.db["accounts"].count_documents({}) == 0
    assert here.db["professionals"].count_documents({}) == 0


@pytest.mark.feature("PSS-01")
def test_a_code_serves_once_and_only_the_browser_that_asked_for_it(here: Federated, there: Provider) -> None:
    browser, thief = here.client(), here.client()
    back = there.log_in(here.begin(browser), "camille")
    here.begin(thief)
    assert here.come_back(thief, back).status_code == 401  # another browser's state
    assert here.come_back(here.client(), back).status_code == 401  # a browser that never asked
    assert here.come_back(browser, back).status_code == 201
    assert here.come_back(browser, back).status_code == 401  # replayed


@pytest.mark.feature("PSS-01")
def test_a_stolen_code_put_into_ones_own_login_is_refused_by_pkce(here: Federated, there: Provider) -> None:
    victim, thief = here.client(), here.client()
    stolen = there.log_in(here.begin(victim), "camille")
    own = there.log_in(here.begin(thief), "alex")
    answer = here.come_back(thief, {"code": stolen["code"], "state": own["state"]})
    assert (answer.status_code, answer.json and answer.json["code"]) == (401, "identity.federation-refused")


@pytest.mark.feature("PSS-01")
@pytest.mark.parametrize("state", ["x" * 43, "$ne"])
def test_a_made_up_state_or_code_is_refused(here: Federated, there: Provider, state: str) -> None:
    browser = here.client()
    back = there.log_in(here.begin(browser), "camille")
    assert here.come_back(browser, {**back, "state": state}).status_code == 401
    assert here.come_back(browser, {**back, "code": "made-up"}).status_code == 401
    assert here.come_back(browser, back).status_code == 401  # its state has served
    assert here.come_back(browser, {"code": "x"}).status_code == 422


@pytest.mark.feature("PSS-01")
def test_a_login_left_open_for_ten_minutes_is_over(here: Federated, there: Provider) -> None:
    browser = here.client()
    back = there.log_in(here.begin(browser), "camille")
    here.wait(minutes=10)
    assert here.come_back(browser, back).status_code == 401


def test_the_page_learns_which_ways_there_are(here: Federated, place: Place, there: Provider) -> None:
    told = place.client().get("/api/identity/login-ways").json
    assert told == {"professional_password": True, "federated": False}
    assert place.client().post("/api/identity/federated-logins").status_code == 404
    alone = federated(place, there.issuer, professional_passwords=False)
    assert alone.client().get("/api/identity/login-ways").json == {"professional_password": False, "federated": True}


def test_a_provider_that_is_away_is_said_so(place: Place) -> None:
    here = federated(place, "http://127.0.0.1:9")
    answer = here.client().post("/api/identity/federated-logins", base_url="https://localhost")
    assert (answer.status_code, answer.json and answer.json["code"]) == (503, "identity.federation-unavailable")
    assert "Retry-After" in answer.headers


@pytest.mark.feature("PSS-01")
def test_passwords_of_professionals_can_be_switched_off_and_the_account_stays_one(
    place: Place, operator: Operator, there: Provider
) -> None:
    professional_token(place, operator)
    here = federated(place, there.issuer, professional_passwords=False)
    place.clock = here.clock = datetime.now(UTC)
    place.post("/logins", credentials("camille.leroux", space="professional"), expect=201)
    here.post("/logins", credentials("camille.leroux", space="professional"), expect=401)
    browser = here.client()
    assert here.come_back(browser, there.log_in(here.begin(browser), "camille")).status_code == 201
    assert here.db["accounts"].count_documents({"kind": "professional"}) == 1


@pytest.mark.feature("PSS-01")
def test_whoever_left_the_directory_comes_in_by_no_door(place: Place, operator: Operator, there: Provider) -> None:
    professional_token(place, operator)
    assert operator.run("remove-account", "camille.leroux") == 0
    here = federated(place, there.issuer)
    here.clock = datetime.now(UTC)
    browser = here.client()
    assert here.come_back(browser, there.log_in(here.begin(browser), "camille")).status_code == 401


def test_nothing_that_proves_a_login_is_kept(here: Federated, there: Provider) -> None:
    browser = here.client()
    url = here.begin(browser)
    asked = {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}
    cookie = browser.get_cookie("__Host-mes-federation")
    assert cookie
    kept = json.dumps(list(here.db["federations"].find()), default=str)
    assert not [secret for secret in (asked["state"], asked["nonce"], cookie.value) if secret in kept]
