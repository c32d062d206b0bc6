"""The authorization grid: which kind of professional may read which type of document (GRD-01 to GRD-05).

The grid is data of an official source, kept by consent and received as an event; here is only how
it is read. Absent means no, in every direction: unknown profession, unknown type, missing cell.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

OTHER_PROFESSIONS = "99"
"""TRE_G15 « autres professions »: told apart by role or kind of activity (note (e) of the CNAM grid)."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the grid, and the directory codes that lead to it. Empty codes ask for nothing."""

    id: str
    profession_codes: frozenset[str]
    specialty_codes: frozenset[str] = frozenset()
    role_codes: frozenset[str] = frozenset()
    activity_codes: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Practice:
    """What a professional's directory entry says that the grid can use (PSS-01)."""

    profession_code: str
    specialty_code: str | None = None
    role_codes: frozenset[str] = frozenset()
    activity_codes: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Grid:
    """A version of the grid. `name` is its date of effect and is quoted by every decision."""

    name: str
    columns: tuple[Column, ...]
    readers: Mapping[str, frozenset[str]]
    """Column ids allowed, by type code."""
    readable: Mapping[str, frozenset[str]] = field(init=False, repr=False, compare=False)
    """Type codes allowed, by column id: the same cells the other way round."""

    def __post_init__(self) -> None:
        turned: dict[str, set[str]] = {}
        for type_code, columns in self.readers.items():
            for column in columns:
                turned.setdefault(column, set()).add(type_code)
        object.__setattr__(self, "readable", {column: frozenset(types) for column, types in turned.items()})

    def allows(self, type_code: str, column: str | None) -> bool:
        """Whether the cell exists and says yes."""
        return column is not None and column in self.readers.get(type_code, frozenset())

    def types_for(self, column: str | None) -> frozenset[str]:
        """Every type whose cell says yes in this column."""
        return frozenset() if column is None else self.readable.get(column, frozenset())

    def column_of(self, practice: Practice) -> str | None:
        """The column a professional reads with, or None.

        A column that names the specialty overrides one that names only the profession (C-27). Two
        columns that fit equally well give none: the grid does not say, so the answer is no.
        """
        fits = [(rank, column.id) for column in self.columns if (rank := _fit(column, practice)) is not None]
        if not fits:
            return None
        best = max(rank for rank, _ in fits)
        winners = [column for rank, column in fits if rank == best]
        return winners[0] if len(winners) == 1 else None


EMPTY = Grid(name="", columns=(), readers={})
"""Before any grid is known: nobody reads."""


def _fit(column: Column, practice: Practice) -> int | None:
    """How closely a column fits (greater is closer), None when it does not."""
    if practice.profession_code not in column.profession_codes:
        return None
    rank = 0
    if column.specialty_codes:
        if practice.specialty_code not in column.specialty_codes:
            return None
        rank += 2
    if practice.profession_code == OTHER_PROFESSIONS and (column.role_codes or column.activity_codes):
        told = column.role_codes & practice.role_codes or column.activity_codes & practice.activity_codes
        if not told:
            return None
        rank += 1
    return rank
