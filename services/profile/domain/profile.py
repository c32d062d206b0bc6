"""A person's profile as a value: every change gives the profile after it. Plain rules, decided elsewhere who may."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from services.profile.domain.entries import Content, Entry
from services.profile.domain.sections import SECTIONS, Code

MOST_ENTRIES = 200
"""In one section: far more than anybody writes by hand, and a bound to what one profile weighs."""


class NoSuchEntry(Exception):
    """The section has no entry of this name."""


class Outdated(Exception):
    """The entry was changed since it was read."""


class Full(Exception):
    """The section holds as many entries as it can."""


class NotEmpty(Exception):
    """Nothing to declare, and entries below: one of the two is wrong, and the person has to say which."""


@dataclass(frozen=True, slots=True)
class Filled:
    """What a section holds. `nothing`: the person said that there is nothing to declare in it."""

    entries: tuple[Entry, ...] = ()
    nothing: bool = False

    @property
    def answered(self) -> bool:
        """Whether the person has said anything here, if only that there is nothing."""
        return self.nothing or bool(self.entries)


EMPTY = Filled()


@dataclass(frozen=True)
class Profile:
    """Sections that were ever written in; `number` counts the changes, 0 for a profile nobody wrote in yet."""

    record: str
    number: int = 0
    sections: Mapping[Code, Filled] = field(default_factory=dict)

    def section(self, code: Code) -> Filled:
        """What a section holds."""
        return self.sections.get(code, EMPTY)

    def completion(self) -> tuple[int, int]:
        """How many sections have an answer, of how many (NAV-06)."""
        return sum(self.section(code).answered for code in SECTIONS), len(SECTIONS)

    def added(self, code: Code, entry: Entry) -> "Profile":
        """With an entry more; what was declared empty no longer is. Raises Full."""
        held = self.section(code)
        if len(held.entries) >= MOST_ENTRIES:
            raise Full
        return self._having(code, Filled((*held.entries, entry)))

    def changed(self, code: Code, name: str, version: int, content: Content, at: str) -> "Profile":
        """With other content in an entry, which stays the work of who entered it. Raises NoSuchEntry, Outdated."""
        before = self.entry(code, name)
        if before.version != version:
            raise Outdated
        after = replace(before, content=content, version=version + 1, changed_at=at)
        held = self.section(code)
        return self._having(code, replace(held, entries=tuple(after if e is before else e for e in held.entries)))

    def removed(self, code: Code, name: str) -> "Profile":
        """Without an entry. Raises NoSuchEntry."""
        doomed, held = self.entry(code, name), self.section(code)
        return self._having(code, replace(held, entries=tuple(e for e in held.entries if e is not doomed)))

    def declared(self, code: Code, nothing: bool) -> "Profile":
        """With the person's word that there is nothing to declare, or without it. Raises NotEmpty."""
        held = self.section(code)
        if nothing and held.entries:
            raise NotEmpty
        return self._having(code, replace(held, nothing=nothing))

    def entry(self, code: Code, name: str) -> Entry:
        """One entry. Raises NoSuchEntry."""
        found = next((entry for entry in self.section(code).entries if entry.id == name), None)
        if found is None:
            raise NoSuchEntry
        return found

    def meant(self, code: Code, author: str, intention: str) -> Entry | None:
        """The entry that the same author added under the same idempotency key, if there is one."""
        entries = self.section(code).entries
        return next((each for each in entries if (each.author.id, each.intention) == (author, intention)), None)

    def _having(self, code: Code, filled: Filled) -> "Profile":
        return replace(self, number=self.number + 1, sections={**self.sections, code: filled})
