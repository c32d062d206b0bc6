"""A document's life: what changes, who may change it, what is told."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from services.documents.domain.document import Change, Depositor, DepositorKind, Document, NotYours, change
from services.documents.domain.identifiers import new_document_id

PATIENT, DOCTOR = "acc_one", "pro_one"
MINE = Document(
    id="doc_1",
    record="rec_1",
    type="DOCPAT05",
    type_class="10",
    title="Prise de sang",
    document_date=date(2026, 3, 1),
    depositor=Depositor(DepositorKind.PATIENT, PATIENT),
    deposited_at=datetime(2026, 3, 2, tzinfo=UTC),
    size=10,
    sha256="0" * 64,
    media_type="application/pdf",
)
THEIRS = replace(MINE, depositor=Depositor(DepositorKind.PROFESSIONAL, DOCTOR, "Camille LEROUX, Médecin"))


@pytest.mark.feature("DOC-22")
def test_hiding_and_showing_again_are_told_each_with_the_next_version() -> None:
    hidden, told = change(MINE, Change(hidden=True), PATIENT, epoch=3)
    assert hidden.version == 2
    assert [(each.type, each.data["version"]) for each in told] == [
        ("documents.DocumentHidden", {"epoch": 3, "number": 2})
    ]
    shown, told = change(hidden, Change(hidden=False), PATIENT, epoch=3)
    assert [each.type for each in told] == ["documents.DocumentUnhidden"]
    assert not shown.hidden


@pytest.mark.feature("DOC-13")
def test_information_changes_without_an_event_because_nobody_else_may_know_it() -> None:
    after, told = change(
        MINE, Change(title="Bilan", document_date=date(2026, 2, 1), filed=("DOCPAT07", "52")), PATIENT, 1
    )
    assert (after.title, after.type, after.type_class, after.version) == ("Bilan", "DOCPAT07", "52", 2)
    assert told == []


def test_asking_for_what_is_already_so_changes_nothing() -> None:
    assert change(MINE, Change(title=MINE.title, hidden=False), PATIENT, 1) == (MINE, [])


@pytest.mark.feature("DOC-29")
def test_a_professionals_document_is_hidden_by_the_patient_but_neither_changed_nor_deleted() -> None:
    assert change(THEIRS, Change(hidden=True), PATIENT, 1)[0].hidden
    with pytest.raises(NotYours):
        change(THEIRS, Change(title="Autre", hidden=True), PATIENT, 1)
    with pytest.raises(NotYours):
        THEIRS.deleted(PATIENT, 1)
    assert MINE.deleted(PATIENT, 1).data["version"] == {"epoch": 1, "number": 2}


@pytest.mark.feature("NFR-07")
def test_no_event_carries_a_title_a_name_or_a_size() -> None:
    for told in (THEIRS.deposited(1), THEIRS.deleted(DOCTOR, 1), *change(THEIRS, Change(hidden=True), PATIENT, 1)[1]):
        assert set(told.data) == {"document", "record", "type", "class", "depositor", "hidden", "version"}
        assert "LEROUX" not in repr(told.data)
        assert "Prise de sang" not in repr(told.data)


def test_ids_are_opaque_unique_and_ordered_in_time() -> None:
    ids = [new_document_id() for _ in range(2000)]
    assert len(set(ids)) == 2000
    assert ids == sorted(ids)
    assert all(len(each) == 26 and each.startswith("doc_") for each in ids)
