"""The difference between two versions of the grid, and a version made from another by naming cells. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from services.consent.domain.grid import Grid, GridRefused


class Cell(NamedTuple):
    """One profession group and one type of document."""

    type: str
    column: str


@dataclass(frozen=True)
class Difference:
    """What the later version opens and closes; a type or a column that only one of them has counts cell by cell."""

    opened: tuple[Cell, ...]
    closed: tuple[Cell, ...]
    types_added: tuple[str, ...]
    types_removed: tuple[str, ...]
    columns_changed: tuple[str, ...]
    """Columns whose professions, specialties, roles or activities are not the same, or that only one has."""


def difference(before: Grid, after: Grid) -> Difference:
    """From one version to another."""
    was, now = _cells(before), _cells(after)
    old_types, new_types = {row.type for row in before.rows}, {row.type for row in after.rows}
    old_columns = {column.id: column for column in (*before.columns, *before.outside)}
    new_columns = {column.id: column for column in (*after.columns, *after.outside)}
    changed = {name for name in old_columns | new_columns if old_columns.get(name) != new_columns.get(name)}
    return Difference(
        opened=tuple(sorted(now - was)),
        closed=tuple(sorted(was - now)),
        types_added=tuple(sorted(new_types - old_types)),
        types_removed=tuple(sorted(old_types - new_types)),
        columns_changed=tuple(sorted(changed)),
    )


def _cells(grid: Grid) -> set[Cell]:
    return {Cell(row.type, column) for row in grid.rows for column in row.allowed}


def with_cells(content: Mapping[str, Any], cells: Mapping[Cell, bool], **named: str) -> dict[str, Any]:
    """A version's content with these cells said anew, under another name, date and source.

    Raises GridRefused naming every cell of a type or column that the version does not have.
    """
    types, columns = {row["type"] for row in content["rows"]}, [column["id"] for column in content["columns"]]
    unknown = [cell for cell in cells if cell.type not in types or cell.column not in columns]
    if unknown:
        raise GridRefused(*(f"no cell {cell.type} {cell.column}" for cell in unknown))
    rows = [{**row, "allowed": _allowed(row["type"], row["allowed"], columns, cells)} for row in content["rows"]]
    return {**content, **named, "rows": rows}


def _allowed(type_: str, held: Iterable[str], columns: list[str], cells: Mapping[Cell, bool]) -> list[str]:
    before = set(held)
    return [column for column in columns if cells.get(Cell(type_, column), column in before)]
