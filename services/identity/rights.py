"""On whose record an account may act: the one place of this service that says so (MIN-14)."""

from datetime import datetime

from chassis.auth import Actor
from services.identity.errors.closure import RecordUnknown
from services.identity.parts import Parts
from services.identity.store import families


def may_act_for(parts: Parts, actor: Actor, record: str, now: datetime) -> bool:
    """Tell whether a patient acts on their own record, or on that of a child they represent."""
    if actor.role != "patient":
        return False
    if actor.record == record:
        return True
    kept = families.of_child(parts.db, record)
    return kept is not None and kept.family.represented_by(actor.id, now)


def require_may_act_for(parts: Parts, actor: Actor, record: str, now: datetime) -> None:
    """Let the person and the child's representatives pass. Raises RecordUnknown."""
    if not may_act_for(parts, actor, record, now):
        raise RecordUnknown
