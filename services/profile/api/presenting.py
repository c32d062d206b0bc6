"""A profile as its reader is told of it: nothing of the sections they do not read, not even that they exist."""

from typing import Any

from services.profile.domain.decision import Person, may_alter
from services.profile.domain.entries import AuthorKind, Entry
from services.profile.domain.profile import Profile
from services.profile.domain.sections import SECTIONS, Code
from services.profile.gate import Entered


def present(entered: Entered, profile: Profile) -> dict[str, Any]:
    """The JSON of a profile (`Profile` in the contract); how complete it is concerns the person alone."""
    shown = [present_section(entered, profile, code) for code in SECTIONS if code in entered.rights.reads]
    answered, total = profile.completion()
    completion = {"answered": answered, "total": total} if isinstance(entered.viewer, Person) else None
    return {"sections": shown, "completion": completion}


def present_section(entered: Entered, profile: Profile, code: Code) -> dict[str, Any]:
    """The JSON of a section; the latest entry comes first."""
    held = profile.section(code)
    return {
        "code": code.value,
        "nothing_to_declare": held.nothing,
        "writable": code in entered.rights.writes,
        "entries": [present_entry(entered, code, entry) for entry in reversed(held.entries)],
    }


def present_entry(entered: Entered, code: Code, entry: Entry) -> dict[str, Any]:
    """The JSON of an entry (PRO-18)."""
    content = entry.content
    return {
        "id": entry.id,
        "label": content.label,
        "detail": content.detail,
        "started_on": content.started_on,
        "ended_on": content.ended_on,
        "note": content.note,
        "author": {
            "kind": entry.author.kind.value,
            "display_name": _name(entered, entry),
            "mine": entry.author.id == entered.viewer.id,
        },
        "entered_at": entry.entered_at,
        "changed_at": entry.changed_at,
        "alterable": may_alter(entered.viewer, entered.rights, code, entry.author.id),
        "version": entry.version,
    }


def etag(entry: Entry) -> str:
    """The entity tag of this version."""
    return f'"{entry.version}"'


def _name(entered: Entered, entry: Entry) -> str:
    if entry.author.kind is AuthorKind.PROFESSIONAL:
        return entry.author.name
    if entry.author.id == entered.viewer.id:
        return "Vous"
    return "le représentant légal" if entry.author.kind is AuthorKind.REPRESENTATIVE else "le patient"
