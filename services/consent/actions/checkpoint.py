"""Publishing the heads of the histories: once a period, and when an operator asks for it (HIS-07)."""

from datetime import datetime

from chassis import clock
from services.consent.domain import checkpoint as form
from services.consent.domain.checkpoint import Checkpoint
from services.consent.signing import HistorySigner
from services.consent.store import Database, checkpoints


def publish_when_due(
    db: Database, signer: HistorySigner, issuer: str, now: datetime, every_s: float
) -> Checkpoint | None:
    """Publish a checkpoint if a period has begun since the last; None otherwise.

    A period without any act has one too: silence is then known to be silence.
    """
    last = checkpoints.last(db)
    if not form.is_due(now.timestamp(), last[1].timestamp() if last else None, every_s):
        return None
    return publish(db, signer, issuer, now)


def publish(db: Database, signer: HistorySigner, issuer: str, now: datetime) -> Checkpoint | None:
    """Publish what has grown since the last checkpoint; None when another process was faster.

    Killed half-way it publishes the same heads again under the next number, which says the same.
    """
    last = checkpoints.last(db)
    number, previous = (last[0].number + 1, last[0].digest) if last else (1, form.ORIGIN)
    grown = list(checkpoints.grown_chains(db))
    contents = form.files(grown, number)
    signed = signer.sign(form.claims(number, issuer, int(now.timestamp()), previous, contents))
    made = Checkpoint(number, clock.rfc3339(now), signed)
    if not checkpoints.publish(db, made, now, signer.public_jwk, contents):
        return None
    checkpoints.mark_published(db, grown)
    return made
