"""Children's profiles and their representatives."""

from datetime import date
from typing import Any

from chassis.clock import now
from chassis.http import current_actor
from services.identity.actions import families as actions
from services.identity.actions import second_representative
from services.identity.api.requests import parts
from services.identity.domain.people import Named
from services.identity.queries import families as queries


def list_profiles() -> tuple[dict[str, Any], int]:
    """The children the caller acts for (MIN-02)."""
    return queries.profiles(parts(), current_actor(), now()), 200


def list_proposed() -> tuple[dict[str, Any], int]:
    """Children attached to the caller, to add (MIN-04, MIN-08)."""
    return queries.proposed_children(parts(), current_actor(), now()), 200


def add(body: dict[str, Any]) -> tuple[dict[str, Any], int]:
    """Add children; the contract has refused a request without the certificate (MIN-05, MIN-06)."""
    actor, at = current_actor(), now()
    actions.add_children(parts(), actor, body["children"], at)
    return queries.profiles(parts(), actor, at), 201


def list_representatives(record: str) -> tuple[dict[str, Any], int]:
    """Who acts and acted for a child."""
    return queries.representatives(parts(), current_actor(), record, now()), 200


def renounce(record: str) -> tuple[None, int]:
    """Give back one's own right to act for a child."""
    actions.renounce(parts(), current_actor(), record, now())
    return None, 204


_INVITED = (
    "Si cette personne a activé Mon espace santé, une invitation lui est envoyée."
    " Elle peut l'accepter depuis son espace jusqu'à la date indiquée."
)


def invite(record: str, body: dict[str, Any]) -> tuple[dict[str, Any], int]:
    """Ask for a second representative by name: always the same answer (MIN-17 to MIN-19, C-42)."""
    named = Named(body["family_name"].strip(), body["given_name"].strip(), date.fromisoformat(body["birth_date"]))
    expires_at = second_representative.invite(parts(), current_actor(), record, named, now())
    return {"message": _INVITED, "expires_at": expires_at}, 202


def cancel(record: str) -> tuple[None, int]:
    """Take the waiting invitation back."""
    second_representative.cancel(parts(), current_actor(), record, now())
    return None, 204


def list_invitations() -> tuple[dict[str, Any], int]:
    """Invitations that wait for the caller."""
    return queries.invitations(parts(), current_actor(), now()), 200


def accept(invitation: str, body: dict[str, Any]) -> tuple[dict[str, Any], int]:
    """Accept from one's own account; the contract has refused a request without the certificate (MIN-20)."""
    actor, at = current_actor(), now()
    second_representative.accept(parts(), actor, invitation, at)
    return queries.profiles(parts(), actor, at), 201


def decline(invitation: str) -> tuple[None, int]:
    """Decline; who sent it is not told."""
    second_representative.decline(parts(), current_actor(), invitation, now())
    return None, 204
