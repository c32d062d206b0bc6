"""The second legal representative: asked for by name, found or not, accepted or not (MIN-15 to MIN-21, C-42).

The request is kept and answered before anybody is looked for; the worker does that a moment later. So the answer, its
time and what the asking parent sees afterwards are the same whether somebody answers to the name or not.
"""

from collections.abc import Callable
from datetime import datetime

from chassis import mongo
from chassis.auth import Actor
from services.identity import announcements
from services.identity.actions.families import save_family
from services.identity.actions.limiting import count_try
from services.identity.contacts import contact_of
from services.identity.domain import families as rules
from services.identity.domain.families import Family, FamilyRefused
from services.identity.domain.limits import SECOND_REPRESENTATIVE
from services.identity.domain.people import Named
from services.identity.errors.closure import RecordUnknown
from services.identity.errors.families import FamilyConflict
from services.identity.keyring import new_id
from services.identity.parts import Parts
from services.identity.sealed import open_named, seal_named
from services.identity.store import ClientSession, accounts, families, persons
from services.identity.store.accounts import Account

AT_ONCE = 50


def invite(parts: Parts, actor: Actor, child: str, named: Named, now: datetime) -> datetime:
    """Ask for a second representative; until when the invitation lives.

    Raises RecordUnknown, FamilyConflict, TooManyTries after too many names.
    """
    if child == actor.record:
        raise FamilyConflict("not-a-child")
    family = _represented(parts, actor, child, now)
    if _is_oneself(parts, actor, named):
        raise FamilyConflict("own-invitation")
    invitation = new_id("inv")
    _refusing(lambda: rules.invite(family, actor.id, invitation, now))
    count_try(parts, SECOND_REPRESENTATIVE, actor.id, now)
    typed = seal_named(parts.keyring, named, invitation)

    def work(session: ClientSession) -> None:
        current = _represented(parts, actor, child, now, session)
        save_family(parts, session, rules.invite(current, actor.id, invitation, now), (), None, typed)

    _refusing(lambda: mongo.transaction(parts.db, work))
    return now + rules.INVITATION_LIFE


def cancel(parts: Parts, actor: Actor, child: str, now: datetime) -> None:
    """Take the waiting invitation back. Raises RecordUnknown, FamilyConflict."""

    def work(session: ClientSession) -> None:
        family = _represented(parts, actor, child, now, session)
        save_family(parts, session, rules.cancel(family, actor.id, now), (), None)

    _refusing(lambda: mongo.transaction(parts.db, work))


def accept(parts: Parts, actor: Actor, invitation: str, now: datetime) -> None:
    """Accept from one's own activated account (MIN-20). Raises FamilyConflict, alike for an invitation of others."""
    if actor.record is None:
        raise FamilyConflict("invitation-over")
    record = actor.record

    def work(session: ClientSession) -> None:
        family = _invited(parts, invitation, session)
        granted, facts = rules.accept(family, invitation, actor.id, record, now)
        save_family(parts, session, granted, facts, announcements.account_actor(actor.id, record))

    _refusing(lambda: mongo.transaction(parts.db, work))


def decline(parts: Parts, actor: Actor, invitation: str, now: datetime) -> None:
    """Decline; nobody is told. Raises FamilyConflict, alike for an invitation of others."""

    def work(session: ClientSession) -> None:
        family = _invited(parts, invitation, session)
        save_family(parts, session, rules.decline(family, invitation, actor.id, now), (), None)

    _refusing(lambda: mongo.transaction(parts.db, work))


def address_invitations(parts: Parts) -> int:
    """Look for those who were named, and write to the one who is found (timer of the worker); how many were settled."""
    waiting = families.unaddressed(parts.db, AT_ONCE)
    for kept in waiting:
        invitation = kept.family.invitation
        if invitation is not None and kept.typed is not None:
            named = open_named(parts.keyring, kept.typed, invitation.id)
            _address(parts, kept.family.child, invitation.id, _found(parts, named))
    return len(waiting)


def _address(parts: Parts, child: str, invitation: str, found: Account | None) -> None:
    def work(session: ClientSession) -> None:
        kept = families.of_child(parts.db, child, session)
        if kept is None or kept.family.invitation is None or kept.family.invitation.id != invitation:
            return
        family = rules.address(kept.family, invitation, found.id if found else None)
        held = family.invitation
        letters = []
        if found is not None and held is not None and held.invited == found.id:
            contact = contact_of(parts, found)
            letters = [announcements.representation_proposed(parts, found, contact, held.expires_at)]
        families.save(parts.db, session, family, letters)

    mongo.transaction(parts.db, work)


def _found(parts: Parts, named: Named) -> Account | None:
    """The one activated adult of this name and birth date; homonyms are nobody (C-42)."""
    people = persons.activated_by_traits(parts.db, _indexes(parts, named), 2)
    if len(people) != 1 or people[0].comes_of_age_at is not None or people[0].space.account is None:
        return None
    return accounts.by_id(parts.db, people[0].space.account)


def _is_oneself(parts: Parts, actor: Actor, named: Named) -> bool:
    own = persons.by_record(parts.db, actor.record) if actor.record else None
    if own is None:
        return False
    return parts.keyring.traits_index(own.traits.search_text()) in _indexes(parts, named)


def _indexes(parts: Parts, named: Named) -> list[str]:
    return [parts.keyring.traits_index(text) for text in named.search_texts()]


def _represented(parts: Parts, actor: Actor, child: str, now: datetime, session: ClientSession | None = None) -> Family:
    kept = families.of_child(parts.db, child, session)
    if kept is None or not kept.family.represented_by(actor.id, now):
        raise RecordUnknown
    return kept.family


def _invited(parts: Parts, invitation: str, session: ClientSession) -> Family:
    kept = families.by_invitation(parts.db, invitation, session)
    if kept is None:
        raise FamilyRefused(rules.Refusal.INVITATION_OVER)
    return kept.family


def _refusing(work: Callable[[], object]) -> None:
    try:
        work()
    except FamilyRefused as refused:
        raise FamilyConflict(refused.refusal.value) from None
