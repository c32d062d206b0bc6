"""Identification: code, social-security number and Vitale serial, all three or nothing (ACT-12, ACT-22)."""

import hmac
from dataclasses import dataclass, replace
from datetime import date, datetime

from services.identity.actions.limiting import count_try, counting_source, forgive
from services.identity.contacts import current_contact
from services.identity.domain.campaign import paris_day
from services.identity.domain.cards import SerialRefused, parse_vitale_serial
from services.identity.domain.limits import IDENTIFICATION
from services.identity.domain.nir import NirRefused, parse_nir
from services.identity.domain.people import Contact
from services.identity.domain.spaces import State
from services.identity.errors.identification import IdentificationRefused
from services.identity.keyring import new_secret, secret_hash
from services.identity.parts import Parts
from services.identity.store import accounts, limits, persons, tickets
from services.identity.store.person import Person

# What strangers are told of the states they have no word for.
_TOLD = {State.REGISTERED: State.INVITED}


@dataclass(frozen=True)
class Identified:
    """What the identified person sees next: their state, contact to check, and the ticket for the choice.

    `minor`: the code of a child, with which a parent may oppose; the space opens from the parent's own (C-41).
    """

    ticket: str
    expires_in: int
    state: str
    contact: Contact
    given_name: str
    opposition_deadline: date | None
    minor: bool
    identifier: str | None = None


def identify(parts: Parts, *, code: str, nir: str, vitale_serial: str, source: str, now: datetime) -> Identified:
    """Return a ticket for the person whose code, number and serial all match.

    Raises IdentificationRefused for every other reason after the same work, TooManyTries during a pause.
    """
    with counting_source(parts, source, IdentificationRefused, now):
        try:
            number, serial = parse_nir(nir), parse_vitale_serial(vitale_serial)
        except (NirRefused, SerialRefused):
            # A number that cannot exist is counted like one that does: same writes, same answer.
            count_try(parts, IDENTIFICATION, f"impossible:{nir}", now)
            persons.by_nir(parts.db, "impossible")
            raise IdentificationRefused from None
        nir_index = parts.keyring.nir_index(number)
        counted = count_try(parts, IDENTIFICATION, nir_index, now)
        person = persons.by_nir(parts.db, nir_index)
        if not _matches(parts, person, code, serial, counted.before, now) or person is None:
            raise IdentificationRefused
    forgive(parts, counted)
    return _issue_ticket(parts, person, now)


def reset_tries(parts: Parts, nir_index: str) -> None:
    """A new code starts with its own ten tries."""
    limits.forgive(parts.db, IDENTIFICATION, parts.keyring.target(IDENTIFICATION.name, nir_index))


def _matches(parts: Parts, person: Person | None, code: str, serial: str, tries: int, now: datetime) -> bool:
    # Every comparison is made, in constant time, whether the person exists or not.
    record = person.record if person else "rec_0000000000000000000000"
    kept = person.space.code if person else None
    typed = parts.keyring.provisional_code(record, code)
    code_right = hmac.compare_digest(typed, kept.keyed_hash if kept else typed[::-1])
    expected_serial = (person.serial_index if person else None) or "none"
    serial_right = hmac.compare_digest(parts.keyring.serial_index(serial), expected_serial)
    live = kept is not None and replace(kept, tries=tries).is_live(now)
    return code_right and serial_right and live


def _issue_ticket(parts: Parts, person: Person, now: datetime) -> Identified:
    code = person.space.code
    if code is None:
        raise IdentificationRefused
    ticket = new_secret()
    tickets.save(parts.db, tickets.Ticket(secret_hash(ticket), person.record, code.keyed_hash), now)
    deadline = person.space.deadline if person.space.state in (State.INVITED, State.REGISTERED) else None
    return Identified(
        ticket=ticket,
        expires_in=int(tickets.LIFE.total_seconds()),
        state=_TOLD.get(person.space.state, person.space.state).value,
        # Who holds a child's code learns nothing of the parent it was sent to.
        contact=Contact(None, None) if person.comes_of_age_at else current_contact(parts, person),
        given_name=person.traits.given_names[0],
        opposition_deadline=deadline and paris_day(deadline),
        minor=person.comes_of_age_at is not None,
        identifier=_identifier(parts, person),
    )


def _identifier(parts: Parts, person: Person) -> str | None:
    """What the holder of an open space may have forgotten (LOG-10)."""
    if person.space.state is not State.ACTIVATED or person.space.account is None:
        return None
    account = accounts.by_id(parts.db, person.space.account)
    return account.identifier if account else None
