"""Login in two steps, the session and its end."""

from typing import Any

import flask

from chassis.clock import now
from chassis.http import current_actor
from services.identity.actions import login as actions
from services.identity.actions import sessions
from services.identity.actions.returning import ClosedProfile
from services.identity.actions.sessions import OpenSession
from services.identity.api.devices import device_of_request, remember_device
from services.identity.api.requests import SESSION_COOKIE, parts, source
from services.identity.domain.sessions import ABSOLUTE_LIFE
from services.identity.queries import accounts


def start(body: dict[str, Any]) -> tuple[dict[str, Any], int]:
    """First step: identifier and password (LOG-03)."""
    started = actions.start_login(parts(), body["identifier"], body["password"], body["space"], source(), now())
    view = {
        "login": started.login,
        "channels": [{"channel": each, "masked": shown} for each, shown in started.contact.masked().items()],
        "default_channel": started.contact.channels()[0],
        "expires_in": started.expires_in,
    }
    return view, 201


def send_code(login: str, body: dict[str, Any]) -> tuple[dict[str, Any], int]:
    """Send (again) a one-time code (LOG-04, LOG-05, LOG-09)."""
    sent = actions.send_code(parts(), login, body["channel"], now())
    return {"masked": sent.masked, "expires_in": sent.expires_in, "retry_in": sent.retry_in}, 202


def finish(login: str, body: dict[str, Any]) -> flask.Response:
    """Second step: the one-time code (LOG-06, LOG-07)."""
    device, secret = device_of_request()
    response = answer_login(actions.finish_login(parts(), login, body["code"], now(), device))
    remember_device(response, secret)
    return response


def renew() -> flask.Response:
    """A new access token for the session of the cookie (LOG-11)."""
    return opened_answer(sessions.renew_token(parts(), flask.request.cookies.get(SESSION_COOKIE), now()), 200)


def log_out() -> flask.Response:
    """End the session everywhere."""
    sessions.log_out(parts(), current_actor().session, now())
    response = flask.Response(status=204)
    response.headers.remove("Content-Type")
    response.delete_cookie(SESSION_COOKIE, path="/", secure=True, httponly=True, samesite="Strict")
    return response


def who_am_i() -> tuple[dict[str, Any], int]:
    """The acting person."""
    return accounts.acting(parts(), current_actor().session), 200


def answer_login(outcome: OpenSession | ClosedProfile) -> flask.Response:
    """The session, or the way back to a closed profile."""
    if isinstance(outcome, OpenSession):
        return opened_answer(outcome, 201)
    return flask.jsonify({"profile": "closed", **vars(outcome)})


def opened_answer(opened: OpenSession, status: int) -> flask.Response:
    """The answer that opens or renews a session, with its cookie when it is new."""
    view = {
        "access_token": opened.access_token,
        "token_type": "Bearer",
        "expires_in": opened.expires_in,
        "actor": accounts.actor_view(opened.account, opened.first_login),
    }
    response = flask.jsonify(view)
    response.status_code = status
    if opened.cookie is not None:
        response.set_cookie(
            SESSION_COOKIE,
            opened.cookie,
            max_age=int(ABSOLUTE_LIFE.total_seconds()),
            path="/",
            secure=True,
            httponly=True,
            samesite="Strict",
        )
    return response
