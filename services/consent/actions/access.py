"""Who may see: declaring care, blocking, unblocking. Each change and its event commit together."""

from collections.abc import Callable, Mapping
from datetime import datetime

from chassis import clock
from chassis.auth import Actor
from chassis.events import Event
from chassis.mongo import transaction
from services.consent import announcements
from services.consent.acts import act_of
from services.consent.domain import relation as rules
from services.consent.domain.authority import Act
from services.consent.domain.policy import lane_of
from services.consent.domain.record import is_open
from services.consent.domain.relation import Author, Blocked, NotAuthorized, Outcome, Relation
from services.consent.errors import AccessRefused, AdministratorChosen, NotEligible, ProfessionalUnknown, RecordUnknown
from services.consent.rights import require
from services.consent.store import Database, Session, accesses, history, lanes, projections, relations
from services.consent.store.relations import Placed

MAX_ADMINISTRATORS = 1
"""C-16: appointing a second one is refused until the first is removed, so that no status vanishes silently."""


def declare_care(db: Database, actor: Actor, record: str) -> tuple[Placed, bool]:
    """Open a record to the professional who attests the person's agreement; True when that is new (ACC-12, C-14).

    Raises RecordUnknown, AccessRefused once blocked, DirectoryBehind.
    """
    at, by = clock.now(), Author(actor.id, actor.role)

    def work(session: Session) -> tuple[Placed, bool]:
        if not is_open(projections.record_state(db, record, session)):
            raise RecordUnknown
        held = relations.load(db, record, actor.id, session)
        outcome = held.relation.authorize(by, at) if held else rules.declared(record, actor.id, by, at)
        if held and outcome.fact is None:
            return held, False
        placed, event = carry_out(session, db, outcome, actor.as_event())
        enter_in_history(session, db, event)
        return placed, True

    try:
        return transaction(db, work)
    except Blocked:
        raise AccessRefused from None


def block_professional(db: Database, actor: Actor, record: str, professional: str) -> Placed:
    """Refuse a professional everything (ACC-07, ADM-06, C-11).

    Raises RecordUnknown, ProfessionalUnknown, NotForAdministrator.
    """
    return _decide(db, actor, record, professional, Act.BLOCK, Relation.block)


def unblock_professional(db: Database, actor: Actor, record: str, professional: str) -> Placed:
    """Lift a block (ACC-09). Raises RecordUnknown, ProfessionalUnknown."""
    return _decide(db, actor, record, professional, Act.UNBLOCK, Relation.unblock)


def appoint_administrator(db: Database, actor: Actor, record: str, professional: str) -> Placed:
    """Choose a professional to help the person manage their data (ADM-01 to ADM-03, ADM-08, ADM-09).

    Raises RecordUnknown, ProfessionalUnknown, NotEligible, AdministratorChosen.
    """
    try:
        return _decide(db, actor, record, professional, Act.APPOINT, Relation.appoint)
    except NotAuthorized:
        raise NotEligible from None


def remove_administrator(db: Database, actor: Actor, record: str, professional: str) -> Placed:
    """Take the status back (ADM-04). Raises RecordUnknown, ProfessionalUnknown."""
    return _decide(db, actor, record, professional, Act.REMOVE, Relation.remove_administrator)


def carry_out(session: Session, db: Database, outcome: Outcome, actor: Mapping[str, str]) -> tuple[Placed, Event]:
    """Give a change its place in the policy stream and commit it with its event."""
    place = lanes.take(session, db, lane_of(outcome.relation.record))
    event = announcements.relation_changed(outcome, place, actor)
    relations.save(session, db, outcome, place, event)
    return Placed(outcome.relation, place), event


def enter_in_history(session: Session, db: Database, event: Event) -> None:
    """Add an act to the history in the transaction that does it. Raises DirectoryBehind."""
    act = act_of(
        event,
        lambda sought: projections.professional(db, sought, session),
        lambda sought: projections.organisation(db, sought, session),
    )
    if act:
        history.append(session, db, act)


def _decide(
    db: Database,
    actor: Actor,
    record: str,
    professional: str,
    act: Act,
    transition: Callable[[Relation, Author, datetime], Outcome],
) -> Placed:
    at, by = clock.now(), Author(actor.id, actor.role)

    def work(session: Session) -> Placed:
        # Within the transaction: an administrator who is removed at this very moment decides nothing any more.
        require(db, actor, record, act, professional, session)
        held = relations.load(db, record, professional, session)
        if held is None:
            raise ProfessionalUnknown
        if act is Act.APPOINT:
            _check_may_be_appointed(session, db, record, professional)
        outcome = transition(held.relation, by, at)
        if outcome.fact is None:
            return held
        placed, event = carry_out(session, db, outcome, actor.as_event())
        if actor.record != record:  # a child's: the other representative sees who decided (C-34); or ADM-11
            enter_in_history(session, db, event)
        return placed

    return transaction(db, work)


def _check_may_be_appointed(session: Session, db: Database, record: str, professional: str) -> None:
    others = [each for each in relations.administrators(db, record, session) if each != professional]
    if len(others) >= MAX_ADMINISTRATORS:
        raise AdministratorChosen
    if not accesses.counts(db, record, professional, session):
        raise NotEligible
