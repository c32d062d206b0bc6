"""Proving again who one is, in the middle of a session, before an act that matters: password, then one-time code.

The same two factors, limits and codes as a login (LOG-03 to LOG-09); what is proved serves once, for one act.
"""

from dataclasses import dataclass
from datetime import datetime

from chassis.auth import Actor
from services.identity.actions import login as logging_in
from services.identity.actions.limiting import Try, count_try, counting_source, forgive
from services.identity.actions.login import Sent, Started
from services.identity.contacts import contact_of
from services.identity.domain.accounts import identifier_key
from services.identity.domain.limits import LOGIN_CODE_FAILURES_MAX, PASSWORD
from services.identity.domain.login import LOGIN_LIFE, PendingLogin
from services.identity.errors.login import FactorDisabled, LoginCodeRefused, LoginRefused, LoginUnknown
from services.identity.keyring import new_id
from services.identity.parts import Parts
from services.identity.store import ClientSession, accounts, logins
from services.identity.store.accounts import Account


@dataclass(frozen=True)
class Proof:
    """Both factors were right: to be spent in the transaction of the act it was asked for."""

    account: Account
    confirmation: PendingLogin
    counted: Try


def start_confirmation(parts: Parts, actor: Actor, password: str, source: str, now: datetime) -> Started:
    """Check the password of who is logged in. Raises LoginRefused, TooManyTries, FactorDisabled."""
    with counting_source(parts, source, LoginRefused, now):
        account = accounts.by_id(parts.db, actor.id)
        counted = count_try(parts, PASSWORD, identifier_key(account.identifier) if account else actor.id, now)
        right = parts.passwords.matches(account.password_hash if account else None, password)
        if account is None or not right:
            raise LoginRefused
    forgive(parts, counted)
    if account.code_failures >= LOGIN_CODE_FAILURES_MAX:
        raise FactorDisabled
    pending = PendingLogin(new_id("cnf"), account.id, now + LOGIN_LIFE)
    logins.start(parts.db, pending)
    return Started(pending.id, contact_of(parts, account), int(LOGIN_LIFE.total_seconds()))


def send_confirmation_code(parts: Parts, actor: Actor, confirmation: str, channel: str, now: datetime) -> Sent:
    """Send a code for it. Raises LoginUnknown, FieldsRefused, TooManyTries."""
    _require_own(parts, actor, confirmation)
    return logging_in.send_code(parts, confirmation, channel, now)


def prove(parts: Parts, actor: Actor, confirmation: str, code: str, now: datetime) -> Proof:
    """Judge the code. Raises LoginUnknown, LoginCodeRefused, TooManyTries."""
    _require_own(parts, actor, confirmation)
    judged, account, counted = logging_in.judge_code(parts, confirmation, code, now)
    return Proof(account, judged, counted)


def spend(parts: Parts, session: ClientSession, proof: Proof) -> None:
    """Use the proof up in the caller's transaction. Raises LoginCodeRefused when another act has used it."""
    if not logins.consume(parts.db, session, proof.confirmation):
        raise LoginCodeRefused


def _require_own(parts: Parts, actor: Actor, confirmation: str) -> None:
    held = logins.find(parts.db, confirmation)
    if held is None or held.account != actor.id:
        raise LoginUnknown
