"""Statements signed for everybody: compact JWS, EdDSA (Ed25519), by a key known by its thumbprint (RFC 7638)."""

import base64
import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey


class Signer:
    """Signs statements of one media type; only workers and the operator's commands hold such a key."""

    def __init__(self, key_file: Path, media_type: str) -> None:
        """Read the PEM file. Raises ValueError when it holds another kind of key."""
        key = serialization.load_pem_private_key(key_file.read_bytes(), password=None)
        if not isinstance(key, Ed25519PrivateKey):
            raise ValueError(f"{key_file.name} is not an Ed25519 key")
        self._key, self._media_type = key, media_type
        raw = key.public_key().public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
        required = {"crv": "Ed25519", "kty": "OKP", "x": _base64url(raw)}
        self.public_jwk: Mapping[str, Any] = {**required, "kid": thumbprint(required), "use": "sig", "alg": "EdDSA"}

    def sign(self, claims: Mapping[str, Any]) -> str:
        """The statement as compact JWS."""
        headers = {"typ": self._media_type, "kid": self.public_jwk["kid"]}
        return jwt.encode(dict(claims), self._key, algorithm="EdDSA", headers=headers)


def thumbprint(jwk: Mapping[str, Any]) -> str:
    """RFC 7638, of an Ed25519 key. Raises KeyError when it is none."""
    required = {name: jwk[name] for name in ("crv", "kty", "x")}
    canonical = json.dumps(required, separators=(",", ":"), sort_keys=True).encode()
    return _base64url(hashlib.sha256(canonical).digest())


def _base64url(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
