"""ITI-67: the parameters of a search for DocumentReferences, as the search of the house."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time
from typing import Any, NamedTuple

from services.documents import errors
from services.documents.store.listing import Sought


class Days(NamedTuple):
    """First and last day asked for, None where open."""

    first: date | None = None
    last: date | None = None


def sought_in(query: Mapping[str, Any]) -> Sought:
    """What `type` (code, or system|code), `date` (of the deposit) and `period` (the act) ask for. Days are of UTC.

    Raises InvalidRequest for a day that no calendar has.
    """
    act, deposit = (_days(name, query.get(name, ())) for name in ("period", "date"))
    return Sought(
        types=frozenset({query["type"].rpartition("|")[2]}) if "type" in query else None,
        since=None if act.first is None else act.first.isoformat(),
        until=None if act.last is None else act.last.isoformat(),
        deposited_since=None if deposit.first is None else datetime.combine(deposit.first, time.min, UTC),
        deposited_until=None if deposit.last is None else datetime.combine(deposit.last, time.max, UTC),
    )


def _days(name: str, told: Iterable[str]) -> Days:
    """Of `ge`, `le` or a day alone, each at most once or narrowed by the last."""
    days = Days()
    for each in told:
        prefix, day = (each[:2], each[2:]) if each[0].isalpha() else ("eq", each)
        try:
            meant = date.fromisoformat(day)
        except ValueError:
            raise errors.InvalidRequest(**{name: "Cette date n'existe pas."}) from None
        days = Days(meant if prefix != "le" else days.first, meant if prefix != "ge" else days.last)
    return days
