"""What operators read of revocations: how fast they hold everywhere, and which enforcement point is behind."""

from datetime import timedelta
from typing import Any

from chassis import clock
from services.consent.domain.policy import LANES, Mark
from services.consent.settings import ConsentSettings
from services.consent.store import Database, lanes, revocations

View = dict[str, Any]

PERIODS = {"hour": timedelta(hours=1), "day": timedelta(days=1), "month": timedelta(days=30)}


def show_figures(db: Database, settings: ConsentSettings) -> View:
    """Acknowledgements of the last hour, day and month, and how far each point has come at this moment."""
    return {
        "periods": [_period(db, name, length) for name, length in PERIODS.items()],
        "points": [{"point": point, "behind": _behind(db, point)} for point in settings.enforcement_points],
    }


def _period(db: Database, name: str, length: timedelta) -> View:
    waited, spreading = revocations.since(db, clock.now() - length)
    return {
        "period": name,
        "acknowledged": len(waited),
        "spreading": spreading,
        "p50_ms": percentile(waited, 0.5),
        "p99_ms": percentile(waited, 0.99),
        "longest_ms": waited[-1] if waited else None,
    }


def percentile(ascending: list[float], share: float) -> float | None:
    """The smallest value that at least this share of them does not exceed; None of nothing."""
    if not ascending:
        return None
    return ascending[max(0, -int(-len(ascending) * share // 1) - 1)]


def _behind(db: Database, point: str) -> int:
    """Changes that a point has not applied yet, over all lanes."""
    behind = 0
    for lane in range(LANES):
        said, applied = lanes.last_number(db, lane), lanes.marks(db, lane, [point]).get(point, Mark(0, 0))
        behind += max(0, said.number - (applied.number if applied.epoch == said.epoch else 0))
    return behind
