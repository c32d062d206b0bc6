"""What the operators' pages show of organisations and the accounts of their software."""

from typing import Any

from chassis import paging
from services.identity.domain.machines import SCOPES
from services.identity.errors.machines import MachineAccountUnknown, OrganisationUnknown
from services.identity.parts import Parts
from services.identity.store import organisations
from services.identity.store.organisations import MachineAccount, Registered


def organisations_page(parts: Parts, after: tuple[str, str] | None, limit: int) -> dict[str, Any]:
    """A page of organisations by scheme and number, from behind `after`."""
    found = organisations.page(parts.db, after, limit + 1)
    last = found[limit - 1].organisation if len(found) > limit else None
    return {
        "items": [entry(each) for each in found[:limit]],
        "next": last and paging.encode(last.scheme, last.number),
    }


def file_of(parts: Parts, organisation: str) -> dict[str, Any]:
    """One organisation, its accounts, and what accounts can be registered for. Raises OrganisationUnknown."""
    known = organisations.by_id(parts.db, organisation)
    if known is None:
        raise OrganisationUnknown
    held = organisations.accounts_of(parts.db, organisation)
    return {
        "organisation": entry(known),
        "accounts": [account_view(each) for each in held],
        "scopes": sorted(SCOPES),
    }


def account_of(parts: Parts, account: str) -> dict[str, Any]:
    """One account. Raises MachineAccountUnknown."""
    known = organisations.account(parts.db, account)
    if known is None:
        raise MachineAccountUnknown
    return account_view(known)


def entry(listed: Registered) -> dict[str, Any]:
    """What the register says of an organisation."""
    return {"id": listed.id, **listed.organisation.as_document(), "suspended_at": listed.suspended_at}


def account_view(account: MachineAccount) -> dict[str, Any]:
    """An account; of its keys what tells them apart."""
    return {
        "id": account.id,
        "organisation": account.organisation,
        "label": account.label,
        "scopes": sorted(account.scopes),
        "keys": [{"kid": key["kid"], "kty": key["kty"]} for key in account.keys],
        "created_at": account.created_at,
        "suspended_at": account.suspended_at,
    }
