"""What a login to a closed profile leads to: a ticket, and nothing else (CLO-05, CLO-06)."""

from dataclasses import dataclass
from datetime import datetime

from services.identity.domain.spaces import State
from services.identity.errors.closure import ReturnRefused
from services.identity.keyring import new_secret, secret_hash
from services.identity.parts import Parts
from services.identity.store import ClientSession, accounts, persons, returns
from services.identity.store.accounts import Account


@dataclass(frozen=True)
class ClosedProfile:
    """What a login to a closed profile gives instead of a session: a ticket to open it again."""

    ticket: str
    expires_in: int
    closed_at: datetime | None
    given_name: str


def welcome_back(parts: Parts, session: ClientSession, account: Account, now: datetime) -> ClosedProfile | None:
    """What an account that proved both factors gets when its profile is closed; None when it is not (CLO-06)."""
    person = persons.by_record(parts.db, account.record, session) if account.record else None
    if person is None or person.space.state is not State.CLOSED:
        return None
    ticket = new_secret()
    returns.save(parts.db, session, secret_hash(ticket), account.id, now)
    closed_at = person.space.closure.closed_at if person.space.closure else None
    return ClosedProfile(ticket, int(returns.LIFE.total_seconds()), closed_at, person.traits.given_names[0])


def take_return(parts: Parts, session: ClientSession, ticket: str, now: datetime) -> Account:
    """The account a ticket was given to; the ticket is spent in the caller's transaction. Raises ReturnRefused."""
    held = returns.take(parts.db, session, secret_hash(ticket), now)
    account = accounts.by_id(parts.db, held, session) if held else None
    if account is None:
        raise ReturnRefused
    return account
