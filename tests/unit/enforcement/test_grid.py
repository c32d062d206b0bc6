"""The way from a directory entry to a column of the real grid."""

import pytest

from enforcement.grid import EMPTY, Column, Grid, Practice
from tests.unit.enforcement import grids

GRID = grids.grid()


@pytest.mark.feature("GRD-02", "GRD-03", "PSS-01")
@pytest.mark.parametrize(
    ("practice", "column"),
    [
        (Practice("G15_10", "SM54"), "MEDECIN"),
        (Practice("G15_10", None), "MEDECIN"),
        (Practice("G15_21", "D"), "PHARMACIEN"),
        (Practice("G15_21", "G"), "PHARMACIEN_BIOLOGISTE"),
        (Practice("G15_60"), "INFIRMIER"),
        (Practice("G15_70"), "MASSEUR_KINE"),
        (Practice("99", role_codes=frozenset({"316"})), "PHARMACIEN"),
        (Practice("99", activity_codes=frozenset({"GENR08"})), "COORDINATION"),
        (Practice("41"), "ASSISTANT_SOCIAL"),
    ],
)
def test_profession_and_specialty_lead_to_a_column(practice: Practice, column: str) -> None:
    assert GRID.column_of(practice) == column


@pytest.mark.feature("GRD-05")
@pytest.mark.parametrize(
    "practice",
    [Practice("G15_31"), Practice("99"), Practice("99", activity_codes=frozenset({"GENR99"})), Practice("")],
)
def test_a_practice_that_the_grid_does_not_know_has_no_column(practice: Practice) -> None:
    assert GRID.column_of(practice) is None


@pytest.mark.feature("GRD-02")
def test_a_doctor_of_occupational_medicine_reads_nothing() -> None:
    column = GRID.column_of(Practice("G15_10", "SM25"))
    assert GRID.types_for(column) == frozenset()


@pytest.mark.feature("GRD-05")
def test_two_columns_that_fit_equally_well_give_none() -> None:
    twice = Grid("v", (Column("A", frozenset({"x"})), Column("B", frozenset({"x"}))), {"t": frozenset({"A", "B"})})
    assert twice.column_of(Practice("x")) is None


@pytest.mark.feature("GRD-05")
def test_before_any_grid_is_known_nobody_reads() -> None:
    assert not EMPTY.allows("11488-4", "MEDECIN")
    assert EMPTY.types_for("MEDECIN") == frozenset()
