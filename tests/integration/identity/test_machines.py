"""Machine accounts: registered by operators, proved by signed assertions, suspended everywhere at once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import jwt
import pytest

from services.identity import api
from tests.integration.identity.machine import TOKEN_URL, Software
from tests.integration.identity.operator import Operator
from tests.integration.identity.place import Place

HOSPITAL = ("--finess", "750100125", "--name", "CH des Marronniers", "--kind", "hospital")


@pytest.fixture
def told(capsys: pytest.CaptureFixture[str]) -> Callable[[], str]:
    """What the last command printed."""
    return lambda: capsys.readouterr().out.strip()


@pytest.fixture
def hospital(operator: Operator, place: Place, told: Callable[[], str]) -> str:
    """A registered organisation's id."""
    assert operator.run("list-organisation", *HOSPITAL) == 0
    return told()


@pytest.fixture
def software(operator: Operator, place: Place, hospital: str, tmp_path: Path, told: Callable[[], str]) -> Software:
    """Its record system, registered to deposit and to match identities."""
    made = Software(place)
    scopes = ("--scope", "documents:deposit", "--scope", "identity:match")
    keys = ("--keys", made.key_file(tmp_path))
    assert operator.run("register-machine", hospital, "--label", "DPI Orchidée", *scopes, *keys) == 0
    made.client = told()
    return made


@pytest.mark.feature("DOC-19", "GRD-10")
def test_software_gets_a_token_that_names_its_organisation(place: Place, software: Software, hospital: str) -> None:
    answer = software.ask().json
    assert answer
    assert (answer["token_type"], answer["expires_in"]) == ("Bearer", 300)
    assert answer["scope"] == "documents:deposit identity:match"
    claims = jwt.decode(answer["access_token"], options={"verify_signature": False})
    assert (claims["sub"], claims["role"], claims["client_id"]) == (hospital, "organisation", software.client)
    assert jwt.get_unverified_header(answer["access_token"])["typ"] == "at+jwt"
    headers = {"Authorization": f"Bearer {answer['access_token']}"}
    shown = place.client().get("/api/identity/organisation", headers=headers).json
    assert shown == {
        "organisation": hospital,
        "name": "CH des Marronniers",
        "kind": "hospital",
        "client": software.client,
        "scopes": ["documents:deposit", "identity:match"],
    }
    # Nothing that people or operators do is open to it.
    assert place.client().get("/api/identity/insured-imports", headers=headers).status_code == 403
    assert place.client().get("/api/identity/me", headers=headers).status_code == 403


def test_the_metadata_says_where_and_how(place: Place) -> None:
    told = place.client().get("/.well-known/oauth-authorization-server").json
    assert told
    assert told["issuer"] == "https://test.invalid"
    assert told["token_endpoint"] == TOKEN_URL
    assert told["token_endpoint_auth_methods_supported"] == ["private_key_jwt"]
    assert set(told["token_endpoint_auth_signing_alg_values_supported"]) == {"EdDSA", "ES256", "PS256"}


def test_an_assertion_serves_once_even_for_ten_at_the_same_time(software: Software) -> None:
    assertion = software.assertion()
    with ThreadPoolExecutor(10) as pool:
        statuses = list(pool.map(lambda _: software.ask(assertion).status_code, range(10)))
    assert sorted(statuses) == [200] + [401] * 9


@pytest.mark.parametrize(
    "changes",
    [
        {"aud": "https://elsewhere.example/oauth/token"},
        {"iss": "mac_0000000000000000000000"},
        {"sub": "mac_0000000000000000000000"},
        {"exp": 1},
        {"exp": 4_000_000_000},
        {"jti": "1"},
    ],
    ids=str,
)
def test_a_wrong_assertion_gets_the_one_refusal(software: Software, changes: dict[str, Any]) -> None:
    answer = software.ask(software.assertion(**changes))
    assert answer.status_code == 401
    assert answer.json == {"error": "invalid_client", "error_description": "the assertion was not accepted"}
    assert "access_token" not in answer.text


@pytest.mark.parametrize(
    ("fields", "status", "error"),
    [
        ({"grant_type": "password"}, 400, "unsupported_grant_type"),
        ({"grant_type": ["client_credentials", "client_credentials"]}, 400, "invalid_request"),
        ({"resource": "x"}, 400, "invalid_request"),
        ({"client_assertion_type": "jwt"}, 401, "invalid_client"),
        ({"client_assertion": ""}, 401, "invalid_client"),
        ({"client_id": "mac_0000000000000000000000"}, 401, "invalid_client"),
        ({"scope": "documents:read-own"}, 400, "invalid_scope"),
        ({"scope": ""}, 400, "invalid_scope"),
    ],
    ids=str,
)
def test_a_request_out_of_form_is_refused_in_the_words_of_the_standard(
    software: Software, fields: dict[str, Any], status: int, error: str
) -> None:
    answer = software.ask(**fields)
    assert (answer.status_code, answer.json and answer.json["error"]) == (status, error)


def test_fewer_scopes_can_be_asked_for(software: Software) -> None:
    token = software.token(scope="identity:match")
    assert jwt.decode(token, options={"verify_signature": False})["scope"] == "identity:match"


def test_keys_rotate_without_a_pause(operator: Operator, place: Place, software: Software, tmp_path: Path) -> None:
    following = Software(place, "key-2")
    following.client = software.client
    assert following.ask().status_code == 401
    assert operator.run("set-machine-keys", software.client, "--keys", following.key_file(tmp_path, software)) == 0
    assert (software.ask().status_code, following.ask().status_code) == (200, 200)
    assert operator.run("set-machine-keys", software.client, "--keys", following.key_file(tmp_path)) == 0
    assert (software.ask().status_code, following.ask().status_code) == (401, 200)


@pytest.mark.parametrize("whom", ["account", "organisation"])
def test_suspension_ends_tokens_everywhere_and_resuming_does_not_revive_them(
    operator: Operator, place: Place, software: Software, hospital: str, whom: str
) -> None:
    token = software.token()
    assert software.works(token) == 200
    target = software.client if whom == "account" else hospital
    assert operator.run("suspend", target) == 0
    assert operator.run("suspend", target) == 0  # again changes nothing
    (event,) = place.said("SessionEnded")
    assert event["data"]["session"] == jwt.decode(token, options={"verify_signature": False})["sid"]
    elsewhere = Software(Place(place.db, api.create_app(place.parts.settings)))
    assert elsewhere.works(token) == 401
    assert software.ask().status_code == 401
    assert operator.run("resume", target) == 0
    assert software.works(software.token()) == 200
    assert elsewhere.works(token) == 401


@pytest.mark.feature("HIS-06")
def test_an_organisation_is_announced_with_each_change_and_told_again_on_demand(
    operator: Operator, place: Place, hospital: str, told: Callable[[], str]
) -> None:
    operator.run("list-organisation", *HOSPITAL)
    assert told() == hospital
    operator.run("list-organisation", *HOSPITAL[:3], "CH des Tilleuls", *HOSPITAL[4:])
    operator.run("suspend", hospital)
    events = [event["data"] for event in place.said("OrganisationListed")]
    assert [(event["name"], event["active"]) for event in events] == [
        ("CH des Marronniers", True),
        ("CH des Tilleuls", True),
        ("CH des Tilleuls", False),
    ]
    assert [event["version"]["number"] for event in events] == [1, 2, 3]
    operator.run("announce", "--only", "organisations")
    assert place.said("OrganisationListed")[-1]["data"]["version"]["number"] == 3


def test_what_cannot_be_registered_is_said(
    operator: Operator, hospital: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = tmp_path / "keys.json"
    wrong.write_text('{"keys": [{"kty": "oct", "k": "c2VjcmV0"}]}')
    register = ("--label", "DPI", "--scope", "documents:deposit", "--keys", str(wrong))
    assert operator.run("register-machine", hospital, *register) == 1
    assert operator.run("register-machine", "org_0000000000000000000000", *register) == 1
    assert operator.run("list-organisation", "--finess", "1", *HOSPITAL[2:]) == 1
    assert operator.run("suspend", "mac_0000000000000000000000") == 1
    said = capsys.readouterr().err
    assert "clé privée" in said
    assert "FINESS compte 9" in said


def test_guessing_from_one_address_is_slowed(place: Place, software: Software) -> None:
    free = place.parts.settings.source_free_tries
    for _ in range(free):
        assert software.ask("a.b.c").status_code == 401
    answer = software.ask("a.b.c")
    assert answer.status_code == 429
    assert int(answer.headers["Retry-After"]) >= 1
