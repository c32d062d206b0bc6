"""Invitations (ACT-03, OPS-01 to OPS-05): each person once, by e-mail or letter, whatever restarts.

A step writes persons, their events and the count of the day in one transaction: a killed process has invited all of a
step or none of it, and two processes on one wave conflict on its day instead of inviting twice.
"""

from collections.abc import Sequence
from datetime import datetime

from chassis import mongo
from services.identity import announcements
from services.identity.actions.identify import postal_address
from services.identity.contacts import open_contact
from services.identity.deliveries import letter_to, posted_letter_to
from services.identity.domain import persons as rules
from services.identity.domain.campaign import (
    Medium,
    Plan,
    may_invite,
    notified_at,
    paris_day,
    way_after_failure,
    way_to,
)
from services.identity.domain.codes import ProvisionalCode, issue_provisional_code, new_provisional_code
from services.identity.errors import ImportNotDone, ImportUnknown
from services.identity.parts import Parts
from services.identity.store import ClientSession, imports, persons, waves
from services.identity.store.imports import Import
from services.identity.store.persons import Invitation, Move, Person
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
    """Invite the next persons of a claimed import; False when nobody is left. They make a wave of their own."""
    wave_id, today = job.id.replace("imp_", "wav_"), paris_day(now)
    plan = Plan(job.file_name[:80], today, today, max(job.total, 1), imported=job.id)

    def work(session: ClientSession) -> int:
        moves = _invitations(parts, wave_id, persons.uninvited(parts.db, session, None, job.id, AT_ONCE), now)
        if moves:
            waves.ensure_of_import(parts.db, session, wave_id, plan, now)
            waves.count(parts.db, session, wave_id, today, invited=len(moves))
            persons.move_many(parts.db, session, moves)
            imports.count_invited(parts.db, session, job, len(moves))
        return len(moves)

    if mongo.transaction(parts.db, work) == 0:
        imports.invitations_done(parts.db, job, now)
        return False
    return True


def invite_some(parts: Parts, wave: Wave, now: datetime) -> int:
    """Invite the next persons of a wave, within its dates and its daily volume (OPS-01); how many."""
    today = paris_day(now)

    def work(session: ClientSession) -> int:
        current = waves.by_id(parts.db, wave.id, session)
        if current is None:
            return 0
        sent = waves.invited_on(parts.db, session, wave.id, today)
        most = min(may_invite(current.plan, current.paused, today, sent), AT_ONCE)
        plan = current.plan
        found = persons.uninvited(parts.db, session, plan.scheme, plan.imported, most) if most else []
        moves = _invitations(parts, wave.id, found, now)
        if moves:
            waves.count(parts.db, session, wave.id, today, invited=len(moves))
            persons.move_many(parts.db, session, moves)
        return len(moves)

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
            moves.append(_write_again(parts, person, person.invitation, now))
        persons.move_many(parts.db, session, moves)
        return len(moves)

    return mongo.transaction(parts.db, work)


def _invitations(parts: Parts, wave_id: str, found: Sequence[Person], now: datetime) -> list[Move]:
    moves = []
    for person in found:
        contact = open_contact(parts.keyring, person.contact_sealed, person.record)
        medium = way_to(contact, person.address_sealed is not None)
        if medium is not None:
            code, kept = _new_code(parts, person, medium, now)
            space = rules.invite(person.space, kept, parts.opposition_delay)
            moves.append(_move(parts, person, space, code, Invitation(wave_id, medium)))
    return moves


def _write_again(parts: Parts, person: Person, invitation: Invitation, now: datetime) -> Move:
    contact = open_contact(parts.keyring, person.contact_sealed, person.record)
    medium = way_after_failure(invitation.medium, contact, person.address_sealed is not None) or invitation.medium
    code, kept = _new_code(parts, person, medium, now)
    space = rules.invite_again(person.space, kept, parts.opposition_delay)
    return _move(parts, person, space, code, Invitation(invitation.wave, medium))


def _new_code(parts: Parts, person: Person, medium: Medium, now: datetime) -> tuple[str, ProvisionalCode]:
    code = new_provisional_code()
    notified = notified_at(now, medium, parts.postal_allowance)
    return code, issue_provisional_code(parts.keyring.provisional_code(person.record, code), notified, parts.code_life)


def _move(parts: Parts, person: Person, space: rules.Space, code: str, invitation: Invitation) -> Move:
    address = postal_address(parts, person) if invitation.medium is Medium.LETTER else None
    contact = open_contact(parts.keyring, person.contact_sealed, person.record)
    head = posted_letter_to(person.traits, address) if address else letter_to(person.traits.given_names, contact)
    event = announcements.invitation_issued(parts, space, head, code, person.scheme)
    return Move(person, space, event, invitation=invitation)
