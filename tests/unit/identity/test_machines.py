"""What a machine account's assertion must prove, which keys may be registered, which scopes are granted."""

from datetime import UTC, datetime, timedelta
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from jwt.algorithms import ECAlgorithm, OKPAlgorithm, RSAAlgorithm

from services.identity.client_keys import KeysRefused, claimed_client, read_key_set, verified_claims
from services.identity.domain.machines import (
    SCOPES,
    AssertionRefused,
    ScopeRefused,
    granted,
    judge_assertion,
)
from services.identity.domain.organisations import OrganisationRefused, parse_organisation
from tests.support.contract import operations

NOW = datetime(2026, 11, 22, 7, 0, tzinfo=UTC)
CLIENT = "mac_0000000000000000000001"
AUDIENCES = ("https://mes.example", "https://mes.example/api/identity/oauth/token")
ED25519, P256 = ed25519.Ed25519PrivateKey.generate(), ec.generate_private_key(ec.SECP256R1())
RSA = rsa.generate_private_key(65537, 2048)


def claims(**changes: Any) -> dict[str, Any]:
    at = int(NOW.timestamp())
    said = {"iss": CLIENT, "sub": CLIENT, "aud": AUDIENCES[1], "iat": at, "exp": at + 60, "jti": "0123456789"}
    return {name: value for name, value in (said | changes).items() if value is not None}


def later(**delay: float) -> int:
    return int((NOW + timedelta(**delay)).timestamp())


def public(key: Any, **members: Any) -> dict[str, Any]:
    kinds = {ed25519.Ed25519PrivateKey: OKPAlgorithm, rsa.RSAPrivateKey: RSAAlgorithm}
    kind: Any = next((writer for known, writer in kinds.items() if isinstance(key, known)), ECAlgorithm)
    told = kind.to_jwk(key.public_key(), as_dict=True)
    return {name: value for name, value in told.items() if name not in {"key_ops", "use"}} | members


def test_a_right_assertion_says_who_and_until_when() -> None:
    for audience in (*AUDIENCES, [AUDIENCES[0]]):
        proven = judge_assertion(claims(aud=audience), CLIENT, AUDIENCES, NOW)
        assert (proven.client, proven.jti, proven.expires_at) == (CLIENT, "0123456789", NOW + timedelta(seconds=60))


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"iss": "mac_other"}, "issuer-or-subject"),
        ({"sub": "mac_other"}, "issuer-or-subject"),
        ({"iss": None}, "issuer-or-subject"),
        ({"aud": "https://elsewhere.example"}, "audience"),
        ({"aud": [AUDIENCES[0], "https://elsewhere.example"]}, "audience"),
        ({"aud": list(AUDIENCES)}, "audience"),
        ({"aud": [[AUDIENCES[0]]]}, "audience"),
        ({"aud": None}, "audience"),
        ({"exp": None}, "exp"),
        ({"exp": "tomorrow"}, "exp"),
        ({"exp": float("nan")}, "exp"),
        ({"exp": float("inf")}, "exp"),
        ({"exp": 1e300}, "exp"),
        ({"exp": True}, "exp"),
        ({"iat": None}, "iat"),
        ({"exp": later(seconds=-31), "iat": later(seconds=-60)}, "expired"),
        ({"iat": later(seconds=31), "exp": later(seconds=60)}, "from-the-future"),
        ({"nbf": later(seconds=31)}, "from-the-future"),
        ({"exp": later(seconds=301)}, "lives-too-long"),
        ({"jti": None}, "jti"),
        ({"jti": "short"}, "jti"),
        ({"jti": "x" * 129}, "jti"),
        ({"jti": {"$gt": ""}}, "jti"),
    ],
    ids=str,
)
def test_an_assertion_that_is_anothers_stale_or_lasting_is_refused(changes: dict[str, Any], reason: str) -> None:
    with pytest.raises(AssertionRefused) as refused:
        judge_assertion(claims(**changes), CLIENT, AUDIENCES, NOW)
    assert refused.value.reason == reason


@pytest.mark.parametrize(
    ("key", "algorithm"), [(ED25519, "EdDSA"), (P256, "ES256"), (RSA, "PS256")], ids=["ed25519", "p256", "rsa"]
)
def test_each_kind_of_key_verifies_in_its_own_algorithm(key: Any, algorithm: str) -> None:
    (kept,) = read_key_set({"keys": [public(key)]})
    assert kept["alg"] == algorithm
    assert not {"d", "p", "q"} & kept.keys()
    signed = jwt.encode(claims(), key, algorithm=algorithm, headers={"kid": kept["kid"]})
    assert claimed_client(signed) == CLIENT
    assert verified_claims(signed, [kept])["jti"] == "0123456789"
    assert verified_claims(jwt.encode(claims(), key, algorithm=algorithm), [kept])["sub"] == CLIENT


def test_a_signature_by_another_key_algorithm_or_none_is_refused() -> None:
    kept = read_key_set({"keys": [public(RSA, kid="rsa"), public(ED25519, kid="ed")]})
    unsigned = jwt.encode(claims(), None, algorithm="none", headers={"kid": "ed"})
    as_secret = jwt.encode(claims(), kept[1]["x"], algorithm="HS256", headers={"kid": "ed"})
    wrong = [
        jwt.encode(claims(), ed25519.Ed25519PrivateKey.generate(), algorithm="EdDSA", headers={"kid": "ed"}),
        jwt.encode(claims(), RSA, algorithm="RS256", headers={"kid": "rsa"}),
        jwt.encode(claims(), RSA, algorithm="PS256", headers={"kid": "ed"}),
        jwt.encode(claims(), ED25519, algorithm="EdDSA", headers={"kid": "gone"}),
        jwt.encode(claims(), ED25519, algorithm="EdDSA"),  # of two keys none is named
        unsigned,
        as_secret,
        unsigned.rpartition(".")[0] + ".AAAA",
    ]
    for assertion in wrong:
        with pytest.raises(AssertionRefused):
            verified_claims(assertion, kept)


@pytest.mark.parametrize("text", ["", "a.b", "a.b.c", "é.é.é", "x" * 5000, "e30.bnVsbA.AAAA", "e30.W10.AAAA"])
def test_what_is_no_assertion_names_nobody(text: str) -> None:
    with pytest.raises(AssertionRefused):
        claimed_client(text)


@pytest.mark.parametrize(
    "told",
    [
        None,
        [],
        {"keys": []},
        {"keys": [public(ED25519, kid=str(number)) for number in range(6)]},
        {"keys": ["x"]},
        {"keys": [{}]},
        {"keys": [public(ED25519) | {"d": "c2VjcmV0"}]},
        {"keys": [public(ED25519, kid="same"), public(P256, kid="same")]},
        {"keys": [public(ED25519, kid=7)]},
        {"keys": [public(ED25519, use="enc")]},
        {"keys": [public(RSA, alg="RS256")]},
        {"keys": [public(rsa.generate_private_key(65537, 1024))]},
        {"keys": [public(ec.generate_private_key(ec.SECP384R1()))]},
        {"keys": [{"kty": "oct", "k": "c2VjcmV0"}]},
        {"keys": [{"kty": "EC", "crv": "P-256", "x": "AA", "y": "AA"}]},
        {"keys": [{"kty": "OKP", "crv": ["Ed25519"], "x": "AA"}]},
        {"keys": [{"kty": "OKP", "crv": "Ed25519", "x": 5}]},
    ],
    ids=range(17),
)
def test_a_key_set_that_is_private_weak_or_unreadable_is_refused(told: object) -> None:
    with pytest.raises(KeysRefused):
        read_key_set(told)


def test_scopes_are_those_registered_or_fewer() -> None:
    registered = frozenset({"documents:deposit", "identity:match"})
    assert granted(registered, None) == registered
    assert granted(registered, "identity:match") == {"identity:match"}
    for asked in ("", " ", "documents:read-own", "identity:match documents:read-own"):
        with pytest.raises(ScopeRefused):
            granted(registered, asked)


def test_operations_ask_only_for_scopes_that_can_be_registered() -> None:
    asked = {scope for operation in operations().values() for scope in operation.spec.get("x-scopes", [])}
    assert asked <= SCOPES


def test_an_organisation_has_a_number_a_name_and_a_kind() -> None:
    told = parse_organisation("finess", "75 010 012 5", "  CH  des Marronniers ", "hospital")
    assert (told.number, told.name) == ("750100125", "CH des Marronniers")
    assert parse_organisation("finess", "2a0000014", "CH d'Ajaccio", "hospital").number == "2A0000014"
    assert parse_organisation("siret", "12345678901234", "Cabinet", "practice").scheme == "siret"


@pytest.mark.parametrize(
    ("scheme", "number", "name", "kind", "field"),
    [
        ("rpps", "750100125", "CH", "hospital", "scheme"),
        ("finess", "75010012", "CH", "hospital", "number"),
        ("siret", "750100125", "CH", "hospital", "number"),
        ("finess", "750100125", " ", "hospital", "name"),
        ("finess", "750100125", "x" * 201, "hospital", "name"),
        ("finess", "750100125", "CH\x00", "hospital", "name"),
        ("finess", "750100125", "CH", "bakery", "kind"),
    ],
)
def test_an_organisation_written_wrongly_is_refused(scheme: str, number: str, name: str, kind: str, field: str) -> None:
    with pytest.raises(OrganisationRefused) as refused:
        parse_organisation(scheme, number, name, kind)
    assert refused.value.field == field
