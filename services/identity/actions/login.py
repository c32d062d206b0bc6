"""Login in two steps: identifier and password, then a one-time code (LOG-03 to LOG-09)."""

import hmac
import math
from dataclasses import dataclass
from datetime import datetime

from chassis import mongo
from services.identity import announcements
from services.identity.actions.limiting import Try, count_try, counting_source, forgive
from services.identity.actions.returning import ClosedProfile, welcome_back
from services.identity.actions.sessions import OpenSession, open_session
from services.identity.contacts import contact_of
from services.identity.domain.accounts import Kind, enters, identifier_key
from services.identity.domain.codes import LOGIN_CODE_LIFE, LOGIN_CODE_TRIES, new_login_code
from services.identity.domain.devices import Device
from services.identity.domain.limits import LOGIN_CODE, LOGIN_CODE_FAILURES_MAX, LOGIN_SENDING, PASSWORD
from services.identity.domain.login import LOGIN_LIFE, PendingLogin, resend_pause
from services.identity.domain.people import Contact, masked
from services.identity.errors.account import FieldsRefused
from services.identity.errors.identification import TooManyTries
from services.identity.errors.login import FactorDisabled, LoginCodeRefused, LoginRefused, LoginUnknown
from services.identity.keyring import new_id
from services.identity.parts import Parts
from services.identity.store import ClientSession, accounts, logins, professionals
from services.identity.store.accounts import Account


@dataclass(frozen=True)
class Started:
    """A login whose password was right: where the code may go."""

    login: str
    contact: Contact
    expires_in: int


@dataclass(frozen=True)
class Sent:
    """A code on its way: where to, how long it lives, when another may be asked for (seconds)."""

    masked: str
    expires_in: int
    retry_in: int


def start_login(parts: Parts, identifier: str, password: str, space: str, source: str, now: datetime) -> Started:
    """Check the password; nothing is sent yet (LOG-08).

    Raises LoginRefused alike for a wrong password, an unknown identifier and another space; TooManyTries;
    FactorDisabled once the password was right.
    """
    with counting_source(parts, source, LoginRefused, now):
        counted = count_try(parts, PASSWORD, identifier_key(identifier), now)
        account = accounts.by_identifier(parts.db, identifier)
        admitted = account is not None and enters(account.kind, space) and _by_password(parts, account)
        usable = account if admitted else None
        right = parts.passwords.matches(usable.password_hash if usable else None, password)
        if usable is None or not right:
            raise LoginRefused
    forgive(parts, counted)
    if usable.code_failures >= LOGIN_CODE_FAILURES_MAX:
        raise FactorDisabled
    login = PendingLogin(new_id("lgn"), usable.id, now + LOGIN_LIFE)
    logins.start(parts.db, login)
    return Started(login.id, contact_of(parts, usable), int(LOGIN_LIFE.total_seconds()))


def _by_password(parts: Parts, account: Account) -> bool:
    """Whether this account may log in by password here: professionals only where the settings say so, and listed."""
    if account.kind is not Kind.PROFESSIONAL or account.professional is None:
        return True
    listed = professionals.by_id(parts.db, account.professional)
    return parts.settings.professional_passwords and listed is not None and listed.entry.active


def send_code(parts: Parts, login_id: str, channel: str, now: datetime) -> Sent:
    """Send a code by "email" or "sms"; the earlier one dies, the tries stay (LOG-05, LOG-09).

    Raises LoginUnknown, FieldsRefused, TooManyTries while a pause runs.
    """
    login, account = _in_progress(parts, login_id, now)
    contact = contact_of(parts, account)
    address = contact.address(channel)
    if address is None:
        raise FieldsRefused({"channel": ["Nous n'avons pas d'adresse pour ce moyen. Choisissez l'autre."]})
    if login.tries >= LOGIN_CODE_TRIES:
        raise LoginUnknown
    if not login.accepts_sending(now):
        raise TooManyTries(math.ceil(((login.resend_at or now) - now).total_seconds()))
    count_try(parts, LOGIN_SENDING, account.id, now)
    code, expires_at = new_login_code(), now + LOGIN_CODE_LIFE
    chosen = Contact(contact.email, contact.mobile, channel)
    event = announcements.login_code_requested(
        parts, account.record or account.id, account.given_names, chosen, code, (now, expires_at)
    )
    pause = resend_pause(login.sent + 1)
    code_hash = parts.keyring.login_code(login.id, code)
    if not logins.put_code(parts.db, login, code_hash, expires_at, now + pause, event):
        raise TooManyTries(math.ceil(pause.total_seconds()))
    return Sent(masked(channel, address), int(LOGIN_CODE_LIFE.total_seconds()), int(pause.total_seconds()))


def finish_login(
    parts: Parts, login_id: str, code: str, now: datetime, device: Device | None = None
) -> OpenSession | ClosedProfile:
    """Open a session for the right code; a closed profile gets a ticket to open it again instead (CLO-05, CLO-06).

    Raises LoginUnknown, LoginCodeRefused, TooManyTries.
    """
    judged, account, counted = judge_code(parts, login_id, code, now)
    return _open(parts, judged, account, counted, now, device)


def judge_code(parts: Parts, login_id: str, code: str, now: datetime) -> tuple[PendingLogin, Account, Try]:
    """The login a code is right for, not consumed yet. Raises LoginUnknown, LoginCodeRefused, TooManyTries."""
    login, account = _in_progress(parts, login_id, now)
    # The factor's own pause: beginning a new login does not give a fresh five tries for nothing.
    counted = count_try(parts, LOGIN_CODE, account.id, now)
    judged = logins.count_try(parts.db, login, LOGIN_CODE_TRIES)
    typed = parts.keyring.login_code(login.id, code.replace(" ", ""))
    right = judged is not None and hmac.compare_digest(typed, judged.code_hash or typed[::-1])
    # This try is counted already: the fifth may still be right.
    if judged is None or not right or not judged.code_lives(now):
        accounts.count_code_failure(parts.db, account.id)
        raise LoginCodeRefused
    forgive(parts, Try(LOGIN_SENDING, parts.keyring.target(LOGIN_SENDING.name, account.id), 0))
    return judged, account, counted


def _open(
    parts: Parts, login: PendingLogin, account: Account, counted: Try, now: datetime, device: Device | None
) -> OpenSession | ClosedProfile:
    def work(session: ClientSession) -> OpenSession | ClosedProfile:
        if not logins.consume(parts.db, session, login):
            raise LoginCodeRefused
        return welcome_back(parts, session, account, now) or open_session(parts, session, account, now, device)

    opened = mongo.transaction(parts.db, work)
    forgive(parts, counted)
    return opened


def _in_progress(parts: Parts, login_id: str, now: datetime) -> tuple[PendingLogin, Account]:
    login = logins.find(parts.db, login_id)
    if login is None or now >= login.expires_at:
        raise LoginUnknown
    account = accounts.by_id(parts.db, login.account)
    if account is None or account.code_failures >= LOGIN_CODE_FAILURES_MAX:
        raise LoginUnknown
    return login, account
