"""Reads for screens: values ready to be JSON, nothing that the screen does not show."""

from datetime import datetime
from typing import Any

from chassis import paging
from chassis.auth import Actor
from services.identity.contacts import open_contact
from services.identity.errors.campaign import ImportUnknown
from services.identity.errors.login import SessionOver
from services.identity.errors.machines import OrganisationUnknown
from services.identity.parts import Parts
from services.identity.store import accounts, imports, organisations, sessions
from services.identity.store.accounts import Account
from services.identity.store.imports import Import
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
    contact = open_contact(parts.keyring, account.contact_sealed, account.id)
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


def imports_page(parts: Parts, after: tuple[datetime, str] | None, limit: int) -> dict[str, Any]:
    """A page of imports, newest first, without their refused lines."""
    found = imports.page(parts.db, after, limit + 1)
    last = found[limit - 1] if len(found) > limit else None
    return {
        "items": [_import(job) for job in found[:limit]],
        "next": last and paging.encode(last.started_at, last.id),
    }


def import_view(parts: Parts, import_id: str, after: tuple[int, str] | None = None, limit: int = 20) -> dict[str, Any]:
    """One import with a page of its refused lines. Raises ImportUnknown."""
    job = imports.by_id(parts.db, import_id)
    if job is None:
        raise ImportUnknown
    rows = imports.errors(parts.db, import_id, after, limit + 1)
    last = rows[limit - 1] if len(rows) > limit else None
    following = last and paging.encode(last[1]["line"], last[0])
    return {**_import(job), "errors": [row for _, row in rows[:limit]], "errors_next": following}


def _import(job: Import) -> dict[str, Any]:
    return {
        "id": job.id,
        "file_name": job.file_name,
        "state": job.state,
        "total": job.total,
        **job.counts,
        "started_at": job.started_at,
        "ended_at": job.ended_at,
        "reason": job.reason,
        "errors": [],
        "errors_next": None,
    }
