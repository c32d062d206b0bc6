"""The browser of a request: recognised by a cookie of its own, named by its User-Agent for its owner's eyes only."""

import flask
import ua_parser

from services.identity.domain.devices import DEVICE_LIFE, Device, device_label
from services.identity.keyring import new_secret, secret_hash

DEVICE_COOKIE = "__Host-mes-device"
_LONGEST = 500


def device_of_request() -> tuple[Device, str]:
    """The browser that asks, and the secret of its cookie: its own, or a new one to give it."""
    secret = flask.request.cookies.get(DEVICE_COOKIE) or new_secret()
    told = ua_parser.parse(flask.request.headers.get("User-Agent", "")[:_LONGEST])
    browser = told.user_agent.family if told.user_agent else None
    return Device(secret_hash(secret), device_label(browser, told.os.family if told.os else None)), secret


def remember_device(response: flask.Response, secret: str) -> None:
    """Let the browser be recognised next time; it holds nothing but a random number."""
    response.set_cookie(
        DEVICE_COOKIE,
        secret,
        max_age=int(DEVICE_LIFE.total_seconds()),
        path="/",
        secure=True,
        httponly=True,
        samesite="Strict",
    )
