"""Waiting until every enforcement point has applied a change (ACC-10)."""

import time
from collections.abc import Callable, Sequence

from services.consent.domain.policy import Place, applied_everywhere
from services.consent.store import Database, lanes

FIRST_PAUSE_S = 0.005
LONGEST_PAUSE_S = 0.02


def wait_for_points(
    db: Database,
    place: Place | None,
    points: Sequence[str],
    longest_s: float,
    clock: Callable[[], float] = time.monotonic,
    sleep: Callable[[float], None] = time.sleep,
) -> float | None:
    """Milliseconds until every point had applied `place`; None when that takes longer than `longest_s`.

    Without a place nothing was decided, and there is nothing to wait for.

    One read by key every 5 to 20 ms: a change stream per waiting request would cost the database more.
    """
    if place is None:
        return 0.0
    began, pause = clock(), FIRST_PAUSE_S
    while True:
        if applied_everywhere(place, points, lanes.marks(db, place.lane, points)):
            return round((clock() - began) * 1000, 1)
        if clock() - began + pause > longest_s:
            return None
        sleep(pause)
        pause = min(pause * 1.25, LONGEST_PAUSE_S)
