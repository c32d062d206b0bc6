"""Invitations (ACT-03, OPS-01 to OPS-05): each person once, by e-mail or letter, whatever restarts.

A step writes persons, their events and the count of the day in one transaction: a killed process has invited all of a
step or none of it, and two processes on one wave conflict on its day instead of inviting twice. What a child is invited
to is written to a parent they are attached to (MIN-09), who may refuse it with the child's code (MIN-11).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from chassis import mongo
from services.identity import announcements
from services.identity.contacts import addressee, own_contact, postal_address
from services.identity.deliveries import letter_to, posted_letter_to
from services.identity.domain import spaces
from services.identity.domain.campaign import (
    Medium,
    Plan,
    Sender,
    may_invite,
    notified_at,
    paris_day,
    sender_for,
    wave_of_import,
    way_after_failure,
    way_to,
)
from services.identity.domain.codes import ProvisionalCode, issue_provisional_code, new_provisional_code
from services.identity.domain.people import Contact
from services.identity.errors.campaign import ImportNotDone, ImportUnknown
from services.identity.parts import Parts
from services.identity.store import ClientSession, imports, persons, waves
from services.identity.store.imports import Import
from services.identity.store.person import Invitation, Person
from services.identity.store.persons import Move
from services.identity.store.waves import Wave

AT_ONCE = 100


def ask_invitations(parts: Parts, import_id: str) -> Import:
    """Have the worker invite those an import brought and nobody wrote to yet.

    Raises ImportUnknown, ImportNotDone.
    """
    if imports.by_id(parts.db, import_id) is None:
        raise ImportUnknown
    asked = imports.ask_invitations(parts.db, import_id)
    if asked is None:
        raise ImportNotDone
    return asked


def invite_imported(parts: Parts, job: Import, now: datetime) -> bool:
    """Invite the next persons of a claimed import; False when nobody is left. They make a wave of their own.

    Held by an operator it invites nobody, until they let it go on.
    """
    wave_id, today = wave_of_import(job.id), paris_day(now)
    plan = Plan(job.file_name[:80], today, today, max(job.total, 1), imported=job.id)

    def work(session: ClientSession) -> int:
        held = waves.by_id(parts.db, wave_id, session)
        if held is not None and held.paused:
            return 0
        found = persons.uninvited(parts.db, session, None, job.id, AT_ONCE)
        moves = _invitations(parts, session, wave_id, plan.sender, found, now)
        if moves:
            waves.ensure_of_import(parts.db, session, wave_id, plan, now)
            waves.count(parts.db, session, wave_id, today, invited=len(moves))
            persons.move_many(parts.db, session, moves)
            imports.count_invited(parts.db, session, job.id, len(moves))
        return len(found)

    if mongo.transaction(parts.db, work) == 0:
        imports.invitations_done(parts.db, job, now)
        return False
    return True


def invite_some(parts: Parts, wave: Wave, now: datetime) -> int:
    """Invite the next persons of a wave, within its dates and its daily volume (OPS-01); how many were looked at."""
    today = paris_day(now)

    def work(session: ClientSession) -> int:
        current = waves.by_id(parts.db, wave.id, session)
        if current is None:
            return 0
        sent = waves.invited_on(parts.db, session, wave.id, today)
        most = min(may_invite(current.plan, current.paused, today, sent), AT_ONCE)
        plan = current.plan
        found = persons.uninvited(parts.db, session, plan.scheme, plan.imported, most) if most else []
        moves = _invitations(parts, session, wave.id, plan.sender, found, now)
        if moves:
            waves.count(parts.db, session, wave.id, today, invited=len(moves))
            persons.move_many(parts.db, session, moves)
            # An operator may plan a wave for the persons of one import.
            if plan.imported:
                imports.count_invited(parts.db, session, plan.imported, len(moves))
        return len(found)

    return mongo.transaction(parts.db, work)


def write_again(parts: Parts, wave: Wave, now: datetime) -> int:
    """Write again, with a new code, to the next persons the wave did not reach; how many."""

    def work(session: ClientSession) -> int:
        found = persons.unreached(parts.db, session, wave.id, AT_ONCE)
        moves = []
        for person in found:
            assert person.invitation is not None
            if day := person.invitation.delivery_day:
                waves.count(parts.db, session, wave.id, day, failed=-1)
            moves.append(_write_again(parts, person, person.invitation, wave.plan.sender, now))
        persons.move_many(parts.db, session, moves)
        return len(moves)

    return mongo.transaction(parts.db, work)


@dataclass(frozen=True)
class _Reader:
    """Who an invitation is written to: the person, or a parent of the minor (MIN-09); where they are reached."""

    person: Person
    contact: Contact

    @property
    def has_address(self) -> bool:
        return self.person.address_sealed is not None


def _reader(parts: Parts, person: Person) -> _Reader | None:
    holder = addressee(parts, person)
    return None if holder is None else _Reader(holder, own_contact(parts, holder))


def _invitations(
    parts: Parts, session: ClientSession, wave_id: str, sender: Sender | None, found: Sequence[Person], now: datetime
) -> list[Move]:
    moves, unreachable = [], []
    for person in found:
        reader = _reader(parts, person)
        medium = None if reader is None else way_to(reader.contact, reader.has_address)
        if reader is None or medium is None:
            unreachable.append(person.record)
            continue
        code, kept = _new_code(parts, person, medium, now)
        space = spaces.invite(person.space, kept, parts.opposition_delay)
        moves.append(_move(parts, person, reader, space, code, Invitation(wave_id, medium), sender))
    # A child whose parents cannot be reached must not stand before those who can.
    persons.set_aside(parts.db, session, unreachable)
    return moves


def _write_again(parts: Parts, person: Person, invitation: Invitation, sender: Sender | None, now: datetime) -> Move:
    reader = _reader(parts, person) or _Reader(person, own_contact(parts, person))
    medium = way_after_failure(invitation.medium, reader.contact, reader.has_address) or invitation.medium
    code, kept = _new_code(parts, person, medium, now)
    space = spaces.invite_again(person.space, kept, parts.opposition_delay)
    return _move(parts, person, reader, space, code, Invitation(invitation.wave, medium), sender)


def _new_code(parts: Parts, person: Person, medium: Medium, now: datetime) -> tuple[str, ProvisionalCode]:
    code = new_provisional_code()
    notified = notified_at(now, medium, parts.postal_allowance)
    return code, issue_provisional_code(parts.keyring.provisional_code(person.record, code), notified, parts.code_life)


def _move(
    parts: Parts,
    person: Person,
    reader: _Reader,
    space: spaces.Space,
    code: str,
    invitation: Invitation,
    chosen: Sender | None,
) -> Move:
    traits = reader.person.traits
    address = postal_address(parts, reader.person) if invitation.medium is Medium.LETTER else None
    head = posted_letter_to(traits, address) if address else letter_to(traits.given_names, reader.contact)
    about = {} if reader.person is person else {"child": person.traits.given_names[0]}
    sender = sender_for(person.scheme, chosen)
    event = announcements.invitation_issued(parts, space, head | about, code, sender)
    return Move(person, space, event, invitation=invitation)
