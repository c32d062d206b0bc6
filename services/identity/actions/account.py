"""What the holder of an account does with it: contact details, password, open sessions."""

import hmac
from dataclasses import dataclass, replace
from datetime import datetime

from chassis import mongo, outbox
from services.identity.actions.limiting import count_try, forgive
from services.identity.actions.login import Sent
from services.identity.actions.reach import replace_contact
from services.identity.actions.sessions import end_other_sessions
from services.identity.contacts import contact_of
from services.identity.domain.accounts import identifier_key, password_faults
from services.identity.domain.codes import new_login_code
from services.identity.domain.contact_changes import (
    CHANGE_LIFE,
    CHANGE_TRIES,
    ContactChange,
    only,
    with_address,
)
from services.identity.domain.limits import ADDRESS_CODE, CONTACT_CHANGE, PASSWORD
from services.identity.domain.people import masked, normalise_email, normalise_mobile
from services.identity.errors.account import ChangeRefused, FieldsRefused, PasswordRefused
from services.identity.errors.login import SessionOver
from services.identity.keyring import new_id
from services.identity.parts import Parts
from services.identity.security_notices import Purpose, contact_code, notice
from services.identity.store import ClientSession, accounts, contact_changes, logins, sessions
from services.identity.store.accounts import Account

_RETRY_S = 20


@dataclass(frozen=True)
class Started:
    """A change of address that waits for its code."""

    change: str
    sent: Sent


def acting_account(parts: Parts, session_id: str) -> Account:
    """The account of a session. Raises SessionOver."""
    held = sessions.by_id(parts.db, session_id)
    account = accounts.by_id(parts.db, held.account) if held else None
    if account is None:
        raise SessionOver
    return account


def start_contact_change(
    parts: Parts, account: Account, channel: str, address: str, password: str, now: datetime
) -> Started:
    """Send a code to the new address; nothing changes yet.

    Raises FieldsRefused, PasswordRefused, TooManyTries (of this account, of this address).
    """
    wanted = _normalised(channel, address)
    _prove_password(parts, account, password, now)
    # Never forgiven: whoever owns the address is not to be flooded from here, by one account or by many.
    count_try(parts, CONTACT_CHANGE, account.id, now)
    count_try(parts, ADDRESS_CODE, wanted.casefold(), now)
    code, change_id, expires_at = new_login_code(), new_id("cch"), now + CHANGE_LIFE
    change = ContactChange(
        id=change_id,
        account=account.id,
        channel=channel,
        address_sealed=parts.keyring.seal(wanted, f"contact-change:{change_id}"),
        code_hash=parts.keyring.contact_code(change_id, code),
        expires_at=expires_at,
    )
    event = contact_code(parts, account, only(channel, wanted), code, (now, expires_at))

    def work(session: ClientSession) -> None:
        contact_changes.start(parts.db, session, change)
        outbox.add(parts.db, session, event)

    mongo.transaction(parts.db, work)
    return Started(change_id, Sent(masked(channel, wanted), int(CHANGE_LIFE.total_seconds()), _RETRY_S))


def confirm_contact_change(parts: Parts, account: Account, change_id: str, code: str, now: datetime) -> None:
    """Put the new address in force for the right code, and tell the former one. Raises ChangeRefused."""
    change = contact_changes.count_try(parts.db, change_id, account.id, CHANGE_TRIES)
    typed = parts.keyring.contact_code(change_id, code.replace(" ", ""))
    right = change is not None and hmac.compare_digest(typed, change.code_hash)
    if change is None or not right or now >= change.expires_at:
        raise ChangeRefused
    address = parts.keyring.open(change.address_sealed, f"contact-change:{change.id}")

    def work(session: ClientSession) -> None:
        if not contact_changes.consume(parts.db, session, change):
            raise ChangeRefused
        held = _reread(parts, session, account)
        contact = with_address(contact_of(parts, held), change.channel, address)
        replace_contact(parts, session, held, contact, change.channel, now)

    mongo.transaction(parts.db, work)


def choose_code_channel(parts: Parts, account: Account, channel: str, now: datetime) -> None:
    """Choose where access codes go (LOG-05). Raises FieldsRefused when there is no such address."""

    def work(session: ClientSession) -> None:
        held = _reread(parts, session, account)
        contact = contact_of(parts, held)
        if contact.address(channel) is None:
            raise FieldsRefused({"code_channel": ["Nous n'avons pas d'adresse pour ce moyen. Ajoutez-la d'abord."]})
        replace_contact(parts, session, held, replace(contact, channel=channel), None, now)

    mongo.transaction(parts.db, work)


def change_password(parts: Parts, account: Account, current: str, chosen: str, session_id: str, now: datetime) -> None:
    """Replace the password, end the other sessions, tell the holder.

    Raises PasswordRefused, FieldsRefused, TooManyTries.
    """
    _prove_password(parts, account, current, now)
    if faults := password_faults(chosen, account.identifier):
        raise FieldsRefused({"new": faults})
    password_hash = parts.passwords.hash(chosen)

    def work(session: ClientSession) -> None:
        accounts.put_password(parts.db, session, account.id, password_hash)
        logins.forget(parts.db, session, account.id)
        end_other_sessions(parts, session, account.id, session_id, now)
        told = notice(parts, account, contact_of(parts, account), Purpose.PASSWORD_CHANGED, now)
        outbox.add(parts.db, session, told)

    mongo.transaction(parts.db, work)


def _prove_password(parts: Parts, account: Account, password: str, now: datetime) -> None:
    """An open session is not enough for what would hand the account over. Raises PasswordRefused, TooManyTries."""
    counted = count_try(parts, PASSWORD, identifier_key(account.identifier), now)
    if not parts.passwords.matches(account.password_hash, password):
        raise PasswordRefused
    forgive(parts, counted)


def _reread(parts: Parts, session: ClientSession, account: Account) -> Account:
    held = accounts.by_id(parts.db, account.id, session)
    if held is None:
        raise SessionOver
    return held


def _normalised(channel: str, address: str) -> str:
    try:
        return normalise_email(address) if channel == "email" else normalise_mobile(address)
    except ValueError:
        shape = "une adresse e-mail comme prenom.nom@exemple.fr" if channel == "email" else "06 12 34 56 78"
        raise FieldsRefused({"address": [f"Saisissez {shape}."]}) from None
