"""The directory of professionals, and the accounts of professionals and operators (PSS-01).

Entries come from the Annuaire Santé's extraction (`directory_import`) or from Pro Santé Connect (`federation`); logins
by password are opened by operators on the command line.
"""

from dataclasses import replace
from datetime import datetime

from chassis import mongo
from chassis.events import Event
from services.identity import announcements
from services.identity.actions.sessions import end_all_sessions
from services.identity.contacts import contact_of
from services.identity.domain.accounts import Kind, identifier_faults, password_faults
from services.identity.domain.login_lines import LoginLine
from services.identity.domain.people import Contact
from services.identity.errors.account import FieldsRefused
from services.identity.keyring import new_id
from services.identity.parts import Parts
from services.identity.sealed import seal_contact
from services.identity.store import ClientSession, accounts, professionals
from services.identity.store.accounts import Account, IdentifierTaken
from services.identity.store.professionals import Professional

_UNREACHABLE = "Ce compte n'a pas d'adresse où envoyer un code : il n'entre que par Pro Santé Connect."
_TAKEN = "Cet identifiant est déjà pris."


def open_login(parts: Parts, line: LoginLine, now: datetime) -> str:
    """Give a listed professional a login of their own; "created", "updated" or "unchanged". Raises FieldsRefused."""
    listed = professionals.by_rpps(parts.db, line.rpps)
    if listed is None or not listed.entry.active:
        raise FieldsRefused({"rpps": ["Ce numéro RPPS n'est pas dans l'annuaire : importez-le d'abord."]})
    held = accounts.by_professional(parts.db, listed.id)
    if held and held.identifier == line.identifier and _same_contact(parts, held, line.contact):
        return "unchanged"
    try:
        accounts.save(parts.db, None, _professional_account(parts, held, listed, line, now))
    except IdentifierTaken:
        raise FieldsRefused({"identifier": [_TAKEN]}) from None
    return "updated" if held else "created"


def create_operator(
    parts: Parts,
    identifier: str,
    contact: Contact,
    display_name: str,
    password: str,
    now: datetime,
    kind: Kind = Kind.OPERATOR,
) -> str:
    """Make the account of an operator or of an agent of the 3422 (`kind`); its id. Raises FieldsRefused."""
    _check(identifier, password)
    account_id = new_id("acc")
    account = Account(
        id=account_id,
        kind=kind,
        identifier=identifier,
        password_hash=parts.passwords.hash(password),
        contact_sealed=seal_contact(parts.keyring, contact, account_id),
        display_name=display_name,
        created_at=now,
        given_names=(display_name,),
    )
    try:
        accounts.save(parts.db, None, account)
    except IdentifierTaken:
        raise FieldsRefused({"identifier": [_TAKEN]}) from None
    return account_id


def set_password(parts: Parts, identifier: str, password: str) -> bool:
    """Change the password of a professional or an operator; False when nobody of them has the identifier.

    Raises FieldsRefused. A patient's password is the patient's: they recover it by identifying again (LOG-10).
    """
    _check_password(identifier, password)
    account = accounts.by_identifier(parts.db, identifier)
    if account is None or account.kind is Kind.PATIENT:
        return False
    if not contact_of(parts, account).channels():
        raise FieldsRefused({"identifier": [_UNREACHABLE]})
    return accounts.set_password(parts.db, identifier, parts.passwords.hash(password)) is not None


def remove_account(parts: Parts, identifier: str, now: datetime) -> bool:
    """Close the account of a professional or an operator; False when nobody of them has the identifier.

    Its sessions end everywhere; a professional's entry stays in the directory, no longer active: histories name it.
    """
    account = accounts.by_identifier(parts.db, identifier)
    if account is None or account.kind is Kind.PATIENT:
        return False
    listed = professionals.by_id(parts.db, account.professional) if account.professional else None

    def work(session: ClientSession) -> None:
        accounts.remove(parts.db, session, account.id)
        end_all_sessions(parts, session, account.id, now)
        if listed is not None:
            left = Professional(listed.id, replace(listed.entry, active=False), listed.number + 1)
            professionals.save(parts.db, session, left, restate(parts, left))

    mongo.transaction(parts.db, work)
    return True


def restate(parts: Parts, listed: Professional) -> Event:
    """Tell a directory entry again, in the version it has."""
    return announcements.professional_listed(parts, listed.id, listed.entry, listed.number)


def _professional_account(
    parts: Parts, held: Account | None, listed: Professional, line: LoginLine, now: datetime
) -> Account:
    account_id = held.id if held else new_id("acc")
    fresh = Account(
        id=account_id,
        kind=Kind.PROFESSIONAL,
        identifier=line.identifier,
        password_hash=None,
        contact_sealed=seal_contact(parts.keyring, line.contact, account_id),
        display_name=listed.entry.display_name,
        created_at=now,
        given_names=(listed.entry.given_name,),
        professional=listed.id,
    )
    if held is None:
        return fresh
    # What the professional did with the account stays; what the file says replaces the rest.
    return replace(
        fresh,
        password_hash=held.password_hash,
        created_at=held.created_at,
        first_login_at=held.first_login_at,
        code_failures=held.code_failures,
    )


def _same_contact(parts: Parts, held: Account, contact: Contact) -> bool:
    return contact_of(parts, held) == contact


def _check(identifier: str, password: str) -> None:
    if faults := identifier_faults(identifier):
        raise FieldsRefused({"identifier": faults})
    _check_password(identifier, password)


def _check_password(identifier: str, password: str) -> None:
    if faults := password_faults(password, identifier):
        raise FieldsRefused({"password": faults})
