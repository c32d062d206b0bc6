"""On whose record an account may act: the one place that says so."""

from chassis.auth import Actor
from services.consent.errors import RecordUnknown


def require_may_act_for(actor: Actor, record: str) -> None:
    """Let a patient act on their own record; any other record does not exist for them. Raises RecordUnknown."""
    if actor.role != "patient" or actor.record != record:
        raise RecordUnknown
