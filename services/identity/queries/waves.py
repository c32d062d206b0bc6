"""The campaign as operators see it: waves and their figures, ready to be JSON."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from chassis import paging
from services.identity.domain.campaign import Origin, paris_day, state_of
from services.identity.domain.spaces import State
from services.identity.parts import Parts
from services.identity.store import access_counts, persons, waves
from services.identity.store.waves import FIGURES, Wave

# Enough to know that there is work for days; counting millions at each look would cost more than it tells.
COUNTED_UP_TO = 100_000


def wave_view(parts: Parts, wave: Wave, now: datetime) -> dict[str, Any]:
    """One wave with its figures by day."""
    return _view(wave, waves.days(parts.db, [wave.id])[wave.id], now)


def waves_page(
    parts: Parts, origin: Origin | None, after: tuple[str, str] | None, limit: int, now: datetime
) -> dict[str, Any]:
    """A page of waves of this origin (of any when None), the latest to start first."""
    found = waves.page(parts.db, origin, after, limit + 1)
    last = found[limit - 1] if len(found) > limit else None
    days = waves.days(parts.db, [wave.id for wave in found[:limit]])
    return {
        "items": [_view(wave, days[wave.id], now) for wave in found[:limit]],
        "next": last and paging.encode(last.plan.starts_on.isoformat(), last.id),
    }


def campaign_view(parts: Parts) -> dict[str, Any]:
    """All waves together, how many persons nobody wrote to yet, and who has access (OPS-12)."""
    waiting = persons.count_uninvited(parts.db, COUNTED_UP_TO)
    return {
        "totals": waves.totals(parts.db),
        "waiting": waiting,
        "waiting_is_more": waiting == COUNTED_UP_TO,
        "access": _access(parts),
    }


def _access(parts: Parts) -> dict[str, Any] | None:
    """People who have a space, whether they opened it or it was created without an answer, beside those who refused."""
    counted = access_counts.last(parts.db)
    if counted is None:
        return None
    activated, created = counted.by_state[State.ACTIVATED], counted.by_state[State.AUTO_CREATED]
    return {
        "counted_at": counted.at,
        "people": activated + created,
        "activated": activated,
        "opposed": counted.opposed,
    }


def _view(wave: Wave, days: Sequence[Mapping[str, Any]], now: datetime) -> dict[str, Any]:
    return {
        "id": wave.id,
        "name": wave.plan.name,
        "starts_on": wave.plan.starts_on.isoformat(),
        "ends_on": wave.plan.ends_on.isoformat(),
        "daily_volume": wave.plan.daily_volume,
        "scheme": wave.plan.scheme,
        "import": wave.plan.imported,
        "sender": wave.plan.sender and wave.plan.sender.value,
        "state": state_of(wave.plan, wave.paused, paris_day(now)).value,
        "resending": wave.resending,
        "etag": str(wave.revision),
        "totals": {name: sum(day[name] for day in days) for name in FIGURES},
        "days": days,
    }
