"""The list as the database answers it: the same documents as the decision, from the index alone."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chassis import events
from services.documents.domain.decision import DocumentFacts, Professional, Visible, decide, enter, visible
from services.documents.domain.document import Depositor, DepositorKind, Document
from services.documents.domain.identifiers import new_document_id
from services.documents.domain.visibility import OPEN, Visibility
from services.documents.store import listing as store
from services.documents.store.documents import COLLECTION, Intention, insert
from services.documents.store.listing import ANYTHING, Position, Sought
from tests.integration.documents.vault import Vault
from tests.integration.enforcement.told import new_id
from tests.unit.documents.oracle import may_see
from tests.unit.documents.strategies import MOMENTS, NOON, documents, grids, records, relations, viewers

NUMBERS = count()


def keep(vault: Vault, facts: DocumentFacts, record: str, title: str = "x", day: int = 1) -> str:
    """A row with these facts, without a file; returns its id."""
    document = Document(
        id=new_document_id(),
        record=record,
        type=facts.type,
        type_class="10",
        title=title,
        document_date=date(2026, 1, day),
        depositor=Depositor(DepositorKind.PATIENT, facts.depositor),
        deposited_at=datetime(2026, 1, 1, tzinfo=UTC),
        size=1,
        sha256="0" * 64,
        media_type="text/plain",
        visibility=facts.visibility,
    )
    told = document.deposited(1)
    told.data["record"], told.data["document"] = new_id("rec"), new_id("doc")
    event = events.new(told.type, record, told.data)
    assert insert(vault.db, document, None, Intention(f"k{next(NUMBERS)}", ""), event) is None
    return document.id


SEARCHES = [
    ANYTHING,
    Sought(by_date=True),
    Sought(words="bil"),
    Sought(words="sang BILAN", by_date=True),
    Sought(types=frozenset({"11488-4", "unheard-of"})),
    Sought(since="2026-01-05", until="2026-01-20", by_date=True),
    Sought(depositor="pro_one"),
]


def is_sought(sought: Sought, facts: DocumentFacts, title: str, day: int) -> bool:
    """The search said a second time, on facts instead of rows."""
    date_ = date(2026, 1, day).isoformat()
    return (
        all(any(each.startswith(word) for each in title.lower().split()) for word in sought.words.lower().split())
        and (sought.types is None or facts.type in sought.types)
        and (sought.since is None or sought.since <= date_)
        and (sought.until is None or date_ <= sought.until)
        and sought.depositor in (None, facts.depositor)
    )


@pytest.mark.feature("GRD-06", "DOC-32", "DOC-24", "DOC-26", "GRD-10")
@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(
    viewers,
    records,
    relations,
    st.lists(
        st.tuples(documents, st.sampled_from(["bilan sanguin", "Bilan", "radio"]), st.integers(1, 28)), max_size=10
    ),
    grids,
    st.sampled_from(MOMENTS),
    st.sampled_from(SEARCHES),
)
def test_the_database_lists_searches_and_counts_exactly_what_the_decision_allows(  # type: ignore[no-untyped-def]
    vault: Vault, viewer, record, relation, told, grid, at, sought
) -> None:
    # Each example has records of its own: the names of the strategies are only a pattern.
    own = {name: new_id("rec") for name in ("rec_one", "rec_two")}
    expected: dict[str, tuple[int, str]] = {}
    for facts, title, day in told:
        id_ = keep(vault, facts, own[facts.record], title, day)
        allowed = may_see(viewer, record, relation, facts, grid, at)
        assert decide(viewer, record, relation, facts, grid, at).allowed == allowed
        if allowed and is_sought(sought, facts, title, day):
            expected[id_] = (day, facts.type)
    if enter(viewer, record, relation) is not None:
        assert expected == {}
        return
    rule = visible(viewer, record, relation, grid, at)
    order = sorted(expected, key=lambda id_: (expected[id_][0] if sought.by_date else 0, id_), reverse=True)
    assert pages(vault, own[record.id], rule, sought) == order
    counted = store.count(vault.db, own[record.id], rule, sought)
    assert counted == Counter(type_ for _, type_ in expected.values())


def pages(vault: Vault, record: str, rule: Visible, sought: Sought) -> list[str]:
    """Every page of three, one after the other."""
    found: list[str] = []
    before: Position | None = None
    while page := store.page(vault.db, record, rule, before, 3, sought):
        found += [each.id for each in page]
        before = Position(page[-1].id, page[-1].document_date.isoformat())
    return found


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


@pytest.mark.parametrize("before", [None, Position("doc_z", "2026-02-01")])
@pytest.mark.parametrize(
    "rule",
    [
        Visible(NOON, everything=True),
        Visible(NOON, everything=True, for_representative=True),
        Visible(NOON, author="pro_one"),
        Visible(NOON, author="pro_one", reader="pro_one", types=frozenset({"11488-4", "REMB"})),
        Visible(NOON, author="pro_one", reader="pro_one", types=frozenset({"11488-4"}), hidden_too=True),
    ],
)
def test_the_list_examines_no_document(vault: Vault, rule: Visible, before: Position | None) -> None:
    record = new_id("rec")
    for number in range(60):
        keep(vault, DocumentFacts(record, "11488-4", "pro_one" if number % 20 == 0 else "acc", OPEN), record)
    explained = Explained(vault.db.documents)
    found = store.page({COLLECTION: explained}, record, rule, before, 21)  # type: ignore[arg-type]
    assert len(found) == (3 if rule == Visible(NOON, author="pro_one") else 21)
    assert explained.figures
    for figures in explained.figures:
        assert figures["totalDocsExamined"] == 0
        assert figures["totalKeysExamined"] <= 2 * 21 + 4


def test_a_professional_without_any_type_lists_their_own_only(vault: Vault) -> None:
    viewer = Professional("pro_one", None)
    record = new_id("rec")
    own = keep(vault, DocumentFacts(record, "11488-4", "pro_one", Visibility(hidden=True)), record)
    keep(vault, DocumentFacts(record, "11488-4", "acc", OPEN), record)
    assert [each.id for each in store.page(vault.db, record, Visible(NOON, author=viewer.id), None, 9)] == [own]


PROFESSIONAL = Visible(NOON, author="pro_one", reader="pro_one", types=frozenset({"11488-4", "REMB"}))


@pytest.mark.parametrize("rule", [Visible(NOON, everything=True), PROFESSIONAL], ids=["patient", "professional"])
@pytest.mark.parametrize(
    ("sought", "documents_read", "keys_read"),
    [
        # By date: decided on the record's keys, and only the page is read. By words: only what matches the rarest.
        (Sought(by_date=True), 2 * 21, 2 * 62),
        (Sought(by_date=True, since="2026-01-02", until="2026-01-03"), 2 * 21, 2 * 62),
        (Sought(types=frozenset({"11488-4"})), 0, 2 * 62),
        (Sought(deposited_since=NOON - timedelta(365), deposited_until=NOON), 0, 2 * 62),
        (Sought(words="rarissime bilan"), 4, 5),
    ],
    ids=["date", "period", "type", "deposit", "words"],
)
def test_a_search_reads_no_more_than_its_page(
    vault: Vault, rule: Visible, sought: Sought, documents_read: int, keys_read: int
) -> None:
    record = new_id("rec")
    for number in range(60):
        title = "bilan rarissime" if number % 20 == 0 else "bilan"
        keep(vault, DocumentFacts(record, "11488-4", "acc", OPEN), record, title, 1 + number % 28)
    explained = Explained(vault.db.documents)
    found = store.page({COLLECTION: explained}, record, rule, None, 21, sought)  # type: ignore[arg-type]
    assert found
    for figures in explained.figures:
        assert figures["totalDocsExamined"] <= documents_read
        assert figures["totalKeysExamined"] <= keys_read


@pytest.mark.parametrize("words", [".*", "bil.n", "$where", "^bilan", "bilan|radio", "(", "\\", "\x00"])
def test_what_is_typed_is_words_and_never_a_pattern(vault: Vault, words: str) -> None:
    record = new_id("rec")
    keep(vault, DocumentFacts(record, "11488-4", "acc", OPEN), record, "radio")
    found = store.page(vault.db, record, Visible(NOON, everything=True), None, 9, Sought(words=words))
    assert found == []
