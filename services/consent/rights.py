"""On whose record an account may act: the one place that says so."""

from chassis import clock
from chassis.auth import Actor
from services.consent.domain.authority import Act, Hand, may
from services.consent.domain.record import is_open
from services.consent.domain.relation import State
from services.consent.errors import NotForAdministrator, OfficersOnly, RecordUnknown
from services.consent.store import Database, Session, projections, registers, relations, representations
from services.consent.store.registers import Register


def may_act_for(db: Database, actor: Actor, record: str) -> bool:
    """Tell whether a patient acts on their own record, or on that of a child they represent (MIN-13, ACC-13).

    Asked anew each time, and the right ends at majority here, whoever is late to say so (MIN-23).
    """
    if actor.role != "patient":
        return False
    if actor.record == record:
        return True
    until = representations.until(db, record, actor.id)
    return until is not None and clock.now() < until


def hand_of(db: Database, actor: Actor, record: str, session: Session | None = None) -> Hand | None:
    """As whom somebody acts on a record; None for strangers, to whom it does not exist.

    Nor does a record that is closed to any professional, whatever they were to it (CLO-06).
    """
    if actor.role == "patient":
        return Hand.PERSON if may_act_for(db, actor, record) else None
    held = relations.load(db, record, actor.id, session) if actor.role == "professional" else None
    if held is None or not is_open(projections.record_state(db, record, session)):
        return None
    administers = held.relation.administrator and held.relation.state is State.AUTHORIZED
    return Hand.ADMINISTRATOR if administers else Hand.PROFESSIONAL


def require(
    db: Database, actor: Actor, record: str, act: Act, on: str | None = None, session: Session | None = None
) -> None:
    """Let whoever may do this pass; `on` is the professional it concerns.

    Raises RecordUnknown to all whom the record does not concern, NotForAdministrator (ADM-10).
    """
    hand = hand_of(db, actor, record, session)
    if hand is not None and may(hand, act, on == actor.id):
        return
    raise NotForAdministrator if hand is Hand.ADMINISTRATOR else RecordUnknown


def require_may_act_for(db: Database, actor: Actor, record: str) -> None:
    """Let the person and those who represent them pass; for others the record does not exist. Raises RecordUnknown."""
    if not may_act_for(db, actor, record):
        raise RecordUnknown


def require_officer(db: Database, actor: Actor) -> None:
    """Let the doctors pass whom the operator named. Raises OfficersOnly."""
    if not registers.holds(db, Register.OFFICERS, actor.id):
        raise OfficersOnly
