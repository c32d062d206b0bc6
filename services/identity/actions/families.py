"""Parents and children: adding a child's profile, giving one's right back (MIN-05 to MIN-10, MIN-14)."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from chassis import mongo, outbox
from chassis.auth import Actor
from services.identity import announcements
from services.identity.contacts import contact_of
from services.identity.domain import families as rules
from services.identity.domain import spaces
from services.identity.domain.families import Family, FamilyRefused, Reason
from services.identity.domain.spaces import Refusal, State, TransitionRefused
from services.identity.errors.closure import RecordUnknown
from services.identity.errors.families import FamilyConflict
from services.identity.parts import Parts
from services.identity.security_notices import Purpose, notice
from services.identity.store import ClientSession, accounts, families, persons
from services.identity.store.person import Person


def add_children(parts: Parts, actor: Actor, children: Sequence[str], now: datetime) -> None:
    """Let a parent act for children attached to them, all or none; each space is opened if it was not (MIN-05).

    The caller has checked the certificate: its date is kept with the right it gives (MIN-06). Adding again changes
    nothing; a closed space that nobody represents any more is opened with it. Raises RecordUnknown for one who is not
    attached to the caller, FamilyConflict.
    """

    def work(session: ClientSession) -> None:
        for child in dict.fromkeys(children):
            _add(parts, session, actor, child, now)

    try:
        mongo.transaction(parts.db, work)
    except FamilyRefused as refused:
        raise FamilyConflict(refused.refusal.value) from None
    except TransitionRefused:
        raise FamilyConflict("profile-closed") from None


def renounce(parts: Parts, actor: Actor, child: str, now: datetime) -> None:
    """Give back one's own right to act for a child. Raises RecordUnknown."""
    by = announcements.account_actor(actor.id, actor.record)
    if not end_representation(parts, child, actor.id, Reason.RENOUNCED, by, now):
        raise RecordUnknown


def end_representation(
    parts: Parts, child: str, account: str, reason: Reason, actor: announcements.Said | None, now: datetime
) -> bool:
    """End an account's right to act for a child, everywhere within a second; False when it has none."""

    def work(session: ClientSession) -> None:
        kept = families.of_child(parts.db, child, session)
        if kept is None:
            raise FamilyRefused(rules.Refusal.NOT_A_REPRESENTATIVE)
        family, facts = rules.end(kept.family, account, reason, now)
        save_family(parts, session, family, facts, actor)

    try:
        mongo.transaction(parts.db, work)
    except FamilyRefused:
        return False
    return True


def detach(parts: Parts, session: ClientSession, child: str, parents: Collection[str], now: datetime) -> Sequence[str]:
    """End what was founded on the attachment of a child to these records (MIN-08); the accounts that lose it."""
    kept = families.of_child(parts.db, child, session)
    if kept is None:
        return ()
    family, facts = rules.detach(kept.family, parents, now)
    if facts:
        save_family(parts, session, family, facts, None)
    return [fact.former.account for fact in facts]


def write_to_holder(parts: Parts, session: ClientSession, account: str, purpose: Purpose, now: datetime) -> None:
    """Tell the holder of an account, at the address they gave, what became of a right; nothing when they are gone."""
    known = accounts.by_id(parts.db, account, session)
    if known is not None:
        contact = contact_of(parts, known)
        outbox.add(parts.db, session, notice(parts, known, contact, purpose, now))


def allow_again(parts: Parts, child: str, account: str, now: datetime) -> bool:
    """Lift the withdrawal that keeps an account from acting for a child; False when there is none."""

    def work(session: ClientSession) -> None:
        kept = families.of_child(parts.db, child, session)
        if kept is None:
            raise FamilyRefused(rules.Refusal.NOT_A_REPRESENTATIVE)
        save_family(parts, session, rules.allow_again(kept.family, account, now), (), None)

    try:
        mongo.transaction(parts.db, work)
    except FamilyRefused:
        return False
    return True


def correct_majorities(parts: Parts, session: ClientSession, majorities: Mapping[str, datetime]) -> None:
    """Birth dates were corrected: whoever acts for these children does so until the new instant of majority."""
    for family in families.of_children(parts.db, session, list(majorities)):
        corrected, facts = rules.correct_majority(family, majorities[family.child])
        if corrected != family:
            save_family(parts, session, corrected, facts, None)


def forget(parts: Parts, session: ClientSession, record: str, account: str | None, now: datetime) -> None:
    """A record is being erased: nobody acts for it any more, and its holder for nobody (CLO-07)."""
    kept = families.of_child(parts.db, record, session)
    if kept is not None:
        family = kept.family
        for each in family.representatives:
            family, facts = rules.end(family, each.account, Reason.ERASED, now)
            save_family(parts, session, family, facts, None)
    for family in families.represented_at_all(parts.db, session, account) if account else ():
        ended, facts = rules.end(family, str(account), Reason.ERASED, now)
        save_family(parts, session, ended, facts, None)


def save_family(
    parts: Parts,
    session: ClientSession,
    family: Family,
    facts: Sequence[rules.Fact],
    actor: announcements.Said | None,
    typed: bytes | None = None,
) -> None:
    """Write a family with the events of what happened to it."""
    said = [announcements.family_changed(parts, family, fact, actor) for fact in facts]
    families.save(parts.db, session, family, said, typed)


def family_of(parts: Parts, session: ClientSession | None, child: Person) -> Family | None:
    """The family of a minor, new if nobody has ever acted for them; None for an adult."""
    kept = families.of_child(parts.db, child.record, session)
    if kept is not None:
        return kept.family
    return Family(child.record, child.comes_of_age_at) if child.comes_of_age_at else None


def _add(parts: Parts, session: ClientSession, actor: Actor, record: str, now: datetime) -> None:
    child = persons.by_record(parts.db, record, session)
    # Only what the insurer says makes a parent; anybody else's child does not exist for the caller (MIN-08).
    if child is None or actor.record is None or actor.record not in child.parents:
        raise RecordUnknown
    family = family_of(parts, session, child)
    if family is None:
        raise RecordUnknown
    if child.space.state is State.CLOSED and family.representatives:
        raise TransitionRefused(Refusal.CLOSED)  # theirs to open again, not a newcomer's in passing
    by = announcements.account_actor(actor.id, actor.record)
    space, opened = spaces.open_for_child(child.space, now)
    granted, facts = rules.grant(family, actor.id, actor.record, now)
    if facts:
        save_family(parts, session, granted, facts, by)
    if facts or opened is not None:
        # Written also when the space was open: an attachment withdrawn at this moment is a conflict, not missed.
        said = [] if opened is None else [announcements.space_changed(parts, space, opened, by)]
        persons.move(parts.db, session, child, space, said)
