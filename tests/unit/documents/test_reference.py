"""The table of types that ships: official codes, classes and sections, and how a patient files."""

import copy
import json
from pathlib import Path
from typing import Any

import pytest

from services.documents.domain.reference import TableRefused, TypeTable, read_table
from tests.unit.enforcement import grids

FILE = Path(__file__).parents[3] / "services" / "documents" / "data" / "document_types.2024-09-27.json"


@pytest.fixture
def raw() -> dict[str, Any]:
    content: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    return content


@pytest.fixture
def table(raw: dict[str, Any]) -> TypeTable:
    return read_table(raw)


@pytest.mark.feature("DOC-31")
def test_every_type_of_the_official_set_has_a_class_and_a_section(raw: dict[str, Any], table: TypeTable) -> None:
    official = {entry["code"] for entry in raw["types"] if entry["in_dmp_value_set"]}
    assert len(official) == 107
    assert official <= table.types.keys()
    assert all(each.class_label and each.section in table.sections for each in table.types.values())
    assert table.version == "2024-09-27"
    assert "JDV_J07" in table.source


@pytest.mark.feature("GRD-07")
def test_every_type_that_the_grid_opens_can_be_deposited(table: TypeTable) -> None:
    assert set(grids.grid().readers) - table.types.keys() == {"DICOM-PROCEDURE"}


@pytest.mark.feature("DOC-16", "DOC-17", "DOC-18")
@pytest.mark.parametrize(
    ("section", "code"),
    [
        ("ORD_SOIN", "DOCPAT02"),
        ("BIOLOGIE", "DOCPAT05"),
        ("RADIO_SC", "DOCPAT04"),
        ("CERT_MED", "DOCPAT07"),
        ("CPT_REND", "DOCPAT03"),
        ("DOC_ADM", "DOCPAT09"),
        (None, "EXPPAT_2"),
    ],
)
def test_a_patient_files_by_section_and_the_code_is_chosen(table: TypeTable, section: str | None, code: str) -> None:
    found = table.patient_type(section)
    assert found is not None
    assert found.code == code


@pytest.mark.parametrize("section", ["REMB", "CAR_VAC", "SYNTH_PML", "nowhere", ""])
def test_nothing_is_filed_where_patients_file_nothing(table: TypeTable, section: str) -> None:
    assert table.patient_type(section) is None


@pytest.mark.parametrize(
    "spoil",
    [
        lambda raw: raw.pop("types"),
        lambda raw: raw["types"][0].pop("code"),
        lambda raw: raw["patient_filing"].update(default_section="NOWHERE"),
        lambda raw: raw["types"].append({**raw["types"][0], "code": "DOCPAT99"}),
        lambda raw: raw.update(types=3),
    ],
)
def test_a_table_that_makes_no_sense_is_refused(raw: dict[str, Any], spoil: Any) -> None:
    spoiled = copy.deepcopy(raw)
    spoil(spoiled)
    with pytest.raises(TableRefused):
        read_table(spoiled)
