"""The public keys of access tokens."""

from typing import Any

from services.identity.api.requests import parts


def publish() -> tuple[dict[str, Any], int, dict[str, str]]:
    """The keys that verify access tokens (RFC 7517)."""
    return parts().tokens.key_set(), 200, {"Cache-Control": "public, max-age=300"}
