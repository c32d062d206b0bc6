"""The page by which a person reads what they took away: no script, nothing from elsewhere, opened from a disk."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from chassis.clock import FRANCE

_MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
    "décembre",
)  # fmt: skip

_templates = Environment(
    loader=FileSystemLoader(Path(__file__).parent),
    autoescape=select_autoescape(enabled_extensions=("html.j2",), default=False),
    undefined=StrictUndefined,
    auto_reload=False,
)


@dataclass(frozen=True, slots=True)
class Line:
    """One document on the page; `file` is its name in the archive, None when its bytes could not be read."""

    title: str
    type_label: str
    section: str
    document_date: date
    depositor: str
    deposited_at: datetime
    size: int
    hidden: bool
    replaced: bool
    file: str | None


def page(
    lines: Sequence[Line], given: Mapping[str, Mapping[str, Any]], at: datetime, former: Sequence[str] = ()
) -> str:
    """The page, in French; documents by section, in the order given. `given`: what each service gave.

    `former`: files of spaces left before.
    """
    sections: dict[str, list[Line]] = {}
    for line in lines:
        sections.setdefault(line.section or "Autres documents", []).append(line)
    return _templates.get_template("page.html.j2").render(
        sections=sections,
        count=len(lines),
        identity=given["identity"],
        relations=given["consent"].get("relations", []),
        history=given["consent"].get("history", []),
        conversations=given["messaging"].get("conversations", []),
        notices=given["notifier"].get("notices", []),
        former=former,
        profile=given["profile"].get("sections", {}),
        made=moment(at),
        day=day,
        moment=moment,
        size=size,
    )


def day(value: date | str) -> str:
    """« 3 mars 2026 »."""
    told = date.fromisoformat(value) if isinstance(value, str) else value
    return f"{'1er' if told.day == 1 else told.day} {_MONTHS[told.month - 1]} {told.year}"


def moment(value: datetime | str) -> str:
    """« 3 mars 2026 à 14 h 05 », in Paris."""
    told = datetime.fromisoformat(value) if isinstance(value, str) else value
    local = told.astimezone(FRANCE)
    return f"{day(local.date())} à {local.hour} h {local.minute:02}"


def size(count: int) -> str:
    """« 2,4 Mo »."""
    if count < 1_000_000:
        return f"{max(1, round(count / 1000))} ko"
    return f"{count / 1_000_000:.1f} Mo".replace(".", ",")
