"""The delivered authorization grid, and what a grid file must hold."""

import json
from copy import deepcopy
from typing import Any

import pytest

from services.consent.actions.grid import DELIVERED, read_file
from services.consent.domain.grid import Grid, GridRefused, read_grid

# 20 types are for physicians alone: stated with the published matrix.
PHYSICIANS_ONLY = {
    "34875-5",
    "34120-6",
    "75496-0",
    "28653-4",
    "96349-6",
    "59283-2",
    "29274-8",
    "78341-5",
    "60280-5",
    "57057-2",
    "57075-4",
    "89235-6",
    "78489-2",
    "57055-6",
    "PRESC-AAT",
    "80771-9",
    "83869-8",
    "89601-9",
    "101881-1",
    "59284-0",
}
ALLOWED_ROWS = {
    "MEDECIN": 108,
    "PHARMACIEN_BIOLOGISTE": 78,
    "PHARMACIEN": 78,
    "CHIRURGIEN_DENTISTE": 74,
    "SAGE_FEMME": 75,
    "INFIRMIER": 78,
    "MASSEUR_KINE": 76,
    "PEDICURE_PODOLOGUE": 70,
    "ORTHOPHONISTE": 61,
    "ERGO_PSYCHOMOT_ORTHOPT_DIET": 49,
    "AUDIOPROTH_APPAREILLAGE": 19,
    "OPTICIEN": 12,
    "MANIP_ERM": 38,
    "COORDINATION": 34,
    "ASSISTANT_SOCIAL": 9,
    "MS_ADMINISTRATIF": 5,
    "MS_VIE_SOCIALE": 9,
    "MS_SOIN": 26,
    "MS_ENCADREMENT": 13,
}


@pytest.fixture
def grid() -> Grid:
    return read_file(DELIVERED)[0]


@pytest.fixture
def content() -> dict[str, Any]:
    return json.loads(DELIVERED.read_text())


@pytest.mark.feature("GRD-07")
def test_the_delivered_grid_is_the_published_one(grid: Grid) -> None:
    assert (len(grid.rows), len(grid.columns)) == (108, 19)
    counted = {column.id: sum(column.id in row.allowed for row in grid.rows) for column in grid.columns}
    assert counted == ALLOWED_ROWS
    assert sum(counted.values()) == 912


@pytest.mark.feature("GRD-03")
def test_some_types_are_for_physicians_alone(grid: Grid) -> None:
    assert {row.type for row in grid.rows if row.allowed == ("MEDECIN",)} == PHYSICIANS_ONLY


@pytest.mark.feature("GRD-03")
def test_doctor_nurse_physiotherapist_and_optician_do_not_see_the_same(grid: Grid) -> None:
    seen = {
        column: frozenset(row.type for row in grid.rows if column in row.allowed)
        for column in ("MEDECIN", "INFIRMIER", "MASSEUR_KINE", "OPTICIEN")
    }
    assert len(set(seen.values())) == 4


@pytest.mark.feature("GRD-02")
def test_a_specialty_column_overrides_its_profession(grid: Grid) -> None:
    columns = {column.id: column for column in grid.columns}
    biologist, pharmacist = columns["PHARMACIEN_BIOLOGISTE"], columns["PHARMACIEN"]
    assert set(biologist.profession_codes) <= set(pharmacist.profession_codes)
    assert "G" in biologist.specialty_codes
    assert not pharmacist.specialty_codes


def test_occupational_physicians_fall_outside_the_grid(grid: Grid) -> None:
    (outside,) = grid.outside
    assert (outside.profession_codes, outside.specialty_codes) == (("G15_10",), ("SM25", "C41", "CAPA11"))
    assert all(outside.id not in row.allowed for row in grid.rows)


def test_the_date_and_source_of_the_grid_are_said(grid: Grid) -> None:
    assert (grid.name, grid.effective.isoformat()) == ("2024-09-25", "2024-09-25")
    assert "CNAM" in grid.source
    assert len(grid.source) <= 500


def spoil_unknown_column(content: dict[str, Any]) -> None:
    content["rows"][0]["allowed"].append("MAGICIEN")


def spoil_type_twice(content: dict[str, Any]) -> None:
    content["rows"].append(content["rows"][0])


def spoil_column_twice(content: dict[str, Any]) -> None:
    content["columns"].append(content["columns"][0])


def spoil_profession_in_two_columns(content: dict[str, Any]) -> None:
    content["columns"][5]["profession_codes"].append("G15_10")


def spoil_role_in_two_columns(content: dict[str, Any]) -> None:
    content["columns"][13]["role_codes"].append("316")


def spoil_outside_allowed(content: dict[str, Any]) -> None:
    content["rows"][0]["allowed"].append("MEDECIN_DU_TRAVAIL")


def spoil_date(content: dict[str, Any]) -> None:
    content["effective"] = "soon"


def spoil_missing_rows(content: dict[str, Any]) -> None:
    del content["rows"]


SPOILERS = [
    (spoil_unknown_column, "unknown column MAGICIEN"),
    (spoil_type_twice, "appears twice"),
    (spoil_column_twice, "column MEDECIN appears twice"),
    (spoil_profession_in_two_columns, "profession G15_10 belongs to two columns"),
    (spoil_role_in_two_columns, "profession 99 with role 316 belongs to two columns"),
    (spoil_outside_allowed, "unknown column MEDECIN_DU_TRAVAIL"),
    (spoil_date, "not a grid"),
    (spoil_missing_rows, "not a grid"),
]


@pytest.mark.parametrize(("spoil", "said"), SPOILERS, ids=[spoil.__name__ for spoil, _ in SPOILERS])
def test_a_grid_that_does_not_hold_together_is_refused(content: dict[str, Any], spoil: Any, said: str) -> None:
    spoiled = deepcopy(content)
    spoil(spoiled)
    with pytest.raises(GridRefused, match=said):
        read_grid(spoiled)


def test_a_column_that_was_taken_out_is_one_flaw_however_many_rows_name_it(
    content: dict[str, Any],
) -> None:
    columns = [column for column in content["columns"] if column["id"] != "MEDECIN"]
    with pytest.raises(GridRefused) as refused:
        read_grid({**content, "columns": columns})
    assert [flaw.about for flaw in refused.value.flaws] == ["MEDECIN"]
