"""The own account: contact details, password, open sessions; and its recovery."""

from typing import Any

import flask

from chassis.clock import now
from chassis.http import current_actor
from services.identity.actions import account as actions
from services.identity.actions import recover as recovery
from services.identity.actions import sessions
from services.identity.api.requests import parts
from services.identity.queries import accounts
from services.identity.store.accounts import Account


def show() -> tuple[dict[str, Any], int]:
    """Identifier and contact details."""
    return accounts.account_view(parts(), _own()), 200


def choose_channel(body: dict[str, Any]) -> tuple[dict[str, Any], int]:
    """Choose where access codes go (LOG-05)."""
    actions.choose_code_channel(parts(), _own(), body["code_channel"], now())
    return show()


def start_contact_change(body: dict[str, Any]) -> tuple[dict[str, Any], int]:
    """Send a code to the new address."""
    started = actions.start_contact_change(parts(), _own(), body["channel"], body["address"], body["password"], now())
    sent = started.sent
    view = {
        "change": started.change,
        "masked": sent.masked,
        "expires_in": sent.expires_in,
        "retry_in": sent.retry_in,
    }
    return view, 201


def confirm_contact_change(change: str, body: dict[str, Any]) -> tuple[dict[str, Any], int]:
    """Prove possession of the new address."""
    actions.confirm_contact_change(parts(), _own(), change, body["code"], now())
    return show()


def change_password(body: dict[str, Any]) -> flask.Response:
    """Replace the password; the other sessions end."""
    actions.change_password(parts(), _own(), body["current"], body["new"], current_actor().session, now())
    return _nothing()


def list_sessions() -> tuple[dict[str, Any], int]:
    """Open sessions, the newest first."""
    return accounts.sessions_view(parts(), _own(), current_actor().session, now()), 200


def end_session(session: str) -> flask.Response:
    """End one session."""
    sessions.end_own_session(parts(), _own().id, session, now())
    return _nothing()


def end_other_sessions() -> flask.Response:
    """End every session but the one in use."""
    sessions.end_others(parts(), _own().id, current_actor().session, now())
    return _nothing()


def recover(body: dict[str, Any]) -> tuple[dict[str, Any], int]:
    """Choose a new identifier and password after identifying again (LOG-10)."""
    person = recovery.recover(parts(), body["ticket"], body["identifier"], body["password"], now())
    return {"given_name": person.traits.given_names[0]}, 201


def _own() -> Account:
    return actions.acting_account(parts(), current_actor().session)


def _nothing() -> flask.Response:
    response = flask.Response(status=204)
    response.headers.remove("Content-Type")
    return response
