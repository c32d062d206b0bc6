"""Public keys of machine accounts (RFC 7517) and the signatures they verify (RFC 7515).

EdDSA, ES256 and PS256 only: each key serves the one algorithm of its kind, whatever a header says.
"""

import base64
import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from jwt import PyJWK

from services.identity.domain.machines import AssertionRefused

ALGORITHMS = ("EdDSA", "ES256", "PS256")
KEYS_MAX = 5
ASSERTION_MAX = 4096
KID_MAX = 100
# Kind and curve: the algorithm, and the members that make the key (those of its RFC 7638 thumbprint).
_KINDS = {
    ("OKP", "Ed25519"): ("EdDSA", ("crv", "kty", "x")),
    ("EC", "P-256"): ("ES256", ("crv", "kty", "x", "y")),
    ("RSA", None): ("PS256", ("e", "kty", "n")),
}
_RSA_BITS = (2048, 4096)
_PRIVATE = frozenset({"d", "p", "q", "dp", "dq", "qi", "oth", "k"})

_jws = jwt.PyJWS(algorithms=list(ALGORITHMS))


class KeysRefused(ValueError):
    """The key set cannot be registered; the message says why, in French."""


def read_key_set(told: object) -> list[dict[str, str]]:
    """Return the public keys of a JWK set as they are kept: kid, algorithm, public numbers. Raises KeysRefused.

    A key without `kid` is named by its thumbprint (RFC 7638). A private key is refused: it is no secret any more.
    """
    keys = told.get("keys") if isinstance(told, Mapping) else None
    if not isinstance(keys, list) or not 1 <= len(keys) <= KEYS_MAX:
        raise KeysRefused(f"Un jeu de clés (JWKS) contient de 1 à {KEYS_MAX} clés publiques.")
    read = [_read_key(key) for key in keys]
    if len({key["kid"] for key in read}) != len(read):
        raise KeysRefused("Deux clés portent le même « kid ».")
    return read


def claimed_client(assertion: str) -> str:
    """Return whom the assertion says it is from, to find the keys; nothing of it is believed yet.

    Raises AssertionRefused.
    """
    if len(assertion) > ASSERTION_MAX:
        raise AssertionRefused("too-long")
    try:
        # The signature is not looked at: without the account there is no key to look with.
        unverified = _jws.decode_complete(assertion, options={"verify_signature": False})
    except (jwt.PyJWTError, ValueError):
        raise AssertionRefused("shape") from None
    client = _object(unverified["payload"]).get("sub")
    if not isinstance(client, str):
        raise AssertionRefused("issuer-or-subject")
    return client


def verified_claims(assertion: str, keys: Sequence[Mapping[str, str]]) -> Mapping[str, object]:
    """Return the claims of an assertion that one of `keys` signed. Raises AssertionRefused."""
    try:
        kid = jwt.get_unverified_header(assertion).get("kid")
        # A header without kid is right (RFC 7515) where there is one key to choose from.
        named = [key for key in keys if key["kid"] == kid or (kid is None and len(keys) == 1)]
        if not named:
            raise AssertionRefused("unknown-key")
        key = PyJWK.from_dict(dict(named[0]), algorithm=named[0]["alg"])
        verified = _jws.decode_complete(assertion, key, algorithms=[named[0]["alg"]])
    except (jwt.PyJWTError, ValueError):
        raise AssertionRefused("signature") from None
    return _object(verified["payload"])


def _read_key(told: object) -> dict[str, str]:
    if not isinstance(told, Mapping):
        raise KeysRefused("Chaque clé est un objet JWK (RFC 7517).")
    if _PRIVATE & told.keys():
        raise KeysRefused("Une clé privée figure dans le jeu : remplacez-la, et n'envoyez que des clés publiques.")
    curve = told.get("crv")
    kind = _KINDS.get((told["kty"], curve)) if isinstance(told.get("kty"), str) and _plain(curve) else None
    if kind is None or told.get("alg", kind[0]) != kind[0] or told.get("use", "sig") != "sig":
        raise KeysRefused("Une clé est Ed25519 (EdDSA), P-256 (ES256) ou RSA de 2048 à 4096 bits (PS256), pour signer.")
    algorithm, members = kind
    numbers = {name: told.get(name) for name in members}
    try:
        key = PyJWK.from_dict(numbers, algorithm=algorithm).key
    except jwt.PyJWTError:
        raise KeysRefused("Une clé n'est pas lisible.") from None
    if isinstance(key, RSAPublicKey) and not _RSA_BITS[0] <= key.key_size <= _RSA_BITS[1]:
        raise KeysRefused("Une clé RSA compte de 2048 à 4096 bits.")
    kid = told.get("kid", _thumbprint(numbers))
    if not isinstance(kid, str) or not 1 <= len(kid) <= KID_MAX or not kid.isprintable():
        raise KeysRefused(f"Un « kid » est un texte de 1 à {KID_MAX} signes.")
    return {name: str(value) for name, value in numbers.items()} | {"kid": kid, "alg": algorithm}


def _plain(curve: object) -> bool:
    return curve is None or isinstance(curve, str)


def _thumbprint(numbers: Mapping[str, object]) -> str:
    text = json.dumps(numbers, separators=(",", ":"), sort_keys=True)
    return base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b"=").decode()


def _object(payload: bytes) -> Mapping[str, Any]:
    try:
        claims = json.loads(payload)
    except (ValueError, RecursionError):
        raise AssertionRefused("shape") from None
    if not isinstance(claims, dict):
        raise AssertionRefused("shape")
    return claims
