"""The register of organisations and the accounts of their software, kept by operators."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from chassis import mongo
from chassis.events import Event
from services.identity import announcements
from services.identity.actions.sessions import tell_session_ended
from services.identity.client_keys import KeysRefused, read_key_set
from services.identity.domain.machines import SCOPES
from services.identity.domain.organisations import OrganisationRefused, parse_organisation
from services.identity.errors.account import FieldsRefused
from services.identity.errors.machines import MachineAccountUnknown, OrganisationUnknown
from services.identity.keyring import new_id
from services.identity.parts import Parts
from services.identity.store import ClientSession, organisations
from services.identity.store.organisations import MachineAccount, Registered

LABEL_MAX = 100


def list_organisation(parts: Parts, scheme: str, number: str, name: str, kind: str) -> Registered:
    """Write an organisation, known by its FINESS or SIRET number; again is no change. Raises FieldsRefused."""
    try:
        told = parse_organisation(scheme, number, name, kind)
    except OrganisationRefused as refused:
        raise FieldsRefused({refused.field: [refused.message]}) from None
    known = organisations.by_number(parts.db, told.scheme, told.number)
    if known is None:
        return _save(parts, Registered(new_id("org"), told, 1))
    if known.organisation == told:
        return known
    return _save(parts, replace(known, organisation=told, number=known.number + 1))


def register_account(
    parts: Parts, organisation: str, label: str, scopes: Iterable[str], key_set: object, now: datetime
) -> MachineAccount:
    """Register software of an organisation with its public keys. Raises FieldsRefused, OrganisationUnknown."""
    if organisations.by_id(parts.db, organisation) is None:
        raise OrganisationUnknown
    wanted, told = frozenset(scopes), " ".join(label.split())
    if not wanted or not wanted <= SCOPES:
        raise FieldsRefused({"scopes": [f"Choisissez parmi : {', '.join(sorted(SCOPES))}."]})
    if not told or len(told) > LABEL_MAX or not told.isprintable():
        raise FieldsRefused({"label": [f"Le nom du logiciel compte de 1 à {LABEL_MAX} signes."]})
    account = MachineAccount(new_id("mac"), organisation, told, wanted, tuple(_keys(key_set)), new_id("ses"), now)
    organisations.save_account(parts.db, None, account)
    return account


def replace_keys(parts: Parts, account: str, key_set: object) -> None:
    """Put the public keys of an account in place of those it had: to rotate, send the old and the new, then the new.

    Raises FieldsRefused, MachineAccountUnknown.
    """
    if not organisations.replace_keys(parts.db, account, _keys(key_set)):
        raise MachineAccountUnknown


def suspend_organisation(parts: Parts, organisation: str, suspended: bool, now: datetime) -> Registered:
    """Suspend an organisation, or let it act again; its tokens die everywhere within a second.

    Raises OrganisationUnknown.
    """
    known = organisations.by_id(parts.db, organisation)
    if known is None:
        raise OrganisationUnknown
    if known.active is not suspended:
        return known
    changed = replace(known, suspended_at=now if suspended else None, number=known.number + 1)

    def work(session: ClientSession) -> None:
        organisations.save(parts.db, session, changed, restate(parts, changed))
        if suspended:
            for account in organisations.accounts_of(parts.db, organisation, session):
                _end_tokens(parts, session, account, now)

    mongo.transaction(parts.db, work)
    return changed


def suspend_account(parts: Parts, account: str, suspended: bool, now: datetime) -> MachineAccount:
    """Suspend one account, or let it act again. Raises MachineAccountUnknown."""
    known = organisations.account(parts.db, account)
    if known is None:
        raise MachineAccountUnknown
    if (known.suspended_at is not None) is suspended:
        return known
    changed = replace(known, suspended_at=now if suspended else None)

    def work(session: ClientSession) -> MachineAccount:
        if suspended:
            return _end_tokens(parts, session, changed, now)
        organisations.save_account(parts.db, session, changed)
        return changed

    return mongo.transaction(parts.db, work)


def restate(parts: Parts, listed: Registered) -> Event:
    """Tell an organisation again, in the version it has."""
    return announcements.organisation_listed(parts, listed.id, listed.organisation, listed.active, listed.number)


def _end_tokens(parts: Parts, session: ClientSession, account: MachineAccount, now: datetime) -> MachineAccount:
    """Every token given so far is refused from now on; those of a later day carry another session."""
    tell_session_ended(parts, session, account.session, now)
    renewed = replace(account, session=new_id("ses"))
    organisations.save_account(parts.db, session, renewed)
    return renewed


def _save(parts: Parts, changed: Registered) -> Registered:
    def work(session: ClientSession) -> None:
        organisations.save(parts.db, session, changed, restate(parts, changed))

    mongo.transaction(parts.db, work)
    return changed


def _keys(key_set: object) -> list[dict[str, str]]:
    try:
        return read_key_set(key_set)
    except KeysRefused as refused:
        raise FieldsRefused({"jwks": [str(refused)]}) from None
