"""Ids: opaque, and the same for the same intention, so that a message sent twice is one message."""

import hashlib

from chassis import ids


def derived(prefix: str, *parts: str) -> str:
    """The id that follows from an author and their idempotency key: nobody else's key leads to it."""
    return ids.of(prefix, int.from_bytes(hashlib.sha256("\0".join(parts).encode()).digest()))
