"""On whose record an account may act: the one place that says so."""

from chassis.auth import Actor
from services.consent import clock
from services.consent.errors import RecordUnknown
from services.consent.store import Db, representations


def may_act_for(db: Db, actor: Actor, record: str) -> bool:
    """Tell whether a patient acts on their own record, or on that of a child they represent (MIN-13, ACC-13).

    Asked anew each time, and the right ends at majority here, whoever is late to say so (MIN-23).
    """
    if actor.role != "patient":
        return False
    if actor.record == record:
        return True
    until = representations.until(db, record, actor.id)
    return until is not None and clock.now() < until


def require_may_act_for(db: Db, actor: Actor, record: str) -> None:
    """Let the person and those who represent them pass; for others the record does not exist. Raises RecordUnknown."""
    if not may_act_for(db, actor, record):
        raise RecordUnknown
