"""An OpenID provider that lies on demand: real HTTP, real signatures, and claims that no honest one would make."""

import json
import time
from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

from tests.support.registers import claims

HONEST, FORGER = rsa.generate_private_key(65537, 2048), rsa.generate_private_key(65537, 2048)

Sign = Callable[[dict[str, Any]], str]


def signed(told: dict[str, Any], key: Any = HONEST, kid: str = "key-1") -> str:
    """An ID token as it should be signed."""
    return jwt.encode(told, key, algorithm="RS256", headers={"kid": kid})


def unsigned(told: dict[str, Any]) -> str:
    """An ID token of alg none."""
    parts = ({"alg": "none", "typ": "JWT"}, told)
    return ".".join(urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=").decode() for part in parts) + "."


def with_the_public_key_as_secret(told: dict[str, Any]) -> str:
    """The oldest confusion: the key that everybody knows, used for HMAC."""
    secret = str(RSAAlgorithm.to_jwk(HONEST.public_key(), as_dict=True)["n"])
    return jwt.encode(told, secret, algorithm="HS256", headers={"kid": "key-1"})


@dataclass
class Liar:
    """Where it listens, and what it says: honest until told otherwise."""

    issuer: str
    nonce: str = ""
    changes: dict[str, Any] = field(default_factory=dict)
    sign: Sign = signed
    userinfo: dict[str, Any] = field(default_factory=dict)
    metadata: dict[str, Any] = field(default_factory=dict)

    def hears(self, url: str) -> dict[str, str]:
        """The browser comes with this address, and goes back with a code."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}
        self.nonce = asked["nonce"]
        return {"code": "any", "state": asked["state"]}

    def answer(self, path: str) -> dict[str, Any]:
        """What it says at one of its addresses."""
        if path.endswith("openid-configuration"):
            places = {"authorization_endpoint": "/auth", "token_endpoint": "/token", "userinfo_endpoint": "/me"}
            urls = {name: self.issuer + place for name, place in {**places, "jwks_uri": "/jwks"}.items()}
            return {"issuer": self.issuer, **urls, **self.metadata}
        if path == "/jwks":
            return {"keys": [{**RSAAlgorithm.to_jwk(HONEST.public_key(), as_dict=True), "kid": "key-1", "use": "sig"}]}
        if path == "/token":
            return {"access_token": "any", "token_type": "Bearer", "id_token": self.sign(self._claims())}
        return {"sub": "f:test:camille", **claims(), **self.userinfo}

    def _claims(self) -> dict[str, Any]:
        now = int(time.time())
        told = {"iss": self.issuer, "aud": "espace-sante", "sub": "f:test:camille", "nonce": self.nonce}
        changed = {**told, "iat": now, "exp": now + 60, **self.changes}
        return {name: value for name, value in changed.items() if value is not None}


@contextmanager
def liar() -> Iterator[Liar]:
    """Run one."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            body = json.dumps(running.answer(self.path)).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def do_POST(self) -> None:
            self.do_GET()

        def log_message(self, *_: object) -> None:
            """Nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    running = Liar(f"http://127.0.0.1:{server.server_port}")
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield running
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
