"""Access tokens (RFC 9068) and the key set that verifies them (RFC 7517).

Ed25519 signatures, five minutes at most; the key's id is its RFC 7638 thumbprint.
"""

import base64
import hashlib
import json
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from services.identity.keyring import new_id


class TokenSigner:
    """Signs access tokens with the service's Ed25519 key."""

    def __init__(self, key_file: Path, issuer: str) -> None:
        """Read the PEM file. Raises ValueError when it holds another kind of key."""
        key = serialization.load_pem_private_key(key_file.read_bytes(), password=None)
        if not isinstance(key, Ed25519PrivateKey):
            raise ValueError("SIGNING_KEY is not an Ed25519 key")
        self._key = key
        self._issuer = issuer
        self._jwk = _public_jwk(key)

    def key_set(self) -> dict[str, Any]:
        """The public key set that services verify tokens with."""
        return {"keys": [self._jwk]}

    def sign(
        self,
        *,
        subject: str,
        role: str,
        session: str,
        now: datetime,
        expires_at: datetime,
        record: str | None = None,
        client: str | None = None,
        scopes: Iterable[str] = (),
    ) -> str:
        """Return a signed access token for one actor in one session; `client` and `scopes` for machine accounts."""
        claims: dict[str, Any] = {
            "iss": self._issuer,
            "aud": "mes",
            "sub": subject,
            "role": role,
            "sid": session,
            "iat": int(now.timestamp()),
            "exp": int(expires_at.timestamp()),
            "jti": new_id("tok"),
        }
        if record is not None:
            claims["rec"] = record
        if client is not None:
            claims |= {"client_id": client, "scope": " ".join(sorted(scopes))}
        headers = {"typ": "at+jwt", "kid": self._jwk["kid"]}
        return jwt.encode(claims, self._key, algorithm="EdDSA", headers=headers)


def _public_jwk(key: Ed25519PrivateKey) -> dict[str, str]:
    raw = key.public_key().public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
    required = {"crv": "Ed25519", "kty": "OKP", "x": _base64url(raw)}
    thumbprint = hashlib.sha256(json.dumps(required, separators=(",", ":"), sort_keys=True).encode()).digest()
    return {**required, "kid": _base64url(thumbprint), "use": "sig", "alg": "EdDSA"}


def _base64url(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
