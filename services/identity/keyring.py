"""The service's secrets put to use: what is sealed, what is hashed, under which label.

Each hash carries a label, so that the same text under two uses never gives the same value.
"""

import hashlib
import secrets

from chassis import ids
from chassis.sealing import Sealer, keyed_hash
from services.identity.domain.codes import normalise_provisional_code
from services.identity.domain.nir import Nir


def new_id(prefix: str) -> str:
    """Return an opaque id such as `rec_7Qm2xV9aKp4LsT8wYb3Nd1` (22 characters of base 62, 131 bits)."""
    return ids.of(prefix, secrets.randbelow(62**22))


def new_secret() -> str:
    """Return 256 bits for a ticket or a cookie, URL-safe."""
    return secrets.token_urlsafe(32)


class Keyring:
    """Seals and hashes with the service's keys. Thread-safe: it holds no state but the keys."""

    def __init__(self, nir_key: bytes, nir_hash_key: bytes, code_hash_key: bytes) -> None:
        self._sealer = Sealer(nir_key)
        self._index_key = nir_hash_key
        self._code_key = code_hash_key

    def seal(self, plain: str, context: str) -> bytes:
        """Seal a text for the document it belongs to (`context` names both)."""
        return self._sealer.seal(plain.encode(), context.encode())

    def open(self, sealed: bytes, context: str) -> str:
        """Return what `seal` was given for the same context; raises chassis.sealing's error otherwise."""
        return self._sealer.open(sealed, context.encode()).decode()

    def nir_index(self, nir: Nir) -> str:
        """The keyed hash a NIR is found by."""
        return keyed_hash(self._index_key, "nir:" + nir.digits)

    def serial_index(self, serial: str) -> str:
        """The keyed hash a Vitale serial is compared by; the serial itself is not kept."""
        return keyed_hash(self._index_key, "vitale:" + serial)

    def traits_index(self, search_text: str) -> str:
        """The keyed hash exact traits are found by."""
        return keyed_hash(self._index_key, "traits:" + search_text)

    def target(self, kind: str, text: str) -> str:
        """The keyed hash under which tries at something (an identifier, an address) are counted."""
        return keyed_hash(self._index_key, f"target:{kind}:{text}")

    def content(self, text: str) -> str:
        """The keyed hash that tells whether an imported line changed."""
        return keyed_hash(self._index_key, "content:" + text)

    def provisional_code(self, record: str, code: str) -> str:
        """The keyed hash of a provisional code, as typed or as issued, bound to its person."""
        return keyed_hash(self._code_key, f"provisional:{record}:{normalise_provisional_code(code)}")

    def login_code(self, login: str, code: str) -> str:
        """The keyed hash of a one-time code, bound to its login."""
        return keyed_hash(self._code_key, f"login:{login}:{code}")

    def contact_code(self, change: str, code: str) -> str:
        """The keyed hash of the code that proves a new address, bound to its change."""
        return keyed_hash(self._code_key, f"contact:{change}:{code}")

    def federated(self, use: str, cookie: str) -> str:
        """What a login at the OpenID provider brings back (nonce, PKCE verifier), bound to a browser: 64 figures."""
        return keyed_hash(self._code_key, f"federation:{use}:{cookie}")


def secret_hash(secret: str) -> str:
    """Return the SHA-256 of a 256-bit random secret: enough, since nobody can guess what it hashes."""
    return hashlib.sha256(secret.encode()).hexdigest()
