"""Identification, activation, opposition, provisional codes."""

from datetime import date
from typing import Any

from chassis.clock import now
from services.identity.actions import choose, codes
from services.identity.actions import identify as identification
from services.identity.api.requests import parts, source
from services.identity.domain.people import Contact, normalise_email, normalise_mobile
from services.identity.errors.account import FieldsRefused

_CODE_ASKED = (
    "Si vos informations sont exactes, vous allez recevoir un code provisoire dans quelques instants."
    " Sans nouvelles dans 10 minutes, vérifiez vos courriers indésirables, puis appelez le 3422."
)


def identify(body: dict[str, Any]) -> tuple[dict[str, Any], int]:
    """Check code, number and serial (ACT-12)."""
    found = identification.identify(parts(), **body, source=source(), now=now())
    view = {
        "ticket": found.ticket,
        "expires_in": found.expires_in,
        "state": found.state,
        "given_name": found.given_name,
        "contact": {"email": found.contact.email, "mobile": found.contact.mobile},
        "opposition_deadline": found.opposition_deadline,
        "minor": found.minor,
        "identifier": found.identifier,
    }
    return view, 200


def activate(body: dict[str, Any]) -> tuple[dict[str, Any], int]:
    """Open the space (ACT-31 to ACT-36)."""
    contact = _contact(body["contact"], body["code_channel"])
    chosen = choose.Credentials(body["identifier"], body["password"], contact)
    person = choose.activate(parts(), body["ticket"], chosen, now())
    return {"record": person.record, "given_name": person.traits.given_names[0]}, 201


def oppose(body: dict[str, Any]) -> tuple[dict[str, Any], int]:
    """Refuse the space (ACT-25)."""
    opposition = choose.oppose(parts(), body["ticket"], now())
    return {"recorded_at": opposition.recorded_at, "channel": opposition.channel.value}, 201


def request_provisional_code(body: dict[str, Any]) -> tuple[dict[str, Any], int]:
    """Ask for a new provisional code: always the same answer (ACT-15 to ACT-18)."""
    asked = codes.Asked(body["nir"], body["vitale_serial"], date.fromisoformat(body["birth_date"]), body["channel"])
    codes.request_code(parts(), asked, source(), now())
    return {"message": _CODE_ASKED}, 202


def _contact(told: dict[str, str | None], channel: str) -> Contact:
    email, mobile = told.get("email"), told.get("mobile")
    try:
        return Contact(email and normalise_email(email), mobile and normalise_mobile(mobile), channel)
    except ValueError as refused:
        field = "email" if str(refused) == "email-shape" else "mobile"
        raise FieldsRefused({f"contact.{field}": ["Vérifiez cette valeur."]}) from None
