"""Sealing at rest: what leaves the process sealed opens only with the same key and the same context.

Form of a sealed value: one version byte, a 12-byte random nonce, AES-256-GCM ciphertext with tag
(NIST SP 800-38D). The context (what the value is and whose) is authenticated, so that a sealed value
cannot be moved to another row. Random nonces hold for 2^32 values per key.
"""

import hashlib
import hmac
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_BYTES = 32
_VERSION = b"\x01"
_NONCE_BYTES = 12
_TAG_BYTES = 16


class SealBroken(Exception):
    """The bytes were changed, moved to another context, or sealed with another key."""

    log_safe = True


class Sealer:
    """Seals and opens with one 32-byte key. Raises ValueError for a key of another length."""

    def __init__(self, key: bytes) -> None:
        if len(key) != KEY_BYTES:
            raise ValueError("a sealing key has 32 bytes")
        self._cipher = AESGCM(key)

    def seal(self, plain: bytes, context: bytes) -> bytes:
        """`plain`, unreadable and bound to `context`; 29 bytes longer; never twice the same."""
        nonce = os.urandom(_NONCE_BYTES)
        return _VERSION + nonce + self._cipher.encrypt(nonce, plain, _VERSION + context)

    def open(self, sealed: bytes, context: bytes) -> bytes:
        """What was sealed. Raises SealBroken."""
        if len(sealed) < 1 + _NONCE_BYTES + _TAG_BYTES or sealed[:1] != _VERSION:
            raise SealBroken("not a sealed value")
        nonce, body = sealed[1 : 1 + _NONCE_BYTES], sealed[1 + _NONCE_BYTES :]
        try:
            return self._cipher.decrypt(nonce, body, _VERSION + context)
        except InvalidTag:
            raise SealBroken("wrong key, wrong context or changed bytes") from None


def keyed_hash(key: bytes, text: str) -> str:
    """HMAC-SHA256 of `text`, hexadecimal: an exact search key that tells nothing without `key`."""
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()
