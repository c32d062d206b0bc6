"""Figures for the ministry (OPS-12): documents per month, by kind of depositor and type, and nobody in them. Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import NamedTuple

SMALLEST = 11
"""Counts below it are not told: the usual threshold of official statistics on health (1 to 10 persons)."""


class Counted(NamedTuple):
    """Documents counted: `depositor` is its kind, for an organisation the kind of the register."""

    depositor: str
    type: str
    number: int


@dataclass(frozen=True, slots=True)
class Figure:
    """One cell; `count` is None when it is too small to be told."""

    label: str
    count: int | None


@dataclass(frozen=True, slots=True)
class Figures:
    """A month. A total is told only if no suppressed cell could be computed from it."""

    month: str
    total: int | None
    by_depositor: list[Figure]
    by_type: list[Figure]


def figures_of(month: str, counted: Iterable[Counted]) -> Figures:
    """The figures of a month, small cells suppressed."""
    by_depositor: Counter[str] = Counter()
    by_type: Counter[str] = Counter()
    for each in counted:
        by_depositor[each.depositor] += each.number
        by_type[each.type] += each.number
    total = by_depositor.total()
    return Figures(month, total if total >= SMALLEST else None, _told(by_depositor), _told(by_type))


def _told(counts: Mapping[str, int]) -> list[Figure]:
    """Cells in order of size. With one cell suppressed the next smallest is too: a total would give it away."""
    ordered = sorted(counts.items(), key=lambda cell: (-cell[1], cell[0]))
    hidden = {label for label, count in ordered if count < SMALLEST}
    if len(hidden) == 1 and len(ordered) > 1:
        hidden.add(next(label for label, _ in reversed(ordered) if label not in hidden))
    return [Figure(label, None if label in hidden else count) for label, count in ordered]


def bounds(month: str) -> tuple[datetime, datetime]:
    """First moment of a month (YYYY-MM) and of the next, UTC. Raises ValueError."""
    first = datetime.strptime(month, "%Y-%m").replace(tzinfo=UTC)
    year, following = divmod(first.month, 12)
    return first, first.replace(year=first.year + year, month=following + 1)
