"""The key that signs checkpoints: Ed25519, known by its thumbprint (RFC 7638)."""

import base64
import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

MEDIA_TYPE = "history-checkpoint+jwt"


class HistorySigner:
    """Signs statements; only the worker and the operator's commands hold the key."""

    def __init__(self, key_file: Path) -> None:
        """Read the PEM file. Raises ValueError when it holds another kind of key."""
        key = serialization.load_pem_private_key(key_file.read_bytes(), password=None)
        if not isinstance(key, Ed25519PrivateKey):
            raise ValueError("HISTORY_SIGNING_KEY is not an Ed25519 key")
        self._key = key
        raw = key.public_key().public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
        required = {"crv": "Ed25519", "kty": "OKP", "x": _base64url(raw)}
        canonical = json.dumps(required, separators=(",", ":"), sort_keys=True).encode()
        thumbprint = _base64url(hashlib.sha256(canonical).digest())
        self.public_jwk: Mapping[str, Any] = {**required, "kid": thumbprint, "use": "sig", "alg": "EdDSA"}

    def sign(self, claims: Mapping[str, Any]) -> str:
        """The statement as compact JWS."""
        headers = {"typ": MEDIA_TYPE, "kid": self.public_jwk["kid"]}
        return jwt.encode(dict(claims), self._key, algorithm="EdDSA", headers=headers)


def _base64url(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
