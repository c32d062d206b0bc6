"""What several resources need of the request in hand."""

from collections.abc import Callable

import flask
from jwt import PyJWK

from services.identity.parts import Parts
from services.identity.tokens import TokenSigner

SESSION_COOKIE = "__Host-mes-session"


def parts() -> Parts:
    """The parts of the application that serves the request in hand."""
    held = flask.current_app.extensions["identity"]
    assert isinstance(held, Parts)
    return held


def source() -> str:
    """The network address of the caller, as the gateway saw it: it sets the header, whatever the caller sent."""
    forwarded = flask.request.headers.get("X-Forwarded-For", "")
    return forwarded.rpartition(",")[2].strip() or flask.request.remote_addr or "unknown"


def own_keys(tokens: TokenSigner) -> Callable[[str], PyJWK]:
    """Look up our own public keys by id; KeyError for any other."""
    held = {key["kid"]: PyJWK.from_dict(key) for key in tokens.key_set()["keys"]}
    return held.__getitem__
