"""Sessions: open, renew, end (LOG-11)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from chassis import mongo, outbox
from chassis import sessions as ended_sessions
from services.identity import announcements
from services.identity.contacts import contact_of
from services.identity.domain.devices import Device
from services.identity.domain.sessions import TOKEN_LIFE, token_end
from services.identity.errors.account import SessionUnknown
from services.identity.errors.login import SessionOver
from services.identity.keyring import new_id, new_secret, secret_hash
from services.identity.parts import Parts
from services.identity.security_notices import Purpose, notice
from services.identity.store import ClientSession, accounts, devices, sessions
from services.identity.store.accounts import Account
from services.identity.store.sessions import Session

_CLOCKS_APART = timedelta(minutes=1)


@dataclass(frozen=True)
class OpenSession:
    """A session as its holder gets it. `cookie` is set when the session was just opened."""

    access_token: str
    expires_in: int
    account: Account
    first_login: bool
    cookie: str | None = None


def open_session(
    parts: Parts, session: ClientSession, account: Account, now: datetime, device: Device | None = None
) -> OpenSession:
    """Open a session for an account that proved who it is, inside the caller's transaction.

    In a browser it was never opened in, unless it is the first login ever, the holder is told.
    """
    opened = Session(
        new_id("ses"), account.id, now, now, account.first_login_at is None, device.label if device else ""
    )
    if device and not devices.recognise(parts.db, session, account.id, device, now) and account.first_login_at:
        contact = contact_of(parts, account)
        outbox.add(parts.db, session, notice(parts, account, contact, Purpose.NEW_DEVICE, now, device.label))
    cookie = new_secret()
    sessions.open_session(parts.db, session, opened, secret_hash(cookie))
    accounts.note_login(parts.db, session, account, now)
    return _held(parts, opened, account, now, cookie)


def renew_token(parts: Parts, cookie: str | None, now: datetime) -> OpenSession:
    """Return a new access token for the session of this cookie. Raises SessionOver."""
    renewed = sessions.renew(parts.db, secret_hash(cookie), now) if cookie else None
    account = accounts.by_id(parts.db, renewed.account) if renewed else None
    if renewed is None or account is None:
        raise SessionOver
    return _held(parts, renewed, account, now)


def log_out(parts: Parts, session_id: str, now: datetime) -> None:
    """End a session here at once and everywhere within a second; ending it twice changes nothing."""
    mongo.transaction(parts.db, lambda session: _end(parts, session, session_id, now))


def end_all_sessions(parts: Parts, session: ClientSession, account: str, now: datetime) -> None:
    """End every session of an account, inside the caller's transaction: its credentials changed."""
    for held in sessions.alive_of(parts.db, session, account):
        _end(parts, session, held.id, now)


def end_other_sessions(parts: Parts, session: ClientSession, account: str, kept: str, now: datetime) -> None:
    """End every session of an account but `kept`, inside the caller's transaction."""
    for held in sessions.alive_of(parts.db, session, account):
        if held.id != kept:
            _end(parts, session, held.id, now)


def end_others(parts: Parts, account: str, kept: str, now: datetime) -> None:
    """End every session of an account but the one in use."""
    mongo.transaction(parts.db, lambda session: end_other_sessions(parts, session, account, kept, now))


def end_own_session(parts: Parts, account: str, session_id: str, now: datetime) -> None:
    """End one session of this account. Raises SessionUnknown: another's does not exist."""
    held = sessions.by_id(parts.db, session_id)
    if held is None or held.account != account:
        raise SessionUnknown
    log_out(parts, session_id, now)


def tell_session_ended(parts: Parts, session: ClientSession, session_id: str, now: datetime) -> None:
    """Have the tokens of a machine account's session refused here and everywhere, inside the caller's transaction."""
    tokens_expire_at = _tokens_end(now)
    ended_sessions.end(session, parts.db, session_id, tokens_expire_at)
    outbox.add(parts.db, session, announcements.session_ended(session_id, tokens_expire_at))


def _tokens_end(now: datetime) -> datetime:
    # A little longer than the last token lives: other machines' clocks may run behind.
    return now + TOKEN_LIFE + _CLOCKS_APART


def _end(parts: Parts, session: ClientSession, session_id: str, now: datetime) -> None:
    tokens_expire_at = _tokens_end(now)
    event = announcements.session_ended(session_id, tokens_expire_at)
    sessions.end(parts.db, session, session_id, now, tokens_expire_at, event)


def _held(parts: Parts, held: Session, account: Account, now: datetime, cookie: str | None = None) -> OpenSession:
    expires_at = token_end(held.opened_at, now)
    token = parts.tokens.sign(
        subject=account.subject,
        role=account.kind.value,
        session=held.id,
        record=account.record,
        now=now,
        expires_at=expires_at,
    )
    return OpenSession(token, int((expires_at - now).total_seconds()), account, held.first_login, cookie)
