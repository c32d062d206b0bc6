"""What is told of a decision that takes a right away, or gives it back: whether it holds everywhere, and how soon."""

from prometheus_client import Counter, Histogram

from chassis import clock
from services.consent.actions.acknowledgement import wait_for_points
from services.consent.domain.policy import Place
from services.consent.settings import ConsentSettings
from services.consent.store import Database, revocations

ACKNOWLEDGED = Histogram(
    "consent_block_acknowledged_seconds",
    "From the commit of a block or unblock until every enforcement point had applied it",
    buckets=(0.01, 0.02, 0.04, 0.08, 0.15, 0.3, 0.6, 1, 2),
)
SPREADING = Counter("consent_block_spreading", "Blocks and unblocks answered before every point had applied them")


def acknowledged_in_ms(db: Database, settings: ConsentSettings, place: Place | None) -> float | None:
    """Milliseconds until a decision held everywhere, kept among the figures; None while it is still spreading.

    Without a place nothing was decided: nothing is waited for, nor counted.
    """
    if place is None:
        return 0.0
    waited = wait_for_points(db, place, settings.enforcement_points, settings.acknowledgement_wait_s)
    revocations.note(db, clock.now(), waited)
    if waited is None:
        SPREADING.inc()
    else:
        ACKNOWLEDGED.observe(waited / 1000)
    return waited


def state_of(acknowledged_ms: float | None) -> str:
    """The word for it in an answer."""
    return "spreading" if acknowledged_ms is None else "effective"
