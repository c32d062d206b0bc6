"""The professional's search for one patient."""

from typing import Any

from chassis.clock import now
from chassis.http import current_actor
from services.identity.actions import search
from services.identity.api.requests import parts
from services.identity.queries import accounts


def find(body: dict[str, Any]) -> tuple[dict[str, Any], int]:
    """Find one person by exact traits, never by browsing."""
    person = search.find_patient(parts(), body, current_actor().id, now())
    return {"patients": [accounts.identity_strip(parts(), person)] if person else []}, 200
