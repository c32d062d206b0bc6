"""The work that timers and the command line share: imports go on from where they stand, whoever began them."""

from datetime import datetime

from services.identity.actions.attachments import carry_out_next
from services.identity.actions.imports import take_in_chunk
from services.identity.actions.invite import invite_imported
from services.identity.parts import Parts
from services.identity.store import imports


def advance_imports(parts: Parts, holder: str, now: datetime, only: str | None = None) -> bool:
    """Do one chunk of the oldest import that has work left; False when there is none to do.

    `holder` names this process: it keeps the imports it has claimed until it dies or they end.
    """
    job = imports.claim(parts.db, holder, now, only)
    if job is None:
        return False
    try:
        if job.state == "running":
            take_in_chunk(parts, job, now)
        elif job.withdrawals.are_decided:
            carry_out_next(parts, job, now)
        else:
            invite_imported(parts, job, now)
    except Exception:
        # Whatever it is, imports behind this one do not wait for its end.
        imports.put_off(parts.db, job, now)
        raise
    return True
