"""Who is logged in, with which account and which sessions."""

from datetime import datetime
from typing import Any

from chassis.auth import Actor
from services.identity.contacts import contact_of
from services.identity.errors.login import SessionOver
from services.identity.errors.machines import OrganisationUnknown
from services.identity.parts import Parts
from services.identity.store import accounts, organisations, sessions
from services.identity.store.accounts import Account
from services.identity.store.person import Person


def actor_view(account: Account, first_login: bool) -> dict[str, Any]:
    """The acting person, as the header shows them (NAV-02)."""
    return {
        "id": account.subject,
        "role": account.kind.value,
        "record": account.record,
        "display_name": account.display_name,
        "first_login": first_login,
    }


def identity_strip(parts: Parts, person: Person) -> dict[str, Any]:
    """The strict traits a professional checks aloud with the person before acting."""
    number = parts.keyring.open(person.nir_sealed, f"nir:{person.record}")
    return {
        "record": person.record,
        "family_name": person.traits.family_name,
        "given_names": list(person.traits.given_names),
        "birth_date": person.traits.birth_date.isoformat(),
        "sex": person.traits.sex.value,
        "matricule_masked": "• •• •• •• ••• " + f"{number[10:13]} {number[13:]}",
    }


def acting(parts: Parts, session_id: str) -> dict[str, Any]:
    """The actor of a session. Raises SessionOver when the session or its account is gone."""
    held = sessions.by_id(parts.db, session_id)
    account = accounts.by_id(parts.db, held.account) if held else None
    if held is None or account is None:
        raise SessionOver
    return actor_view(account, held.first_login)


def account_view(parts: Parts, account: Account) -> dict[str, Any]:
    """The own account, as its settings page shows it."""
    contact = contact_of(parts, account)
    return {
        "identifier": account.identifier,
        "display_name": account.display_name,
        "contact": {"email": contact.email, "mobile": contact.mobile},
        "code_channel": contact.channel,
        "created_at": account.created_at,
    }


def sessions_view(parts: Parts, account: Account, current: str, now: datetime) -> dict[str, Any]:
    """The sessions of an account that are open now."""
    return {
        "items": [
            {
                "id": held.id,
                "device": held.device or "Appareil inconnu",
                "opened_at": held.opened_at,
                "seen_at": held.seen_at,
                "current": held.id == current,
            }
            for held in sessions.usable_of(parts.db, account.id, now)
        ]
    }


def acting_organisation(parts: Parts, actor: Actor) -> dict[str, Any]:
    """The organisation that software acts for, with the scopes of its token. Raises OrganisationUnknown."""
    held = organisations.by_id(parts.db, actor.id)
    if held is None:
        raise OrganisationUnknown
    return {
        "organisation": held.id,
        "name": held.organisation.name,
        "kind": held.organisation.kind.value,
        "client": actor.client,
        "scopes": sorted(actor.scopes),
    }
