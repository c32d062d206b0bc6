"""Who reads and writes which sections of a profile. The one place where it is decided.

The order of the steps is the rule (PRO-17, PRO-19, C-28), the same as the vault's where both have the step:

1. a person enters their own record, a representative the record they act for, unless it is shut; they read and
   write everything there;
2. a professional enters only an open record, with which they have a relation, that is not blocked;
3. care or an emergency that runs at that very moment lets them read, having deposited something does not;
4. the grid says which sections: each has its row, absent means no (GRD-05);
5. they write only in the sections made for it, of those they read, and never on the ground of an emergency (EMG-06).
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from enforcement.grid import Grid
from enforcement.record import OPEN_TO_PROFESSIONALS, SHUT_TO_PERSON, RecordState
from enforcement.relation import Ground, Relation, RelationState
from services.profile.domain.sections import SECTIONS, Code


class Refused(StrEnum):
    """Why somebody may not be here at all."""

    OTHER_RECORD = "other-record"
    RECORD_SHUT = "record-shut"
    NO_RELATION = "no-relation"
    BLOCKED = "blocked"
    NOT_AUTHORIZED = "not-authorized"
    GRID_REFUSES = "grid-refuses"


@dataclass(frozen=True, slots=True)
class Person:
    """Someone on the patient's side. `record` is the one they may act in, their own or that of a child (MIN-13)."""

    id: str
    record: str | None
    representative: bool = False


@dataclass(frozen=True, slots=True)
class Professional:
    """A professional, with the column of the grid that their directory entry leads to."""

    id: str
    column: str | None


Viewer = Person | Professional


@dataclass(frozen=True, slots=True)
class Rights:
    """Sections that the viewer reads, and those of them they may write in."""

    reads: frozenset[Code]
    writes: frozenset[Code]
    ground: Ground | None = None
    """None on the patient's side."""


_EVERYTHING = Rights(frozenset(SECTIONS), frozenset(SECTIONS))


def decide(
    viewer: Viewer, record: str, state: RecordState | None, relation: Relation | None, grid: Grid, at: datetime
) -> Rights | Refused:
    """What `viewer` may do in the profile of `record` at the moment `at`, or why nothing."""
    if isinstance(viewer, Person):
        if viewer.record != record:
            return Refused.OTHER_RECORD
        return Refused.RECORD_SHUT if state in SHUT_TO_PERSON else _EVERYTHING
    if state not in OPEN_TO_PROFESSIONALS:
        return Refused.RECORD_SHUT
    if relation is None:
        return Refused.NO_RELATION
    if relation.state is RelationState.BLOCKED:
        return Refused.BLOCKED
    ground = relation.ground(at)
    if ground is None:
        return Refused.NOT_AUTHORIZED
    reads = frozenset(code for code, section in SECTIONS.items() if grid.allows(section.row, viewer.column))
    if not reads:
        return Refused.GRID_REFUSES
    writes = frozenset(code for code in reads if SECTIONS[code].by_professionals and ground is Ground.CARE)
    return Rights(reads, writes, ground)


def may_alter(viewer: Viewer, rights: Rights, code: Code, author: str) -> bool:
    """Whether the viewer may change or remove an entry: the person any, a professional their own (PRO-18)."""
    return code in rights.writes and (isinstance(viewer, Person) or viewer.id == author)
