"""Add, change and remove entries; say that there is nothing to declare. Each is one journaled write, with its event."""

from collections.abc import Callable
from typing import NamedTuple, TypeVar

from chassis import ids
from chassis.auth import Actor
from chassis.clock import rfc3339
from chassis.events import Event
from services.profile import announcements, errors
from services.profile.domain import entries
from services.profile.domain.decision import Person, Professional, may_alter
from services.profile.domain.entries import Author, AuthorKind, Content, Entry
from services.profile.domain.profile import Full, NoSuchEntry, NotEmpty, Outdated, Profile
from services.profile.domain.sections import SECTIONS, Code
from services.profile.gate import Entered
from services.profile.parts import Parts
from services.profile.store import profiles

_TRIES = 5

T = TypeVar("T")


class Edit(NamedTuple):
    """Who edits which section of whose profile."""

    actor: Actor
    record: str
    code: Code


def add_entry(parts: Parts, edit: Edit, content: Content, intention: str) -> tuple[Entered, Entry]:
    """Add an entry once for the idempotency key `intention`; asked again, gives back the entry of the first time.

    Raises InvalidRequest, ReadOnly, SectionFull, Busy and the gate's problems.
    """
    entered = _to_write(parts, edit)
    _check(parts, edit.code, content)
    fresh = Entry(ids.new("ent"), content, _author(entered), rfc3339(entered.at), intention)

    def change(before: Profile) -> tuple[Profile, Entry]:
        meant = before.meant(edit.code, fresh.author.id, intention)
        return (before, meant) if meant is not None else (before.added(edit.code, fresh), fresh)

    event = announcements.entry_event("ProfileEntryAdded", edit.actor, entered, edit.code, fresh.id)
    return entered, _write(parts, edit.record, change, event)


def change_entry(parts: Parts, edit: Edit, name: str, version: int, content: Content) -> tuple[Entered, Entry]:
    """Replace what an entry says. Raises VersionChanged, InvalidRequest, ReadOnly, Busy and the gate's problems."""
    entered = _to_alter(parts, edit, name)
    _check(parts, edit.code, content)

    def change(before: Profile) -> tuple[Profile, Entry]:
        after = before.changed(edit.code, name, version, content, rfc3339(entered.at))
        return after, after.entry(edit.code, name)

    event = announcements.entry_event("ProfileEntryChanged", edit.actor, entered, edit.code, name)
    return entered, _write(parts, edit.record, change, event)


def remove_entry(parts: Parts, edit: Edit, name: str) -> None:
    """Remove an entry. Raises NotFound, ReadOnly, Busy and the gate's problems."""
    entered = _to_alter(parts, edit, name)
    event = announcements.entry_event("ProfileEntryRemoved", edit.actor, entered, edit.code, name)
    _write(parts, edit.record, lambda before: (before.removed(edit.code, name), None), event)


def declare_nothing(parts: Parts, edit: Edit, nothing: bool) -> tuple[Entered, Profile]:
    """Say that there is nothing to declare in a section, or take it back.

    Raises SectionNotEmpty, Busy and the gate's problems.
    """
    entered = _to_write(parts, edit)

    def change(before: Profile) -> tuple[Profile, Profile]:
        if before.section(edit.code).nothing == nothing:
            return before, before
        after = before.declared(edit.code, nothing)
        return after, after

    event = announcements.section_declared(edit.actor, entered, edit.code, nothing)
    return entered, _write(parts, edit.record, change, event)


def _to_write(parts: Parts, edit: Edit) -> Entered:
    entered = parts.gate.enter(edit.actor, edit.record)
    if edit.code not in entered.rights.writes:
        raise errors.ReadOnly
    return entered


def _to_alter(parts: Parts, edit: Edit, name: str) -> Entered:
    entered = parts.gate.enter(edit.actor, edit.record)
    if edit.code not in entered.rights.reads:
        raise errors.NotFound
    try:
        held = parts.vault.load(edit.record).entry(edit.code, name)
    except (NoSuchEntry, profiles.Erased):
        raise errors.NotFound from None
    if not may_alter(entered.viewer, entered.rights, edit.code, held.author.id):
        raise errors.ReadOnly
    return entered


def _check(parts: Parts, code: Code, content: Content) -> None:
    if faults := entries.faults(SECTIONS[code], content, parts.clock().date()):
        raise errors.InvalidRequest(faults)


def _write(parts: Parts, record: str, change: Callable[[Profile], tuple[Profile, T]], event: Event) -> T:
    """Apply `change` to the profile as it stands, again when somebody else wrote meanwhile."""
    try:
        for _ in range(_TRIES):
            before = parts.vault.load(record)
            after, result = change(before)
            if after is before or parts.vault.save(before, after, event):
                return result
    except (NoSuchEntry, profiles.Erased):
        raise errors.NotFound from None
    except Outdated:
        raise errors.VersionChanged from None
    except Full:
        raise errors.SectionFull from None
    except NotEmpty:
        raise errors.SectionNotEmpty from None
    raise errors.Busy


def _author(entered: Entered) -> Author:
    if isinstance(entered.viewer, Professional):
        return Author(AuthorKind.PROFESSIONAL, entered.viewer.id, entered.name)
    assert isinstance(entered.viewer, Person)
    kind = AuthorKind.REPRESENTATIVE if entered.viewer.representative else AuthorKind.PATIENT
    return Author(kind, entered.viewer.id)
