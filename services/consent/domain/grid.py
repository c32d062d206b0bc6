"""The authorization grid: which column of professions may read which type of document (GRD-01 to GRD-07).

Absent means no. The mapping from professions to columns is data of the same file:
- a column takes the professionals whose profession code it lists;
- specialty_codes narrow it to those specialties, and win over a column without (C-27);
- a group in `outside` takes its professionals like a column, and no row may allow it: they read nothing;
- role_codes and activity_codes tell apart the holders of code 99 (other professions), and only them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

OTHER_PROFESSIONS = "99"


class GridFlaw(NamedTuple):
    """One thing wrong with a grid: a key of the flaws known, and what it is about."""

    kind: str
    about: str

    def __str__(self) -> str:
        return self.kind.format(self.about)


class GridRefused(Exception):
    """A grid that cannot be loaded; `flaws` says everything that is wrong with its content."""

    log_safe = True

    def __init__(self, *flaws: GridFlaw | str) -> None:
        self.flaws = [flaw for flaw in flaws if isinstance(flaw, GridFlaw)]
        super().__init__("; ".join(map(str, flaws)))


@dataclass(frozen=True)
class Column:
    """A group of professions of the grid."""

    id: str
    label: str
    profession_codes: tuple[str, ...]
    specialty_codes: tuple[str, ...]
    role_codes: tuple[str, ...]
    activity_codes: tuple[str, ...]


@dataclass(frozen=True)
class Row:
    """A type of document and the columns that may read it."""

    type: str
    label: str
    allowed: tuple[str, ...]


@dataclass(frozen=True)
class Grid:
    """One version of the grid, named by its date of effect."""

    name: str
    effective: date
    source: str
    columns: tuple[Column, ...]
    outside: tuple[Column, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Practice:
    """What a professional's directory entry says that the grid can use (PSS-01)."""

    profession_code: str
    specialty_code: str | None = None
    role_codes: frozenset[str] = frozenset()
    activity_codes: frozenset[str] = frozenset()


def column_of(grid: Grid, practice: Practice) -> Column | None:
    """The column, or the group outside, that takes a professional; None when none does, or two equally well (C-27).

    The same rule as where documents are decided: a test holds the two together.
    """
    ranked = [(rank, column) for column in (*grid.columns, *grid.outside) if (rank := _fit(column, practice)) >= 0]
    best = [column for rank, column in ranked if rank == max(each for each, _ in ranked)]
    return best[0] if len(best) == 1 else None


def _fit(column: Column, practice: Practice) -> int:
    """How closely a column fits; -1 when it does not."""
    if practice.profession_code not in column.profession_codes:
        return -1
    if column.specialty_codes and practice.specialty_code not in column.specialty_codes:
        return -1
    told_apart = practice.profession_code == OTHER_PROFESSIONS and (column.role_codes or column.activity_codes)
    held = practice.role_codes & set(column.role_codes) or practice.activity_codes & set(column.activity_codes)
    if told_apart and not held:
        return -1
    return 2 * bool(column.specialty_codes) + bool(told_apart)


def read_grid(content: Mapping[str, Any]) -> Grid:
    """The grid in a file's content. Raises GridRefused naming everything that is wrong with it."""
    try:
        grid = Grid(
            name=str(content["name"]),
            effective=date.fromisoformat(content["effective"]),
            source=str(content["source"]),
            columns=tuple(_column(raw) for raw in content["columns"]),
            outside=tuple(_column(raw) for raw in content.get("outside", [])),
            rows=tuple(Row(raw["type"], raw["label"], tuple(raw["allowed"])) for raw in content["rows"]),
        )
    except (KeyError, TypeError, ValueError) as wrong:
        raise GridRefused(GridFlaw("not a grid: {}", repr(wrong))) from wrong
    flaws = [*_repeated(grid), *_unknown_columns(grid), *_ambiguous(grid)]
    if flaws:
        raise GridRefused(*flaws)
    return grid


def _column(raw: Mapping[str, Any]) -> Column:
    codes = ("profession_codes", "specialty_codes", "role_codes", "activity_codes")
    return Column(raw["id"], raw["label"], *(tuple(raw[name]) for name in codes))


def _repeated(grid: Grid) -> Iterable[GridFlaw]:
    yield from (GridFlaw("type {} appears twice", code) for code in _twice(row.type for row in grid.rows))
    columns = (column.id for column in (*grid.columns, *grid.outside))
    yield from (GridFlaw("column {} appears twice", name) for name in _twice(columns))


def _unknown_columns(grid: Grid) -> Iterable[GridFlaw]:
    known = {column.id for column in grid.columns}
    # A column that was taken out is named by many rows, and is one thing to correct.
    unknown = dict.fromkeys(name for row in grid.rows for name in row.allowed if name not in known)
    yield from (GridFlaw("unknown column {}", name) for name in unknown)


def _ambiguous(grid: Grid) -> Iterable[GridFlaw]:
    """Two columns for one professional would make the answer depend on their order."""
    claims: list[str] = []
    for column in (*grid.columns, *grid.outside):
        for code in column.profession_codes:
            if code == OTHER_PROFESSIONS:
                claims += [f"{code} with role {role}" for role in column.role_codes]
                claims += [f"{code} with activity {activity}" for activity in column.activity_codes]
            else:
                claims += [f"{code} {specialty}".strip() for specialty in column.specialty_codes or ("",)]
    yield from (GridFlaw("profession {} belongs to two columns", claim) for claim in _twice(claims))


def _twice(names: Iterable[str]) -> list[str]:
    seen: set[str] = set()
    return [name for name in names if name in seen or seen.add(name)]  # type: ignore[func-returns-value]
