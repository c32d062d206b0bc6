"""Decisions of the pure function, in one process: nothing but the rule, on the grid that ships."""

import random
import time
from datetime import UTC, datetime

from services.documents.domain.decision import (
    DocumentFacts,
    Professional,
    Record,
    RecordState,
    Relation,
    RelationState,
    decide,
)
from services.documents.domain.visibility import OPEN, Visibility
from tests.load.report import Row
from tests.unit.documents import grids

CASES, ROUNDS = 20_000, 5
_NOON = datetime(2026, 5, 28, 12, tzinfo=UTC)


def rows() -> list[Row]:
    """Decisions a second: the median of some rounds over the same random cases."""
    grid, chance = grids.grid(), random.Random("decisions")
    columns, types = [column.id for column in grid.columns], sorted(grid.readers)
    record = Record("rec_one", RecordState.ACTIVATED)
    cases = [
        (
            Professional("pro_one", chance.choice(columns)),
            Relation(chance.choice(list(RelationState)), chance.random() < 0.05),
            DocumentFacts(
                "rec_one",
                chance.choice(types),
                chance.choice(("pro_one", "pro_two", "acc_one")),
                Visibility(hidden=True) if chance.random() < 0.1 else OPEN,
            ),
        )
        for _ in range(CASES)
    ]
    taken = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        for viewer, relation, document in cases:
            decide(viewer, record, relation, document, grid, _NOON)
        taken.append(CASES / (time.perf_counter() - began))
    return [Row("decisions of the pure function, one process", sorted(taken)[ROUNDS // 2], "/s")]
