"""Differences between versions, versions made from others, and the column of a professional: two services, one rule."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enforcement.grid import Practice
from services.consent.actions.grid import DELIVERED
from services.consent.domain import grid as told
from services.consent.domain.grid import GridRefused, column_of, read_grid
from services.consent.domain.grid_change import Cell, difference, with_cells
from tests.unit.enforcement import grids

CONTENT: dict[str, Any] = json.loads(DELIVERED.read_text(encoding="utf-8"))
GRID = read_grid(CONTENT)
TYPES = [row.type for row in GRID.rows]
COLUMNS = [column.id for column in GRID.columns]
PROFESSIONS = sorted({code for column in (*GRID.columns, *GRID.outside) for code in column.profession_codes})
SPECIALTIES = [
    None,
    "SM54",
    *sorted({code for column in (*GRID.columns, *GRID.outside) for code in column.specialty_codes}),
]
ROLES = sorted({code for column in GRID.columns for code in column.role_codes})
ACTIVITIES = sorted({code for column in GRID.columns for code in column.activity_codes})
cells = st.dictionaries(
    st.builds(Cell, st.sampled_from(TYPES), st.sampled_from(COLUMNS)), st.booleans(), min_size=1, max_size=20
)


@pytest.mark.feature("GRD-07")
@given(cells)
def test_what_was_asked_is_what_differs_and_nothing_else(asked: dict[Cell, bool]) -> None:
    held = {Cell(row.type, column) for row in GRID.rows for column in row.allowed}
    after = read_grid(with_cells(CONTENT, asked, name="2030-01-01", effective="2030-01-01", source="test"))
    found = difference(GRID, after)
    assert set(found.opened) == {cell for cell, allowed in asked.items() if allowed and cell not in held}
    assert set(found.closed) == {cell for cell, allowed in asked.items() if not allowed and cell in held}
    assert (found.types_added, found.types_removed, found.columns_changed) == ((), (), ())
    back = difference(after, GRID)
    assert (back.opened, back.closed) == (found.closed, found.opened)


def test_a_cell_of_nowhere_is_refused() -> None:
    with pytest.raises(GridRefused):
        with_cells(CONTENT, {Cell("nothing", "MEDECIN"): True}, name="x")
    with pytest.raises(GridRefused):
        with_cells(CONTENT, {Cell(TYPES[0], "MEDECIN_DU_TRAVAIL"): True}, name="x")


@pytest.mark.feature("GRD-02", "GRD-05")
@given(
    st.sampled_from([*PROFESSIONS, "G15_00"]),
    st.sampled_from(SPECIALTIES),
    st.frozensets(st.sampled_from(ROLES), max_size=2),
    st.frozensets(st.sampled_from(ACTIVITIES), max_size=2),
)
def test_both_services_place_every_professional_in_the_same_column(
    profession: str, specialty: str | None, roles: frozenset[str], activities: frozenset[str]
) -> None:
    here = column_of(GRID, told.Practice(profession, specialty, roles, activities))
    there = grids.grid().column_of(Practice(profession, specialty, roles, activities))
    assert (here.id if here else None) == there
