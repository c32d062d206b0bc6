"""Login of professionals at an OpenID provider, and which ways of logging in there are."""

from typing import Any

import flask

from chassis.clock import now
from services.identity.actions import federation as actions
from services.identity.api.login import opened_answer
from services.identity.api.requests import parts, source
from services.identity.errors.login import FederationRefused
from services.identity.store.federations import LIFE

COOKIE = "__Host-mes-federation"


def ways() -> tuple[dict[str, Any], int]:
    """Which ways professionals may log in here."""
    held = parts()
    return {"professional_password": held.settings.professional_passwords, "federated": held.provider.configured}, 200


def start() -> flask.Response:
    """Send the professional to the provider."""
    sent = actions.start(parts(), now())
    response = flask.jsonify({"url": sent.url})
    response.status_code = 201
    response.set_cookie(
        COOKIE, sent.cookie, max_age=int(LIFE.total_seconds()), path="/", secure=True, httponly=True, samesite="Strict"
    )
    return response


def finish(body: dict[str, Any]) -> flask.Response:
    """The professional is back with a code."""
    try:
        opened = actions.finish(
            parts(), body["state"], body["code"], flask.request.cookies.get(COOKIE), source(), now()
        )
    except FederationRefused as refused:
        flask.g.refusal = refused.reason
        raise
    response = opened_answer(opened, 201)
    response.delete_cookie(COOKIE, path="/", secure=True, httponly=True, samesite="Strict")
    return response
