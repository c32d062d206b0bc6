"""A service of three books, made only of chassis: what the tests of its HTTP face call."""

import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import flask
import jwt
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from jwt import PyJWK
from jwt.algorithms import OKPAlgorithm

from chassis import http, logs, paging
from chassis.auth import TokenVerifier
from chassis.problems import Problem
from chassis.settings import ServiceSettings, load

CONTRACTS = Path(__file__).parent / "contracts"
BOOK = "boo_0000000000000000000001"
ISSUER = "https://library.test"


class Lent(Problem):
    code, status, retry_after = "library.lent", 409, 3
    title = "Ce livre est prêté."
    detail = "Revenez demain."


class Secret(Exception):
    """Says something that no answer and no log may repeat."""


@dataclass
class Ended:
    """Ended sessions, in memory."""

    sids: set[str] = field(default_factory=set)

    def has(self, sid: str) -> bool:
        return sid in self.sids


@dataclass
class Issuer:
    """Signs tokens as identity does."""

    kid: str = "key-1"
    key: Ed25519PrivateKey = field(default_factory=Ed25519PrivateKey.generate)

    def jwk(self) -> dict[str, Any]:
        public = OKPAlgorithm.to_jwk(self.key.public_key(), as_dict=True)
        return {**public, "kid": self.kid, "use": "sig", "alg": "EdDSA"}

    def find(self, kid: str) -> PyJWK:
        return {self.kid: PyJWK.from_dict(self.jwk())}[kid]

    def claims(self, **changes: Any) -> dict[str, Any]:
        now = int(time.time())
        standard = {"iss": ISSUER, "aud": "mes", "sub": "acc_1", "sid": "ses_1", "role": "patient", "rec": "rec_1"}
        claims = {**standard, "iat": now, "exp": now + 300, "jti": "1", **changes}
        return {name: value for name, value in claims.items() if value is not None}

    def token(self, header: dict[str, Any] | None = None, **changes: Any) -> str:
        headers = {"typ": "at+jwt", "kid": self.kid, **(header or {})}
        return jwt.encode(self.claims(**changes), self.key, algorithm="EdDSA", headers=headers)


def settings(**changes: Any) -> ServiceSettings:
    standard = {
        "service": "library",
        "mongo_url": "mongodb://127.0.0.1:1",
        "mongo_db": "library",
        "broker_url": "",
        "public_url": ISSUER,
        "contracts_dir": CONTRACTS,
        "max_content_length": 10_000,
    }
    return ServiceSettings(**(standard | changes))


def list_books(query: dict[str, Any]) -> tuple[dict[str, Any], int]:
    if "cursor" in query:
        paging.decode(query["cursor"], str)
    return {"query": query, "for": http.current_actor().id}, 200


def add_book(body: dict[str, Any]) -> tuple[dict[str, Any], int, dict[str, str]]:
    if body["title"] == "Lent":
        raise Lent
    if body["title"] == "Secret":
        raise Secret("185057800608436")
    return body, 201, {"Location": f"/api/library/books/{BOOK}"}


def show_book(book: str) -> tuple[dict[str, str], int]:
    return {"id": book}, 200


def remove_book(book: str) -> tuple[None, int]:
    return None, 204


def add_cover() -> tuple[dict[str, list[str]], int]:
    return {"files": sorted(flask.request.files)}, 201


def renew_card() -> tuple[dict[str, str], int]:
    return {"actor": http.current_actor().id}, 200


OPERATIONS = {
    "listBooks": list_books,
    "addBook": add_book,
    "showBook": show_book,
    "removeBook": remove_book,
    "addCover": add_cover,
    "renewCard": renew_card,
}


def make(issuer: Issuer, ended: Ended, **changes: Any) -> flask.Flask:
    """The library's application; `changes` go to its settings."""
    chosen = settings(**changes)
    return http.create_app(chosen, OPERATIONS, lambda: None, TokenVerifier(chosen, ended, issuer.find))


@dataclass(frozen=True, kw_only=True)
class Told:
    """What the test of gunicorn says by environment."""

    prometheus_multiproc_dir: str


def create_app() -> flask.Flask:
    """For gunicorn, in its test."""
    logs.write(logs.Line("library.made", logs.INFO, "application made"))
    return make(Issuer(), Ended(), prometheus_multiproc_dir=load(Told).prometheus_multiproc_dir)
