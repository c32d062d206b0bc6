"""What the screens of the desk show: a person as far as an agent needs to know, and nothing medical."""

from datetime import datetime
from typing import Any

from services.identity.contacts import current_contact, known_ways
from services.identity.domain.campaign import paris_day
from services.identity.domain.desk import Call, Field, IdentityChange
from services.identity.domain.people import is_minor, masked_email, masked_mobile
from services.identity.domain.spaces import State
from services.identity.parts import Parts
from services.identity.sealed import open_proposed
from services.identity.store import accounts, families, identity_changes, persons
from services.identity.store.person import Person

_REFUSABLE = (State.REGISTERED, State.INVITED, State.AUTO_CREATED)
_SHOWN = 100


def call_view(parts: Parts, call: Call, person: Person, now: datetime) -> dict[str, Any]:
    """The file of a call: first name and initial, the state of the space, where a code would go."""
    space, code = person.space, person.space.code
    return {
        "id": call.id,
        "channel": call.way.value,
        "proofs": [proof.value for proof in call.proofs],
        "expires_at": call.expires_at,
        "display_name": person.traits.display_name,
        "adult": not is_minor(person.traits.birth_date, now),
        "state": space.state.value,
        "channels": [{"channel": each, "masked": shown} for each, shown in known_ways(parts, person).items()],
        "opposition_deadline": paris_day(space.deadline) if space.deadline and space.state is State.INVITED else None,
        "code_expires_at": code.expires_at if code and code.is_live(now) else None,
        "opposition": space.opposition
        and {"recorded_at": space.opposition.recorded_at, "channel": space.opposition.channel.value},
        "may_oppose": space.state in _REFUSABLE and call.may_record_opposition(),
        "representatives": _representatives(parts, person.record, now),
    }


def changes_view(parts: Parts, agent: str, now: datetime) -> dict[str, Any]:
    """Corrections that wait for a second agent."""
    waiting = identity_changes.waiting(parts.db, now, _SHOWN)
    return {"items": [change_view(parts, change, agent) for change in waiting]}


def change_view(parts: Parts, change: IdentityChange, agent: str) -> dict[str, Any]:
    """One correction; once decided, what was proposed is gone."""
    person = persons.by_record(parts.db, change.record)
    return {
        "id": change.id,
        "display_name": person.traits.display_name if person else "",
        "field": change.field.value,
        "current": _current(parts, change, person) if person else None,
        "proposed": _proposed(parts, change) if change.waits else "",
        "evidence": change.evidence,
        "proposed_at": change.proposed_at,
        "mine": change.proposed_by == agent,
        "state": change.state.value,
    }


def _proposed(parts: Parts, change: IdentityChange) -> str:
    if change.field is Field.REPRESENTATIVE:
        return "Fin du droit d'agir pour cet enfant"
    return " ".join(open_proposed(parts.keyring, change))


def _representatives(parts: Parts, record: str, now: datetime) -> list[dict[str, Any]]:
    kept = families.of_child(parts.db, record)
    acting = [each for each in kept.family.representatives if now < kept.family.until] if kept else []
    return [
        {"account": each.account, "display_name": _name(parts, each.account), "since": each.since} for each in acting
    ]


def _name(parts: Parts, account: str) -> str:
    known = accounts.by_id(parts.db, account)
    return known.display_name if known else "Compte supprimé"


def _current(parts: Parts, change: IdentityChange, person: Person) -> str | None:
    contact = current_contact(parts, person)
    match change.field:
        case Field.REPRESENTATIVE:
            return _name(parts, open_proposed(parts.keyring, change)[0]) if change.waits else None
        case Field.EMAIL:
            return contact.email and masked_email(contact.email)
        case Field.MOBILE:
            return contact.mobile and masked_mobile(contact.mobile)
        case Field.NAMES:
            return " ".join((person.traits.family_name, *person.traits.given_names))
        case Field.ADDRESS:
            return None
