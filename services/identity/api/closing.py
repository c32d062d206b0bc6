"""Closing a profile, opening it again, having it erased, and looking how far that has come."""

from datetime import datetime
from typing import Any

import flask

from chassis import paging
from chassis.clock import now
from chassis.http import current_actor
from services.identity.actions import closing, confirming, erase
from services.identity.actions.acknowledgement import wait_until_enforced
from services.identity.api.devices import device_of_request, remember_device
from services.identity.api.login import answer_login
from services.identity.api.requests import parts, source
from services.identity.domain.spaces import Space
from services.identity.queries import deletions as queries

Answer = tuple[dict[str, Any], int]


def start_confirmation(body: dict[str, Any]) -> Answer:
    """The password again (CLO-08)."""
    started = confirming.start_confirmation(parts(), current_actor(), body["password"], source(), now())
    view = {
        "confirmation": started.login,
        "channels": [{"channel": each, "masked": shown} for each, shown in started.contact.masked().items()],
        "default_channel": started.contact.channels()[0],
        "expires_in": started.expires_in,
    }
    return view, 201


def send_confirmation_code(confirmation: str, body: dict[str, Any]) -> Answer:
    """A one-time code for it."""
    sent = confirming.send_confirmation_code(parts(), current_actor(), confirmation, body["channel"], now())
    return {"masked": sent.masked, "expires_in": sent.expires_in, "retry_in": sent.retry_in}, 202


def close(record: str, body: dict[str, Any]) -> Answer:
    """Freeze a profile, and answer once that holds everywhere (CLO-01, CLO-06)."""
    at = now()
    space = closing.close_profile(parts(), current_actor(), record, body["confirmation"], body["code"], at)
    return _standing(space, at)


def reactivate(body: dict[str, Any]) -> flask.Response:
    """Open a closed profile again and log its holder in (CLO-05)."""
    device, secret = device_of_request()
    opened, space = closing.reactivate_profile(parts(), body["ticket"], now(), device)
    # The space opens where its services have heard of it: whoever enters at once finds it as it was.
    wait_until_enforced(parts(), space)
    response = answer_login(opened)
    remember_device(response, secret)
    return response


def reactivate_child(record: str) -> Answer:
    """Open a child's closed profile again, and answer once that holds everywhere (CLO-05, CLO-09)."""
    at = now()
    space = closing.reactivate_child(parts(), current_actor(), record, at)
    return _standing(space, at)


def request_deletion(record: str, body: dict[str, Any]) -> Answer:
    """Have everything erased (CLO-03)."""
    asked = erase.request_deletion(parts(), current_actor(), record, body["confirmation"], body["code"], now())
    return queries.deletion_view(asked), 202


def request_deletion_of_closed(body: dict[str, Any]) -> Answer:
    """The same for a closed profile, after its login."""
    return queries.deletion_view(erase.request_deletion_of_closed(parts(), body["ticket"], now())), 202


def show_deletion(deletion: str) -> Answer:
    """How far it has come (CLO-07)."""
    return queries.show_deletion(parts(), deletion), 200


def _standing(space: Space, since: datetime) -> Answer:
    enforced = wait_until_enforced(parts(), space)
    state = "effective" if enforced else "spreading"
    view = {"record": space.record, "profile": space.state.value, "state": state, "since": since}
    return view, 200 if enforced else 202


def list_deletions(query: dict[str, Any]) -> Answer:
    """All of them, for operators."""
    after = paging.decode(query["cursor"], datetime, str) if query.get("cursor") else None
    return queries.deletions_page(parts(), query.get("state"), after, query["limit"]), 200
