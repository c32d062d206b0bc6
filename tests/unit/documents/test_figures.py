"""Figures for the ministry say how many, never who."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.documents.domain.figures import SMALLEST, Counted, Figures, bounds, figures_of
from services.documents.domain.identifiers import first_id_at, new_document_id

KINDS, TYPES = st.sampled_from(["patient", "hospital", "laboratory"]), st.sampled_from("ABCD")
CELLS = st.lists(st.builds(Counted, KINDS, TYPES, st.integers(1, 60)), max_size=12)


@pytest.mark.feature("OPS-12")
def test_documents_are_counted_by_depositor_and_by_type() -> None:
    told = figures_of(
        "2026-03", [Counted("patient", "A", 30), Counted("hospital", "A", 20), Counted("hospital", "B", 50)]
    )
    assert told.total == 100
    assert [(cell.label, cell.count) for cell in told.by_depositor] == [("hospital", 70), ("patient", 30)]
    assert [(cell.label, cell.count) for cell in told.by_type] == [("A", 50), ("B", 50)]


@pytest.mark.feature("OPS-12")
@given(CELLS)
def test_no_small_count_is_told_or_can_be_computed(cells: list[Counted]) -> None:
    told = figures_of("2026-03", cells)
    assert told.total is None or told.total >= SMALLEST
    for shown in (told.by_depositor, told.by_type):
        hidden = [cell for cell in shown if cell.count is None]
        assert all(cell.count >= SMALLEST for cell in shown if cell.count is not None)
        # One missing cell and a total would be a subtraction away.
        assert len(hidden) != 1 or (len(shown) == 1 and told.total is None)


def test_a_month_of_nothing() -> None:
    assert figures_of("2026-03", []) == Figures("2026-03", None, [], [])


def test_a_month_ends_where_the_next_begins() -> None:
    assert bounds("2026-12") == (datetime(2026, 12, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC))
    for wrong in ("2026-13", "2026", "mars"):
        with pytest.raises(ValueError, match=r"does not match|unconverted"):
            bounds(wrong)


def test_ids_are_in_the_order_of_time() -> None:
    now = datetime.now(UTC)
    assert first_id_at("doc", now.replace(year=now.year - 1, day=1)) < new_document_id()
    assert new_document_id() < first_id_at("doc", now.replace(year=now.year + 1, day=1))
