"""A history as people take it away: a table (CSV) and a document (PDF). The only importer of typst here."""

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path

import typst

from chassis import clock
from services.consent.domain.history import Entry
from services.consent.words import ACTIONS, CAPACITIES, GROUNDS

COLUMNS = (
    "Date", "Heure", "Qui", "Profession", "Structure", "Action", "Sur quoi", "Identifiant", "Qualité",
    "Motif", "Grille", "Empreinte",
)  # fmt: skip
_TEMPLATE = Path(__file__).parent / "templates" / "history.typ"
_BYTE_ORDER_MARK = "\ufeff"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")

Label = Callable[[Mapping[str, str | None] | None], str | None]
"""What an act was done to, in words."""


def as_csv(entries: Iterable[Entry], label: Label) -> Iterator[str]:
    """The table, line by line, as French spreadsheets read it: semicolons, UTF-8 with its mark, CRLF."""
    yield _BYTE_ORDER_MARK + _csv_line(COLUMNS)
    for entry in entries:
        yield _csv_line(_cells(entry, label))


def as_pdf(entries: Sequence[Entry], label: Label) -> bytes:
    """The document: one table on as many pages as it takes."""
    words = {"written": _day_and_time(clock.now())[0], "rows": [_printed(entry, label) for entry in entries]}
    made = typst.compile(_TEMPLATE, format="pdf", sys_inputs={"history": json.dumps(words)}, ignore_system_fonts=True)
    assert isinstance(made, bytes)
    return made


def _cells(entry: Entry, label: Label) -> tuple[str, ...]:
    act = entry.act
    day, time = _day_and_time(datetime.fromisoformat(act.at))
    return (
        day,
        time,
        act.actor.display_name,
        act.actor.profession or "",
        act.actor.structure or "",
        ACTIONS.get(act.action, act.action),
        label(act.object) or "",
        (act.object or {}).get("id") or "",
        CAPACITIES.get(act.capacity, act.capacity),
        GROUNDS.get(act.ground or "", act.ground or ""),
        act.grid or "",
        entry.hash,
    )


def _printed(entry: Entry, label: Label) -> list[str]:
    day, time, name, profession, structure, action, what, _, capacity, ground, _, digest = _cells(entry, label)
    who = "\n".join(part for part in (profession, structure) if part)
    how = "\n".join(part for part in (what, " · ".join(part for part in (capacity, ground) if part)) if part)
    return [f"{day}\n{time}", name, who, action, how, digest[:16]]


def _csv_line(cells: Iterable[str]) -> str:
    line = io.StringIO()
    # A name that a spreadsheet would take for a formula is shown as text.
    safe = [f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in cells]
    csv.writer(line, delimiter=";").writerow(safe)
    return line.getvalue()


def _day_and_time(moment: datetime) -> tuple[str, str]:
    there = moment.astimezone(clock.FRANCE)
    return f"{there:%d/%m/%Y}", f"{there:%H:%M:%S}"
