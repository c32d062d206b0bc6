"""A document's life: what changes, who may change it, what is told."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from enforcement.relation import Relation, RelationState
from services.documents.domain import changing
from services.documents.domain.changing import Change, Hand, NotAuthor, NotYours, change, check_removal, hand_of
from services.documents.domain.decision import Organisation, Patient, Professional, Representative
from services.documents.domain.document import Depositor, DepositorKind, Document, Status
from services.documents.domain.identifiers import new_document_id
from services.documents.domain.visibility import Visibility

PATIENT, DOCTOR = Patient("acc_one", "rec_1"), Professional("pro_one", "MEDECIN")
INAYA, PARENT = hand_of(PATIENT, None), hand_of(Representative("acc_two", "rec_1"), None)
AUTHOR = hand_of(DOCTOR, Relation(RelationState.AUTHORIZED))
OTHER = replace(AUTHOR, id="pro_two")
ADMINISTRATOR = replace(OTHER, administrator=True)
LATER = datetime(2026, 4, 1, tzinfo=UTC)
MINE = Document(
    id="doc_1",
    record="rec_1",
    type="DOCPAT05",
    type_class="10",
    title="Prise de sang",
    document_date=date(2026, 3, 1),
    depositor=Depositor(DepositorKind.PATIENT, PATIENT.id),
    deposited_at=datetime(2026, 3, 2, tzinfo=UTC),
    size=10,
    sha256="0" * 64,
    media_type="application/pdf",
)
THEIRS = replace(MINE, depositor=Depositor(DepositorKind.PROFESSIONAL, DOCTOR.id, "Camille LEROUX, Médecin"))
HIDDEN = Visibility(hidden=True)


def told(document: Document, wanted: Change, by: Hand) -> list[tuple[str, dict[str, Any]]]:
    """Names and data of the events of a change."""
    return [(each.type.partition(".")[2], each.data) for each in change(document, wanted, by, 1)[1]]


@pytest.mark.feature("DOC-22")
def test_hiding_and_showing_again_are_told_each_with_the_next_version() -> None:
    hidden, told = change(MINE, Change(hidden=True), INAYA, epoch=3)
    assert hidden.version == 2
    assert [(each.type, each.data["version"]) for each in told] == [
        ("documents.DocumentHidden", {"epoch": 3, "number": 2})
    ]
    shown, told = change(hidden, Change(hidden=False), INAYA, epoch=3)
    assert [each.type for each in told] == ["documents.DocumentUnhidden"]
    assert not shown.visibility.hidden


@pytest.mark.feature("DOC-13")
def test_information_changes_without_an_event_because_nobody_else_may_know_it() -> None:
    wanted = Change(title="Bilan", document_date=date(2026, 2, 1), filed=("DOCPAT07", "52"))
    after, told = change(MINE, wanted, INAYA, 1)
    assert (after.title, after.type, after.type_class, after.version) == ("Bilan", "DOCPAT07", "52", 2)
    assert told == []


def test_asking_for_what_is_already_so_changes_nothing() -> None:
    assert change(MINE, Change(title=MINE.title, hidden=False), INAYA, 1) == (MINE, [])


@pytest.mark.feature("DOC-29")
def test_a_professionals_document_is_hidden_by_the_patient_but_neither_changed_nor_deleted() -> None:
    assert change(THEIRS, Change(hidden=True), INAYA, 1)[0].visibility.hidden
    with pytest.raises(NotYours):
        change(THEIRS, Change(title="Autre", hidden=True), INAYA, 1)
    with pytest.raises(NotYours):
        check_removal(THEIRS, INAYA)
    check_removal(MINE, INAYA)
    assert MINE.deleted(1).data["version"] == {"epoch": 1, "number": 2}


@pytest.mark.feature("PSS-04")
def test_a_professional_removes_what_they_authored_and_no_other() -> None:
    check_removal(THEIRS, AUTHOR)
    for by, document in ((AUTHOR, MINE), (OTHER, THEIRS), (ADMINISTRATOR, THEIRS)):
        with pytest.raises(NotYours):
            check_removal(document, by)


@pytest.mark.feature("DOC-24")
def test_hiding_from_named_professionals_is_the_patients_and_names_them() -> None:
    wanted = Change(hidden_from=frozenset({"pro_two", "pro_nine"}))
    after = change(THEIRS, wanted, INAYA, 1)[0]
    assert after.visibility.hidden_from == {"pro_two", "pro_nine"}
    ((name, data),) = told(THEIRS, wanted, INAYA)
    assert (name, data["hidden_from"]) == ("DocumentVisibilityChanged", ["pro_nine", "pro_two"])
    for by in (AUTHOR, ADMINISTRATOR):
        with pytest.raises(NotAuthor):
            change(THEIRS, wanted, by, 1)
    with pytest.raises(changing.OnlyShown):
        change(THEIRS, Change(hidden_from=frozenset({DOCTOR.id})), INAYA, 1)


@pytest.mark.feature("PSS-05", "PSS-06", "ADM-05")
def test_author_and_administrator_hide_at_the_patients_request_and_nobody_else_among_professionals() -> None:
    asked = Change(hidden=True, at_request=True)
    for by in (AUTHOR, ADMINISTRATOR):
        ((name, data),) = told(THEIRS, asked, by)
        assert (name, data["ground"]) == ("DocumentHidden", "patient-request")
        with pytest.raises(changing.NotAsked):
            change(THEIRS, Change(hidden=True), by, 1)
    with pytest.raises(NotAuthor):
        change(THEIRS, asked, OTHER, 1)


@pytest.mark.feature("PSS-06")
def test_no_professional_shows_again_what_is_hidden() -> None:
    hidden = replace(THEIRS, visibility=HIDDEN)
    for by in (AUTHOR, OTHER, ADMINISTRATOR):
        with pytest.raises(NotAuthor):
            change(hidden, Change(hidden=False, at_request=True), by, 1)


@pytest.mark.feature("PSS-05")
def test_a_deposit_that_is_hidden_at_the_patients_request_says_so() -> None:
    hidden = replace(THEIRS, visibility=HIDDEN)
    assert hidden.deposited(1).data["ground"] == "patient-request"
    following = replace(hidden, id="doc_2", chain=hidden.next_in_chain())
    for silent in (THEIRS, following, replace(MINE, visibility=HIDDEN)):
        assert "ground" not in silent.deposited(1).data


def test_the_author_or_the_administrator_announces_and_the_patient_cannot() -> None:
    withheld = replace(THEIRS, visibility=Visibility(withheld_until=LATER))
    for by in (AUTHOR, ADMINISTRATOR):
        after, happened = change(withheld, Change(announced=True), by, 1)
        assert after.visibility.withheld_until is None
        assert [each.type for each in happened] == ["documents.DocumentAnnounced"]
        assert happened[0].data["concealed"] == {"patient_until": None, "representatives": False}
    for by in (OTHER, INAYA, PARENT):
        with pytest.raises(NotAuthor):
            change(withheld, Change(announced=True), by, 1)
    with pytest.raises(changing.NotTogether):
        change(withheld, Change(hidden=True, at_request=True), AUTHOR, 1)


def test_secret_care_is_shown_to_representatives_by_the_minor_or_the_author_and_never_kept_again() -> None:
    secret = replace(THEIRS, visibility=Visibility(from_representatives=True))
    for by in (INAYA, AUTHOR):
        assert not change(secret, Change(to_representatives=True), by, 1)[0].visibility.from_representatives
    for by in (PARENT, OTHER, ADMINISTRATOR):
        with pytest.raises(NotAuthor):
            change(secret, Change(to_representatives=True), by, 1)


def test_what_the_patients_side_filed_belongs_to_the_patients_side() -> None:
    by_parent = replace(MINE, depositor=Depositor(DepositorKind.PATIENT, PARENT.id))
    for by in (INAYA, PARENT):
        assert change(by_parent, Change(title="Autre"), by, 1)[0].title == "Autre"
        check_removal(by_parent, by)
    with pytest.raises(NotYours):
        check_removal(by_parent, hand_of(Organisation("org_one"), None))


def test_an_old_version_is_only_read() -> None:
    old = MINE.replaced_by("doc_2")
    assert (old.status, old.chain.series, old.chain.replaced_by, old.version) == (Status.REPLACED, "doc_1", "doc_2", 2)
    with pytest.raises(changing.Replaced):
        change(old, Change(hidden=True), INAYA, 1)
    with pytest.raises(changing.Replaced):
        check_removal(old, INAYA)
    new = replace(MINE, id="doc_2", chain=MINE.next_in_chain())
    assert (new.chain.number, new.chain.series, new.chain.replaces) == (2, "doc_1", "doc_1")
    assert new.deposited(1).data["replaces"] == "doc_1"
    third = new.next_in_chain()
    assert (third.number, third.series, third.replaces) == (3, "doc_1", "doc_2")


@pytest.mark.feature("NFR-07")
def test_no_event_carries_a_title_a_name_or_a_size() -> None:
    for each in (THEIRS.deposited(1), THEIRS.deleted(1), *change(THEIRS, Change(hidden=True), INAYA, 1)[1]):
        expected = {"document", "record", "type", "class", "depositor", "hidden", "concealed", "version"}
        assert set(each.data) == expected
        assert "LEROUX" not in repr(each.data)
        assert "Prise de sang" not in repr(each.data)


def test_ids_are_opaque_unique_and_ordered_in_time() -> None:
    ids = [new_document_id() for _ in range(2000)]
    assert len(set(ids)) == 2000
    assert ids == sorted(ids)
    assert all(len(each) == 26 and each.startswith("doc_") for each in ids)
