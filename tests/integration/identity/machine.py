"""Software of an organisation, as it talks to the token endpoint."""

import json
import secrets
from pathlib import Path
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric import ed25519
from jwt.algorithms import OKPAlgorithm
from werkzeug.test import TestResponse

from tests.integration.identity.place import Place

TOKEN_URL = "https://test.invalid/api/identity/oauth/token"
ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"


class Software:
    """Holds a key pair and signs assertions with it."""

    def __init__(self, place: Place, kid: str = "key-1") -> None:
        self.place = place
        self.kid = kid
        self.key = ed25519.Ed25519PrivateKey.generate()
        self.client = ""

    def public(self) -> dict[str, Any]:
        """The public key, as registered."""
        return {**OKPAlgorithm.to_jwk(self.key.public_key(), as_dict=True), "kid": self.kid}

    def key_file(self, folder: Path, *others: "Software") -> str:
        """A JWKS file of this key and those of others."""
        path = folder / f"{self.kid}.json"
        path.write_text(json.dumps({"keys": [each.public() for each in (self, *others)]}))
        return str(path)

    def assertion(self, **changes: Any) -> str:
        """A right assertion, unless changed."""
        at = int(self.place.clock.timestamp())
        said = {"iss": self.client, "sub": self.client, "aud": TOKEN_URL, "iat": at, "exp": at + 60}
        claims = {**said, "jti": secrets.token_hex(12), **changes}
        return jwt.encode(claims, self.key, algorithm="EdDSA", headers={"kid": self.kid})

    def ask(self, assertion: str | None = None, **fields: Any) -> TestResponse:
        """Ask for a token; the whole answer."""
        form = {
            "grant_type": "client_credentials",
            "client_assertion_type": ASSERTION_TYPE,
            "client_assertion": assertion or self.assertion(),
            **fields,
        }
        with self.place.at_clock():
            return self.place.client().post("/api/identity/oauth/token", data=form)

    def token(self, **fields: Any) -> str:
        """A token."""
        answer = self.ask(**fields)
        assert answer.status_code == 200, answer.text
        assert answer.json
        return str(answer.json["access_token"])

    def works(self, token: str) -> int:
        """The status of the first thing software tries."""
        headers = {"Authorization": f"Bearer {token}"}
        return self.place.client().get("/api/identity/organisation", headers=headers).status_code
