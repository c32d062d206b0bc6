"""The list as the database answers it: the same documents as the decision, from the index alone."""

from datetime import UTC, date, datetime
from itertools import count
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chassis import events
from services.documents.domain.decision import DocumentFacts, Professional, Visible, decide, enter, visible
from services.documents.domain.document import Depositor, DepositorKind, Document
from services.documents.domain.identifiers import new_document_id
from services.documents.store import documents as store
from services.documents.store.documents import Intention
from tests.integration.documents.vault import Vault, new_id
from tests.unit.documents.strategies import documents, grids, records, relations, viewers

NUMBERS = count()


def keep(vault: Vault, facts: DocumentFacts, record: str) -> str:
    """A row with these facts, without a file; returns its id."""
    document = Document(
        id=new_document_id(),
        record=record,
        type=facts.type,
        type_class="10",
        title="x",
        document_date=date(2026, 1, 1),
        depositor=Depositor(DepositorKind.PATIENT, facts.depositor),
        deposited_at=datetime(2026, 1, 1, tzinfo=UTC),
        size=1,
        sha256="0" * 64,
        media_type="text/plain",
        hidden=facts.hidden,
    )
    told = document.deposited(1)
    told.data["record"], told.data["document"] = new_id("rec"), new_id("doc")
    event = events.new(told.type, record, told.data)
    assert store.insert(vault.db, document, None, Intention(f"k{next(NUMBERS)}", ""), event) is None
    return document.id


@pytest.mark.feature("GRD-06", "DOC-32")
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(viewers, records, relations, st.lists(documents, max_size=12), grids)
def test_the_database_lists_exactly_what_the_decision_allows(  # type: ignore[no-untyped-def]
    vault: Vault, viewer, record, relation, facts, grid
) -> None:
    # Each example has records of its own: the names of the strategies are only a pattern.
    own = {name: f"{name}-{next(NUMBERS)}" for name in ("rec_one", "rec_two")}
    expected = set()
    for each in facts:
        id_ = keep(vault, each, own[each.record])
        if decide(viewer, record, relation, each, grid).allowed:
            expected.add(id_)
    if enter(viewer, record, relation) is not None:
        assert expected == set()
        return
    found = store.page(vault.db, own[record.id], visible(viewer, relation, grid), None, 50)
    assert [each.id for each in found] == sorted(expected, reverse=True)


class Explained:
    """A collection that explains what is asked of it, and notes the figures."""

    def __init__(self, collection: Any) -> None:
        self._collection, self.figures = collection, []

    def find(self, *asked: Any) -> Any:
        """The cursor, whose last step explains before it answers."""
        cursor = self._collection.find(*asked)
        asked_last, collected = cursor.batch_size, self.figures

        def explain_first(size: int) -> Any:
            collected.append(cursor.clone().explain()["executionStats"])
            return asked_last(size)

        cursor.batch_size = explain_first
        return cursor


@pytest.mark.parametrize("before", [None, "doc_z"])
@pytest.mark.parametrize(
    "rule",
    [
        Visible(everything=True),
        Visible(author="pro_one"),
        Visible(author="pro_one", types=frozenset({"11488-4", "REMB"})),
        Visible(author="pro_one", types=frozenset({"11488-4"}), hidden_too=True),
    ],
)
def test_the_list_examines_no_document(vault: Vault, rule: Visible, before: str | None) -> None:
    record = new_id("rec")
    for number in range(60):
        keep(vault, DocumentFacts(record, "11488-4", "pro_one" if number % 20 == 0 else "acc", False), record)
    explained = Explained(vault.db.documents)
    found = store.page({store.COLLECTION: explained}, record, rule, before, 21)  # type: ignore[arg-type]
    assert len(found) == (3 if rule == Visible(author="pro_one") else 21)
    assert explained.figures
    for figures in explained.figures:
        assert figures["totalDocsExamined"] == 0
        assert figures["totalKeysExamined"] <= 2 * 21 + 4


def test_a_professional_without_any_type_lists_their_own_only(vault: Vault) -> None:
    viewer = Professional("pro_one", None)
    record = new_id("rec")
    own = keep(vault, DocumentFacts(record, "11488-4", "pro_one", True), record)
    keep(vault, DocumentFacts(record, "11488-4", "acc", False), record)
    assert [each.id for each in store.page(vault.db, record, Visible(author=viewer.id), None, 9)] == [own]
