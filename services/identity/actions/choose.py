"""The choice after identification: activate the space or oppose its creation (ACT-24, ACT-25, ACT-31 to ACT-36).

Both consume the code in one transaction with all that follows from it: of two choices at the same instant one wins,
and the other is told which.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from chassis import mongo, outbox
from chassis.events import Event
from services.identity import announcements
from services.identity.actions import closing
from services.identity.actions.oppositions import write_opposition
from services.identity.actions.sessions import end_all_sessions
from services.identity.contacts import contact_of, own_contact
from services.identity.domain import spaces
from services.identity.domain.accounts import Kind, identifier_faults, password_faults
from services.identity.domain.contact_changes import former_ways
from services.identity.domain.people import Contact
from services.identity.domain.spaces import Channel, Opposition, Refusal, TransitionRefused
from services.identity.errors.account import FieldsRefused
from services.identity.errors.identification import AlreadyAnswered, CannotOppose, MinorCannotActivate, TicketRefused
from services.identity.keyring import new_id, secret_hash
from services.identity.parts import Parts
from services.identity.sealed import seal_contact
from services.identity.security_notices import Purpose, notice
from services.identity.store import ClientSession, accounts, logins, persons, tickets
from services.identity.store.accounts import Account, IdentifierTaken
from services.identity.store.person import Person

_TAKEN = "Cet identifiant est déjà pris. Choisissez-en un autre."


@dataclass(frozen=True)
class Credentials:
    """What the person chose: how they log in and how they are reached."""

    identifier: str
    password: str
    contact: Contact


def activate(parts: Parts, ticket: str, chosen: Credentials, now: datetime) -> Person:
    """Open the space of the identified person, or give it new credentials (LOG-10).

    Addresses that leave on the way are told: whoever types an address proves nothing by it.
    Raises TicketRefused, FieldsRefused, MinorCannotActivate, AlreadyAnswered.
    """
    held = held_ticket(parts, ticket, now)
    _check_credentials(chosen)
    # Hashed before the transaction: it costs a core, and a transaction may run twice.
    password_hash = parts.passwords.hash(chosen.password)

    def work(session: ClientSession) -> Person:
        person = identified_person(parts, session, held, now)
        if person.comes_of_age_at is not None:
            raise MinorCannotActivate
        account = _account(parts, session, person, chosen, password_hash, now)
        space, fact = spaces.activate(person.space, account.id, now)
        card_number = person.card_number + 1
        actor = {"id": account.id, "role": Kind.PATIENT.value, "record": person.record}
        said = [
            announcements.space_changed(parts, space, fact, actor),
            announcements.contact_card_issued(
                parts, person.record, person.traits.given_names, chosen.contact, card_number
            ),
        ]
        if isinstance(fact, spaces.Reactivated):
            back = closing.notice(parts, account, person.record, "profile-reactivated")
            said.append(announcements.closure_notice(person.record, *back))
        _write(parts, session, person, space, said, card_number)
        former = former_ways(own_contact(parts, person), chosen.contact)
        outbox.add(parts.db, session, *(notice(parts, account, way, Purpose.CONTACT_CHANGED, now) for way in former))
        accounts.save(parts.db, session, account)
        # A login begun with the former password must not end with a code.
        logins.forget(parts.db, session, account.id)
        end_all_sessions(parts, session, account.id, now)
        return person

    try:
        return mongo.transaction(parts.db, work)
    except IdentifierTaken:
        raise FieldsRefused({"identifier": [_TAKEN]}) from None
    except TransitionRefused:
        raise AlreadyAnswered(_state(parts, held)) from None


def oppose(parts: Parts, ticket: str, now: datetime) -> Opposition:
    """Record the opposition of the identified person (ACT-28).

    Raises TicketRefused, CannotOppose, AlreadyAnswered.
    """
    held = held_ticket(parts, ticket, now)
    opposition = Opposition(now, Channel.ONLINE, "code-nir-vitale")

    def work(session: ClientSession) -> None:
        person = identified_person(parts, session, held, now)
        actor = {"id": person.record, "role": Kind.PATIENT.value, "record": person.record}
        write_opposition(parts, session, person, opposition, actor)

    try:
        mongo.transaction(parts.db, work)
    except TransitionRefused as refused:
        if refused.refusal is Refusal.ALREADY_ACTIVATED and _code_is_live(parts, held, now):
            raise CannotOppose from None
        raise AlreadyAnswered(_state(parts, held)) from None
    return opposition


def held_ticket(parts: Parts, ticket: str, now: datetime) -> tickets.Ticket:
    """The living ticket of an identification. Raises TicketRefused."""
    held = tickets.find(parts.db, secret_hash(ticket), now)
    if held is None:
        raise TicketRefused
    return held


def identified_person(parts: Parts, session: ClientSession, held: tickets.Ticket, now: datetime) -> Person:
    """The ticket's person; a code issued since then makes the ticket worthless (ACT-21).

    So does majority: the code of a child was sent to a parent (MIN-09, MIN-23).
    """
    person = persons.by_record(parts.db, held.record, session)
    if person is None or person.space.code is None or person.space.code.keyed_hash != held.code_hash:
        raise TicketRefused
    if person.comes_of_age_at is not None and person.comes_of_age_at <= now:
        raise TicketRefused
    return person


def _check_credentials(chosen: Credentials) -> None:
    faults = {
        "identifier": identifier_faults(chosen.identifier),
        "password": password_faults(chosen.password, chosen.identifier),
    }
    if not chosen.contact.channels():
        faults["contact.email"] = ["Indiquez une adresse e-mail ou un numéro de mobile."]
    elif chosen.contact.address(chosen.contact.channel) is None:
        faults["code_channel"] = ["Indiquez l'adresse ou le numéro où recevoir vos codes d'accès."]
    if any(faults.values()):
        raise FieldsRefused(faults)


def _account(
    parts: Parts, session: ClientSession, person: Person, chosen: Credentials, password_hash: str, now: datetime
) -> Account:
    kept = accounts.by_id(parts.db, person.space.account, session) if person.space.account else None
    if kept:
        _check_same_addresses(contact_of(parts, kept), chosen.contact)
    account_id = kept.id if kept else new_id("acc")
    account = Account(
        id=account_id,
        kind=Kind.PATIENT,
        identifier=chosen.identifier,
        password_hash=password_hash,
        contact_sealed=seal_contact(parts.keyring, chosen.contact, account_id),
        display_name=person.traits.display_name,
        created_at=now,
        given_names=person.traits.given_names,
        record=person.record,
    )
    # Credentials are new, the account is not: its first login stays its first (LOG-12).
    return replace(account, created_at=kept.created_at, first_login_at=kept.first_login_at) if kept else account


def _check_same_addresses(kept: Contact, chosen: Contact) -> None:
    """A known account gets new credentials here, not new addresses: those change with a proof of possession."""
    if (kept.email, kept.mobile) != (chosen.email, chosen.mobile):
        words = "Votre compte existe déjà : connectez-vous, puis changez vos coordonnées dans « Mon compte »."
        raise FieldsRefused({"contact.email": [words]})


def _write(
    parts: Parts,
    session: ClientSession,
    person: Person,
    space: spaces.Space,
    said: Sequence[Event],
    card_number: int,
) -> None:
    if not persons.move(parts.db, session, person, space, said, card_number):
        # Cannot happen inside a snapshot: a concurrent write conflicts and the transaction runs again.
        raise TicketRefused


def _state(parts: Parts, held: tickets.Ticket) -> str:
    person = persons.by_record(parts.db, held.record)
    return person.space.state.value if person else ""


def _code_is_live(parts: Parts, held: tickets.Ticket, now: datetime) -> bool:
    person = persons.by_record(parts.db, held.record)
    return person is not None and person.space.code is not None and person.space.code.is_live(now)
