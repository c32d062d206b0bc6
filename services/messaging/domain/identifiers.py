"""Ids: opaque, and the same for the same intention, so that a message sent twice is one message."""

import hashlib
import string

_ALPHABET = string.digits + string.ascii_uppercase + string.ascii_lowercase
_LENGTH = 22


def derived(prefix: str, *parts: str) -> str:
    """The id that follows from an author and their idempotency key: nobody else's key leads to it."""
    number = int.from_bytes(hashlib.sha256("\0".join(parts).encode()).digest())
    letters = []
    for _ in range(_LENGTH):
        number, digit = divmod(number, len(_ALPHABET))
        letters.append(_ALPHABET[digit])
    return f"{prefix}_{''.join(letters)}"
