"""Content sealed for one recipient across the broker: JWE (RFC 7516) for a key pair made for one occasion.

The one who asks makes the pair, sends the public half with the question and destroys the private half
once all answers are in: copies that stay in a queue or a log can never be opened afterwards.
"""

import json
from collections.abc import Mapping
from typing import Any

from joserfc import jwe
from joserfc.errors import JoseError
from joserfc.jwk import OKPKey

_HEADER = {"alg": "ECDH-ES+A256KW", "enc": "A256GCM"}
_ALGORITHMS = list(_HEADER.values())


MOST_BYTES = 12 * 2**20
"""Of a sealed value: it travels in an event, and an event is one document of the database (16 MiB)."""


class _Envelopes(jwe.JWERegistry):
    # The library's own bound of 64 KiB is made for tokens in a header.
    max_ciphertext_length = MOST_BYTES


_REGISTRY = _Envelopes(algorithms=_ALGORITHMS)


class CannotOpen(Exception):
    """Not sealed for this key, or changed on the way. The message says nothing of the content."""

    log_safe = True


class TooLarge(ValueError):
    """More than one event carries: the sender gives it in several parts."""

    log_safe = True


def new_pair() -> tuple[dict[str, Any], dict[str, Any]]:
    """A fresh X25519 pair as JWK (RFC 8037): the private half, and the public one to send."""
    key = OKPKey.generate_key("X25519", private=True)
    return dict(key.as_dict(private=True)), dict(key.as_dict(private=False))


def seal(public: Mapping[str, Any], content: Any) -> str:
    """The compact JWE of a JSON value for the holder of the private half. Raises TooLarge beyond MOST_BYTES."""
    plain = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
    sealed = jwe.encrypt_compact(_HEADER, plain, OKPKey.import_key(dict(public)))
    if len(sealed) > MOST_BYTES:
        raise TooLarge(str(len(sealed)))
    return sealed


def open_sealed(private: Mapping[str, Any], compact: str) -> Any:
    """The JSON value inside. Raises CannotOpen."""
    try:
        plain = jwe.decrypt_compact(compact, OKPKey.import_key(dict(private)), registry=_REGISTRY).plaintext
        return json.loads(plain or b"")
    except (JoseError, ValueError) as fault:
        raise CannotOpen(type(fault).__name__) from None
