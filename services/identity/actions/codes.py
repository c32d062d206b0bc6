"""Provisional codes on request (ACT-15 to ACT-21).

The request is kept and answered before anybody looks the person up; the worker does that a moment later. So the
answer and the time it takes are the same for everyone by construction.
"""

import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import NamedTuple

from chassis.events import Event
from services.identity import announcements
from services.identity.actions.identify import reset_tries
from services.identity.actions.limiting import count_try, source_policy
from services.identity.contacts import addressee, own_contact, postal_address
from services.identity.deliveries import letter_to, posted_letter_to
from services.identity.domain.campaign import Medium, notified_at
from services.identity.domain.cards import SerialRefused, parse_vitale_serial
from services.identity.domain.codes import issue_provisional_code, new_provisional_code
from services.identity.domain.limits import CODE_REQUEST, CODE_REQUEST_NUMBER
from services.identity.domain.nir import NirRefused, parse_nir
from services.identity.domain.spaces import Space, replace_code
from services.identity.keyring import new_id
from services.identity.parts import Parts
from services.identity.store import code_requests, persons
from services.identity.store.person import Person

AT_ONCE = 50


@dataclass(frozen=True)
class Asked:
    """What a person tells to be sent a code: number, card, birth date, and the channel they chose."""

    nir: str
    vitale_serial: str
    birth_date: date
    channel: str


class Written(NamedTuple):
    """The head of a letter and the way it goes."""

    head: Mapping[str, object]
    medium: Medium


def request_code(parts: Parts, asked: Asked, source: str, now: datetime) -> None:
    """Keep a request for a code. Raises TooManyTries during the pause of what was told, of its number or of the source.

    Counted by all that was told: a stranger who has the number only spends tries of their own.
    """
    try:
        nir_index = parts.keyring.nir_index(parse_nir(asked.nir))
        serial_index = parts.keyring.serial_index(parse_vitale_serial(asked.vitale_serial))
    except (NirRefused, SerialRefused):
        nir_index, serial_index = f"impossible:{asked.nir}", "impossible"
    count_try(parts, source_policy(parts, "code-request-source"), source, now)
    count_try(parts, CODE_REQUEST_NUMBER, nir_index, now)
    count_try(parts, CODE_REQUEST, f"{nir_index}:{serial_index}:{asked.birth_date.isoformat()}", now)
    request = new_id("ask")
    told = json.dumps([nir_index, serial_index, asked.birth_date.isoformat(), asked.channel])
    code_requests.keep(parts.db, request, parts.keyring.seal(told, f"code-request:{request}"), now)


def issue_requested_codes(parts: Parts, now: datetime) -> int:
    """Issue the codes whose requests name someone (timer of the worker); return how many requests were settled."""
    settled = 0
    for request, sealed in code_requests.waiting(parts.db, AT_ONCE):
        nir_index, serial_index, born, channel = json.loads(parts.keyring.open(sealed, f"code-request:{request}"))
        person = persons.by_nir(parts.db, nir_index)
        entitled = person is not None and _is_entitled(person, serial_index, born)
        if person is None or not entitled or _issue(parts, person, channel, now):
            # After the code: a crash in between sends a second code, which replaces the first.
            code_requests.settle(parts.db, request)
            settled += 1
    return settled


def _is_entitled(person: Person, serial_index: str, born: str) -> bool:
    serial_right = hmac.compare_digest(person.serial_index or "none", serial_index)
    return serial_right and person.traits.birth_date.isoformat() == born


def _issue(parts: Parts, person: Person, channel: str, now: datetime) -> bool:
    written = head_to(parts, person, channel)
    if written is None:
        return True
    space, event = fresh_code(parts, person, written, now)
    if not persons.move(parts.db, None, person, space, [event]):
        return False
    reset_tries(parts, person.nir_index)
    return True


def fresh_code(
    parts: Parts, person: Person, written: Written, now: datetime, purpose: str = "provisional-code"
) -> tuple[Space, Event]:
    """A new code for a person, the earlier one dead (ACT-21): their space as it then is, and the letter to send.

    A code by post is valid from the day it can have arrived. `purpose` names the letter's words.
    """
    code = new_provisional_code()
    notified = notified_at(now, written.medium, parts.postal_allowance)
    kept = issue_provisional_code(parts.keyring.provisional_code(person.record, code), notified, parts.code_life)
    space = replace_code(person.space, kept)
    return space, announcements.provisional_code_generated(parts, space, written.head, code, now, purpose)


def head_to(parts: Parts, person: Person, channel: str) -> Written | None:
    """How a code travels: as asked, else by what the person has, a letter at last; silence serves nobody.

    A child's goes to a parent, who is told which child it is for (MIN-09).
    """
    holder = addressee(parts, person)
    if holder is None:
        return None
    about = {} if holder is person else {"child": person.traits.given_names[0]}
    known = own_contact(parts, holder)
    if known.channels():
        way = channel if known.address(channel) else known.channels()[0]
        return Written(letter_to(holder.traits.given_names, replace(known, channel=way)) | about, Medium(way))
    address = postal_address(parts, holder)
    return Written(posted_letter_to(holder.traits, address) | about, Medium.LETTER) if address else None
