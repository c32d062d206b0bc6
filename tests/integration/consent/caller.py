"""Calls the operations of consent in process, with real tokens, holding each answer against its contract."""

import time
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from flask import Flask
from jwt import PyJWK

from chassis.auth import Actor, TokenVerifier
from chassis.connection import Database
from chassis.sessions import EndedSessions
from services.consent.settings import ConsentSettings
from tests.support.contract import operations

KEY_ID = "test-key"


class Tokens:
    """Signs access tokens, and verifies them as each service does."""

    def __init__(self, settings: ConsentSettings, db: Database) -> None:
        self._issuer = settings.public_url
        self._key = Ed25519PrivateKey.generate()
        public = jwt.algorithms.OKPAlgorithm.to_jwk(self._key.public_key(), as_dict=True)
        keys = {KEY_ID: PyJWK({**public, "kid": KEY_ID, "alg": "EdDSA"})}
        self.verifier = TokenVerifier(settings, EndedSessions(db), keys.__getitem__)

    def of(self, actor: Actor) -> str:
        """A token of five minutes."""
        claims = {
            "iss": self._issuer,
            "aud": "mes",
            "sub": actor.id,
            "role": actor.role,
            "sid": actor.session,
            "iat": int(time.time()),
            "exp": int(time.time()) + 300,
        } | ({"rec": actor.record} if actor.record else {})
        return jwt.encode(claims, self._key, algorithm="EdDSA", headers={"kid": KEY_ID, "typ": "at+jwt"})


class Caller:
    """`caller.call("blockProfessional", actor, 200, record=…, professional=…)`."""

    def __init__(self, app: Flask, tokens: Tokens) -> None:
        self._app, self._tokens = app, tokens

    def call(
        self,
        operation_id: str,
        actor: Actor | None,
        expect: int,
        body: Any = None,
        query: dict[str, Any] | None = None,
        **path: str,
    ) -> Any:
        """The parsed answer, which has the status expected and the shape documented."""
        operation = operations()[operation_id]
        headers = {"Authorization": f"Bearer {self._tokens.of(actor)}"} if actor else {}
        answer = self._app.test_client().open(
            operation.path.format(**path), method=operation.method, json=body, query_string=query, headers=headers
        )
        assert answer.status_code == expect, answer.text
        parsed = answer.json if answer.data else None
        assert operation.complain(expect, answer.mimetype, parsed) is None
        return parsed
