"""Closing a profile and opening it again (CLO-01 to CLO-06, CLO-08, CLO-09). Erasing it is in `erase`.

State, events, message to the person and end of their sessions are one transaction; then the answer waits for the
services that enforce the state, as that of a block does.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import NamedTuple

from chassis import mongo
from chassis.auth import Actor
from services.identity import announcements
from services.identity.actions import confirming
from services.identity.actions.limiting import forgive
from services.identity.actions.returning import take_return
from services.identity.actions.sessions import OpenSession, end_all_sessions, open_session
from services.identity.announcements import account_actor
from services.identity.contacts import contact_of
from services.identity.deliveries import letter_to
from services.identity.domain import closing as rules
from services.identity.domain.devices import Device
from services.identity.domain.spaces import Space, TransitionRefused
from services.identity.errors.closure import NotClosed, ProfileNotOpen, RecordUnknown
from services.identity.parts import Parts
from services.identity.rights import require_may_act_for
from services.identity.store import ClientSession, accounts, logins, persons
from services.identity.store.accounts import Account
from services.identity.store.person import Person


def close_profile(parts: Parts, actor: Actor, record: str, confirmation: str, code: str, now: datetime) -> Space:
    """Freeze a profile for whoever holds it, or represents the child it belongs to (CLO-01, CLO-09).

    Raises RecordUnknown, LoginUnknown, LoginCodeRefused, TooManyTries, ProfileNotOpen.
    """
    require_may_act_for(parts, actor, record, now)
    proof = confirming.prove(parts, actor, confirmation, code, now)

    def work(session: ClientSession) -> Space:
        confirming.spend(parts, session, proof)
        person = the_person(parts, session, record)
        space, fact = rules.close(person.space, proof.account.id, now)
        said = [
            announcements.space_changed(parts, space, fact, account_actor(proof.account.id, actor.record)),
            announcements.closure_notice(record, *notice(parts, proof.account, record, "profile-closed")),
        ]
        persons.move(parts.db, session, person, space, said)
        end_presence(parts, session, record, now)
        return space

    try:
        space = mongo.transaction(parts.db, work)
    except TransitionRefused:
        raise ProfileNotOpen from None
    forgive(parts, proof.counted)
    return space


def reactivate_profile(parts: Parts, ticket: str, now: datetime, device: Device) -> tuple[OpenSession, Space]:
    """Open a closed profile again for whoever has just proved both factors, and log them in (CLO-05).

    Raises ReturnRefused, NotClosed.
    """

    def work(session: ClientSession) -> tuple[OpenSession, Space]:
        account = take_return(parts, session, ticket, now)
        person = the_person(parts, session, account.record or "")
        space, fact = rules.reopen(person.space)
        said = [
            announcements.space_changed(parts, space, fact, account_actor(account.id, account.record)),
            announcements.closure_notice(person.record, *notice(parts, account, person.record, "profile-reactivated")),
        ]
        persons.move(parts.db, session, person, space, said)
        return open_session(parts, session, account, now, device), space

    try:
        return mongo.transaction(parts.db, work)
    except TransitionRefused:
        raise NotClosed from None


def reactivate_child(parts: Parts, actor: Actor, record: str, now: datetime) -> Space:
    """Open again the closed profile of a child, from a representative's session (CLO-05, CLO-09).

    A child has no login to come back by (MIN-14). Raises RecordUnknown, NotClosed.
    """
    require_may_act_for(parts, actor, record, now)
    by = account_actor(actor.id, actor.record)

    def work(session: ClientSession) -> Space:
        person = the_person(parts, session, record)
        space, fact = rules.reopen(person.space)
        persons.move(parts.db, session, person, space, [announcements.space_changed(parts, space, fact, by)])
        return space

    try:
        return mongo.transaction(parts.db, work)
    except TransitionRefused:
        raise NotClosed from None


def the_person(parts: Parts, session: ClientSession, record: str) -> Person:
    """The person of a record. Raises RecordUnknown."""
    person = persons.by_record(parts.db, record, session)
    if person is None:
        raise RecordUnknown
    return person


def end_presence(parts: Parts, session: ClientSession, record: str, now: datetime) -> None:
    """End the sessions and logins of who holds a record, in the caller's transaction; a child has none."""
    account = accounts.by_record(parts.db, session, record)
    if account is not None:
        end_all_sessions(parts, session, account.id, now)
        logins.forget(parts.db, session, account.id)


class Reader(NamedTuple):
    """Who is written to about a profile: the head of the letter, and whether it is their "own" or that of a "child"."""

    head: Mapping[str, object]
    about: str


def reader(parts: Parts, account: Account, record: str) -> Reader:
    """The holder of an account, to be written to about a record."""
    contact = contact_of(parts, account)
    return Reader(letter_to(account.given_names, contact), "own" if account.record == record else "child")


def written(
    parts: Parts, to: Reader, purpose: str, reference: str | None = None, deadline: date | None = None
) -> tuple[str, str]:
    """Purpose and sealed letter about a profile, for the event that carries it (CLO-08).

    Sealed for the notifier alone: what is kept of it until it leaves tells even us nothing.
    """
    letter = {**to.head, "purpose": purpose, "about": to.about, "reference": reference}
    return purpose, parts.deliveries.seal({**letter, "deadline": deadline and deadline.isoformat()})


def notice(parts: Parts, account: Account, record: str, purpose: str) -> tuple[str, str]:
    """The same for who acted on a profile: its holder, or a child's parent."""
    return written(parts, reader(parts, account, record), purpose)
