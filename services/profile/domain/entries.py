"""What one entry says, and whether it makes sense in its section."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from services.profile.domain.sections import Section


class AuthorKind(StrEnum):
    """In which quality somebody wrote an entry (PRO-18)."""

    PATIENT = "patient"
    REPRESENTATIVE = "representative"
    PROFESSIONAL = "professional"


@dataclass(frozen=True, slots=True)
class Author:
    """Who wrote an entry; `name` as the directory had it, empty on the person's side."""

    kind: AuthorKind
    id: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Content:
    """`started_on` and `ended_on` are as exact as the person remembers: a year, a month or a day (ISO 8601)."""

    label: str
    detail: str | None = None
    started_on: str | None = None
    ended_on: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry in its place. `intention` is the idempotency key under which it was added."""

    id: str
    content: Content
    author: Author
    entered_at: str
    intention: str
    version: int = 1
    changed_at: str | None = None


def faults(section: Section, content: Content, today: date) -> Mapping[str, str]:
    """What is wrong with each field, in French; empty when the content makes sense in its section."""
    found: dict[str, str] = {}
    if not content.label.strip():
        found["label"] = "Écrivez de quoi il s'agit."
    for name in ("detail", "started_on", "ended_on"):
        value = getattr(content, name)
        if value is not None and name not in section.fields:
            found[name] = "Cette rubrique n'a pas ce renseignement."
        elif not (value or "").strip() and section.fields.get(name):
            found[name] = "Ce renseignement est nécessaire."
    for name in ("started_on", "ended_on"):
        value = getattr(content, name)
        if value is not None and not _exists(value):
            found[name] = "Cette date n'existe pas."
    if not found:
        found.update(_out_of_order(content, today))
    return found


def _out_of_order(content: Content, today: date) -> Mapping[str, str]:
    begun, ended = content.started_on, content.ended_on
    if begun is not None and begun > today.isoformat()[: len(begun)]:
        return {"started_on": "Cette date ne peut pas être dans le futur."}
    if begun is not None and ended is not None:
        compared = min(len(begun), len(ended))
        if ended[:compared] < begun[:compared]:
            return {"ended_on": "La fin ne peut pas précéder le début."}
    return {}


def _exists(partial: str) -> bool:
    try:
        date.fromisoformat(partial + "0000-01-01"[len(partial) :])
    except ValueError:
        return False
    return True
