"""Tokens: one algorithm, our keys, our issuer, our audience, while they and their session live."""

import hmac
import json
import time
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from hypothesis import given
from hypothesis import strategies as some

from chassis import sessions
from chassis.auth import MAX_TOKEN_LENGTH, Actor, AuthenticationUnavailable, TokenVerifier, Unauthenticated
from tests.unit.chassis.library import Ended, Issuer, settings


def _base64url(raw: bytes) -> str:
    return urlsafe_b64encode(raw).rstrip(b"=").decode()


def _part(content: dict[str, Any]) -> str:
    return _base64url(json.dumps(content).encode())


@pytest.fixture
def verifier(issuer: Issuer, ended: Ended) -> TokenVerifier:
    return TokenVerifier(settings(), ended, issuer.find)


def test_a_good_token_names_its_actor(verifier: TokenVerifier, issuer: Issuer) -> None:
    assert verifier.verify(issuer.token()) == Actor(id="acc_1", role="patient", session="ses_1", record="rec_1")
    professional = verifier.verify(issuer.token(role="professional", rec=None))
    assert professional.record is None
    machine = verifier.verify(issuer.token(role="organisation", rec=None, client_id="mac_1", scope="a b"))
    assert (machine.client, machine.scopes) == ("mac_1", {"a", "b"})


@pytest.mark.parametrize(
    "changes",
    [
        {"iss": "https://elsewhere.test"},
        {"aud": "other"},
        {"aud": ["other", "another"]},
        {"exp": -60},
        {"iat": 600},
        {"nbf": 600},
        {"role": "root"},
        {"role": ["patient"]},
        {"rec": {"$gt": ""}},
        {"sid": 7},
        {"scope": ["a"]},
        {"client_id": 7},
        {"sub": 7},
        *({name: None} for name in ("iss", "aud", "sub", "sid", "role", "iat", "exp")),
    ],
    ids=str,
)
def test_a_token_with_other_claims_is_refused(changes: dict[str, Any], verifier: TokenVerifier, issuer: Issuer) -> None:
    # Times are given from now, so that each test keeps its name from one process to the next.
    now = int(time.time())
    times = {name: now + value for name, value in changes.items() if name in ("exp", "iat", "nbf") and value}
    with pytest.raises(Unauthenticated):
        verifier.verify(issuer.token(**changes | times))


@pytest.mark.parametrize("header", [{"typ": "JWT"}, {"typ": None}, {"kid": "key-2"}, {"crit": ["b64"]}], ids=str)
def test_a_token_with_another_header_is_refused(
    header: dict[str, Any], verifier: TokenVerifier, issuer: Issuer
) -> None:
    with pytest.raises(Unauthenticated):
        verifier.verify(issuer.token(header))


def test_alg_none_is_refused(verifier: TokenVerifier, issuer: Issuer) -> None:
    unsigned = jwt.encode(issuer.claims(), None, algorithm="none", headers={"typ": "at+jwt", "kid": issuer.kid})
    with pytest.raises(Unauthenticated):
        verifier.verify(unsigned)


def test_a_signed_token_whose_header_now_says_none_is_refused(verifier: TokenVerifier, issuer: Issuer) -> None:
    header = _part({"alg": "none", "typ": "at+jwt", "kid": issuer.kid})
    _, claims, signature = issuer.token().split(".")
    for end in ("", signature):
        with pytest.raises(Unauthenticated):
            verifier.verify(f"{header}.{claims}.{end}")


@pytest.mark.parametrize("secret", ["jwk", "raw"])
def test_the_public_key_is_no_shared_secret(secret: str, verifier: TokenVerifier, issuer: Issuer) -> None:
    known = {"jwk": json.dumps(issuer.jwk()).encode(), "raw": issuer.key.public_key().public_bytes_raw()}[secret]
    header = _part({"alg": "HS256", "typ": "at+jwt", "kid": issuer.kid})
    signed = f"{header}.{_part(issuer.claims())}"
    signature = hmac.new(known, signed.encode(), "sha256").digest()
    with pytest.raises(Unauthenticated):
        verifier.verify(f"{signed}.{_base64url(signature)}")


def test_a_token_that_names_no_key_is_refused(verifier: TokenVerifier, issuer: Issuer) -> None:
    header = _part({"alg": "EdDSA", "typ": "at+jwt"})
    signed = f"{header}.{_part(issuer.claims())}"
    with pytest.raises(Unauthenticated):
        verifier.verify(f"{signed}.{_base64url(issuer.key.sign(signed.encode()))}")


def test_another_algorithm_or_another_key_under_our_key_id_is_refused(verifier: TokenVerifier, issuer: Issuer) -> None:
    headers = {"typ": "at+jwt", "kid": issuer.kid}
    es256 = jwt.encode(issuer.claims(), ec.generate_private_key(ec.SECP256R1()), algorithm="ES256", headers=headers)
    for forged in (es256, Issuer(kid=issuer.kid).token()):
        with pytest.raises(Unauthenticated):
            verifier.verify(forged)


def test_a_key_brought_along_in_the_header_is_not_looked_at(verifier: TokenVerifier) -> None:
    stranger = Issuer(kid="mine")
    with pytest.raises(Unauthenticated):
        verifier.verify(stranger.token({"jwk": stranger.jwk(), "jku": "https://elsewhere.test/keys"}))


def test_a_token_is_dead_with_its_session_even_if_it_was_just_accepted(
    verifier: TokenVerifier, issuer: Issuer, ended: Ended
) -> None:
    token = issuer.token()
    verifier.verify(token)
    ended.sids.add("ses_1")
    with pytest.raises(Unauthenticated, match="session-ended"):
        verifier.verify(token)


def test_a_remembered_token_still_expires(
    verifier: TokenVerifier, issuer: Issuer, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = issuer.token()
    verifier.verify(token)
    later = time.time() + 330
    monkeypatch.setattr("chassis.auth.time.time", lambda: later)
    assert verifier._remembered(sha256(token.encode()).digest()) is None


def test_nobody_is_recognised_while_ended_sessions_are_unknown(issuer: Issuer) -> None:
    class Silent:
        def has(self, sid: str) -> bool:
            raise sessions.Unknown("copy too old")

    with pytest.raises(AuthenticationUnavailable):
        TokenVerifier(settings(), Silent(), issuer.find).verify(issuer.token())


ISSUER = Issuer()
TOKEN = ISSUER.token()
VERIFIER = TokenVerifier(settings(), Ended(), ISSUER.find)


@given(some.text(max_size=200))
def test_noise_is_refused_and_breaks_nothing(noise: str) -> None:
    with pytest.raises(Unauthenticated):
        VERIFIER.verify(noise)


@given(some.data())
def test_a_token_with_one_character_changed_is_refused(data: some.DataObject) -> None:
    token = TOKEN
    # The last character of a signature has bits that mean nothing.
    place = data.draw(some.integers(0, len(token) - 2))
    other = data.draw(some.sampled_from([c for c in "AZaz09-_." if c != token[place]]))
    with pytest.raises(Unauthenticated):
        VERIFIER.verify(token[:place] + other + token[place + 1 :])


def test_a_token_of_monstrous_length_is_not_even_read() -> None:
    with pytest.raises(Unauthenticated, match="too-long"):
        VERIFIER.verify("a" * (MAX_TOKEN_LENGTH + 1))


class KeySet(ThreadingHTTPServer):
    """Publishes a key set over HTTP, as identity does, and counts who reads it."""

    def __init__(self, issuer: Issuer) -> None:
        self.readings = 0
        published = json.dumps({"keys": [issuer.jwk()]}).encode()
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                server.readings += 1
                self.send_response(200)
                self.end_headers()
                self.wfile.write(published)

            def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
                """Stay silent."""

        super().__init__(("127.0.0.1", 0), Handler)
        Thread(target=self.serve_forever, daemon=True).start()


@pytest.fixture
def key_set(issuer: Issuer) -> Iterator[KeySet]:
    server = KeySet(issuer)
    yield server
    server.shutdown()
    server.server_close()


def test_keys_come_from_the_published_set_and_are_kept(key_set: KeySet, issuer: Issuer) -> None:
    verifier = TokenVerifier(settings(jwks_url=f"http://127.0.0.1:{key_set.server_port}/"), Ended())
    for number in range(5):
        assert verifier.verify(issuer.token(jti=str(number))).id == "acc_1"
    assert key_set.readings == 1


def test_unknown_key_ids_do_not_make_us_hammer_identity(key_set: KeySet, issuer: Issuer) -> None:
    verifier = TokenVerifier(settings(jwks_url=f"http://127.0.0.1:{key_set.server_port}/"), Ended())
    for number in range(20):
        with pytest.raises(Unauthenticated):
            verifier.verify(Issuer(kid=f"stranger-{number}").token())
    assert key_set.readings <= 2


def test_without_a_key_set_nobody_is_recognised(issuer: Issuer) -> None:
    verifier = TokenVerifier(settings(jwks_url="http://127.0.0.1:1/"), Ended())
    with pytest.raises(AuthenticationUnavailable):
        verifier.verify(issuer.token())
