"""The real grid, cell by cell, as it decides on documents."""

import pytest

from enforcement.record import RecordState
from enforcement.relation import Relation, RelationState
from services.documents.domain.decision import DocumentFacts, Professional, Record, decide
from services.documents.domain.visibility import OPEN
from tests.unit.documents.strategies import NOON
from tests.unit.enforcement import grids

GRID = grids.grid()
RAW = grids.raw()


@pytest.mark.feature("GRD-01", "GRD-02", "GRD-04", "GRD-05")
def test_each_of_the_2052_cells_decides_as_published() -> None:
    columns = [column["id"] for column in RAW["columns"]]
    record, care = Record("rec", RecordState.ACTIVATED), Relation(RelationState.AUTHORIZED)
    cells = 0
    for row in RAW["rows"]:
        document = DocumentFacts("rec", row["type"], depositor="acc", visibility=OPEN)
        for column in columns:
            decision = decide(Professional("pro", column), record, care, document, GRID, NOON)
            assert decision.allowed == (column in row["allowed"]), (row["type"], column)
            assert (row["type"] in GRID.types_for(column)) == decision.allowed
            cells += 1
    assert cells == 108 * 19
