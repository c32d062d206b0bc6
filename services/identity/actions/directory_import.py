"""Import of the Annuaire Santé's extraction: who may act as a professional, doing what (PSS-01).

Run again at will: what is the same changes nothing. Only a file said to be complete makes anybody leave, and only
where that many departures are plausible; a professional whose lines were refused has not left.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import islice
from typing import IO

from chassis import mongo
from services.identity.actions.directory import restate
from services.identity.actions.sessions import end_all_sessions
from services.identity.domain.directory_lines import (
    LINE_MAX,
    Activity,
    Layout,
    read_activity,
    read_header,
    rpps_of,
)
from services.identity.domain.insured import LineRefused
from services.identity.domain.losses import are_plausible
from services.identity.domain.practices import directory_entry
from services.identity.domain.professionals import luhn_holds
from services.identity.keyring import new_id
from services.identity.parts import Parts
from services.identity.store import ClientSession, accounts, directory_lines, professionals
from services.identity.store.professionals import Professional

PROFESSIONALS_AT_ONCE = 200

Report = Callable[[int, LineRefused], None]
_Told = tuple[str, Sequence[Activity]]


class DeparturesRefused(Exception):
    """Too many would leave for the file to be believed complete; nobody has."""

    def __init__(self, gone: int, listed: int) -> None:
        self.gone, self.listed = gone, listed
        super().__init__(f"{gone} of {listed}")


def import_extraction(parts: Parts, content: IO[bytes], report: Report, now: datetime) -> tuple[str, Counter[str]]:
    """Write the directory from an extraction; the import's id and what became of lines and professionals.

    `report` hears each refused line by number. Raises HeaderRefused before anything is written.
    """
    import_id, counts = new_id("imp"), Counter[str]()
    layout = read_header(content.readline(LINE_MAX))
    try:
        _put_aside(parts, import_id, layout, content, (report, counts), now)
        told = directory_lines.by_professional(parts.db, import_id)
        while together := list(islice(told, PROFESSIONALS_AT_ONCE)):
            counts.update(_write(parts, import_id, together))
    finally:
        directory_lines.drop(parts.db, import_id)
    return import_id, counts


def delist_departed(parts: Parts, import_id: str, believe: bool, now: datetime) -> int:
    """Delist those whom earlier extractions listed and this complete one does not; how many.

    Their entry stays, no longer active: histories name them. Their sessions end, their account sleeps until they are
    listed again. Raises DeparturesRefused unless the number is plausible or the operator says to `believe` it.
    """
    gone, listed = professionals.departed_count(parts.db, import_id), professionals.listed_count(parts.db)
    if not believe and not are_plausible(gone, listed):
        raise DeparturesRefused(gone, listed)
    left = 0
    while together := professionals.departed(parts.db, import_id, PROFESSIONALS_AT_ONCE):
        _delist(parts, together, now)
        left += len(together)
    return left


def _put_aside(
    parts: Parts,
    import_id: str,
    layout: Layout,
    content: IO[bytes],
    said: tuple[Report, Counter[str]],
    now: datetime,
) -> None:
    report, counts = said
    lines = enumerate(_lines(content), start=2)
    while together := list(islice(lines, directory_lines.AT_ONCE)):
        read: list[Activity] = []
        seen: list[str] = []
        for number, raw in together:
            try:
                if raw.strip():
                    read.append(read_activity(layout, raw))
            except LineRefused as refused:
                counts["lines refused"] += 1
                report(number, refused)
                seen += filter(None, [rpps_of(layout, raw)])
        counts["lines"] += len(together)
        directory_lines.put(parts.db, import_id, read, seen, together[0][0], now)


def _lines(content: IO[bytes]) -> Iterator[bytes]:
    """Each line, one that is too long cut just beyond what may be read."""
    while raw := content.readline(LINE_MAX + 1):
        rest = raw
        while len(rest) > LINE_MAX and not rest.endswith(b"\n"):
            rest = content.readline(LINE_MAX + 1)
        yield raw


def _write(parts: Parts, import_id: str, together: Sequence[_Told]) -> Counter[str]:
    def work(session: ClientSession) -> Counter[str]:
        numbers = [rpps for rpps, _ in together]
        held = professionals.by_numbers(parts.db, session, numbers)
        counts = Counter[str]()
        for rpps, activities in together:
            if activities:
                counts[_list(parts, session, held.get(rpps), activities)] += 1
            if not luhn_holds(rpps):  # told, never refused: published numbers break the rule
                counts["doubtful keys"] += 1
        professionals.note_seen(parts.db, session, numbers, import_id)
        return counts

    return mongo.transaction(parts.db, work)


def _list(parts: Parts, session: ClientSession, known: Professional | None, activities: Sequence[Activity]) -> str:
    first = activities[0]
    entry = directory_entry(
        first.rpps,
        first.family_name,
        first.given_name,
        [activity.practice for activity in activities],
        known.entry.profession_code if known else None,
    )
    if known is not None and known.entry == entry:
        return "unchanged"
    listed = Professional(known.id if known else new_id("pro"), entry, (known.number if known else 0) + 1)
    professionals.save(parts.db, session, listed, restate(parts, listed))
    return "updated" if known else "created"


def _delist(parts: Parts, together: Iterable[Professional], now: datetime) -> None:
    def work(session: ClientSession) -> None:
        for held in together:
            left = replace(held, entry=replace(held.entry, active=False), number=held.number + 1)
            professionals.save(parts.db, session, left, restate(parts, left))
            if account := accounts.by_professional(parts.db, held.id, session):
                end_all_sessions(parts, session, account.id, now)

    mongo.transaction(parts.db, work)
