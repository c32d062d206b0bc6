"""Organisations and the accounts of their software, for operators."""

from typing import Any

from chassis import paging
from chassis.clock import now
from services.identity.actions import organisations as actions
from services.identity.api.requests import parts
from services.identity.queries import organisations as views

Answer = tuple[dict[str, Any], int]


def list_all(query: dict[str, Any]) -> Answer:
    """Organisations by pages."""
    after = paging.decode(query["cursor"], str, str) if query.get("cursor") else None
    return views.organisations_page(parts(), after, query["limit"]), 200


def register(body: dict[str, Any]) -> Answer:
    """Write an organisation."""
    return views.entry(actions.list_organisation(parts(), **body)), 201


def show(organisation: str) -> Answer:
    """One organisation with its accounts."""
    return views.file_of(parts(), organisation), 200


def suspend(organisation: str, body: dict[str, Any]) -> Answer:
    """Suspend an organisation, or let its software act again."""
    return views.entry(actions.suspend_organisation(parts(), organisation, body["suspended"], now())), 200


def register_account(organisation: str, body: dict[str, Any]) -> Answer:
    """Register software."""
    told = (body["label"], body["scopes"], body["jwks"])
    return views.account_view(actions.register_account(parts(), organisation, *told, now())), 201


def suspend_account(account: str, body: dict[str, Any]) -> Answer:
    """Suspend one account, or let it act again."""
    return views.account_view(actions.suspend_account(parts(), account, body["suspended"], now())), 200


def replace_keys(account: str, body: dict[str, Any]) -> Answer:
    """Put other keys in place of an account's."""
    actions.replace_keys(parts(), account, body["jwks"])
    return views.account_of(parts(), account), 200
