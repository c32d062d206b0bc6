"""Who sees which document: the steps one by one, then all of them against an independent oracle."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from enforcement.grid import Grid
from enforcement.record import RecordState
from enforcement.relation import Emergency, Ground, Relation, RelationState
from services.documents.domain.decision import (
    DocumentFacts,
    Organisation,
    Patient,
    Professional,
    Reason,
    Record,
    Representative,
    decide,
    enter,
    enter_to_deposit,
    visible,
)
from services.documents.domain.visibility import OPEN, Visibility
from tests.unit.documents import oracle
from tests.unit.documents.strategies import MOMENTS, NOON, documents, grids, records, relations, viewers

RECORD = Record("rec_one", RecordState.ACTIVATED)
DOCTOR = Professional("pro_one", "MEDECIN")
CARE = Relation(RelationState.AUTHORIZED)
BLOCKED = Relation(RelationState.BLOCKED)
GRID = Grid("2024-09-25", (), {"11488-4": frozenset({"MEDECIN"})})
moments = st.sampled_from(MOMENTS)
HIDDEN = Visibility(hidden=True)
REPORT = DocumentFacts("rec_one", "11488-4", depositor="acc_one", visibility=OPEN)


@pytest.mark.feature("PSS-02", "GRD-01", "GRD-06")
def test_an_authorised_professional_sees_what_the_grid_gives_them_and_the_answer_names_the_grid() -> None:
    decision = decide(DOCTOR, RECORD, CARE, REPORT, GRID, NOON)
    assert decision.allowed
    assert decision.reason is Reason.GRID
    assert decision.grid_version == "2024-09-25"


@pytest.mark.feature("GRD-05")
@pytest.mark.parametrize("type_code", ["11488-5", "", "unheard-of"])
def test_a_type_that_is_not_in_the_grid_is_refused(type_code: str) -> None:
    decision = decide(DOCTOR, RECORD, CARE, replace(REPORT, type=type_code), GRID, NOON)
    assert not decision.allowed
    assert decision.reason is Reason.GRID_REFUSES


@pytest.mark.feature("GRD-05")
def test_a_profession_that_is_not_in_the_grid_is_refused() -> None:
    assert decide(Professional("pro_one", None), RECORD, CARE, REPORT, GRID, NOON).reason is Reason.NO_COLUMN
    assert decide(Professional("pro_one", "ELSEWHERE"), RECORD, CARE, REPORT, GRID, NOON).reason is Reason.GRID_REFUSES


@pytest.mark.feature("ACC-08", "ACC-10", "GRD-08")
def test_a_block_wins_over_authorship_administrator_and_grid() -> None:
    mine = replace(REPORT, depositor="pro_one")
    for relation in (BLOCKED, replace(BLOCKED, administrator=True)):
        assert decide(DOCTOR, RECORD, relation, mine, GRID, NOON).reason is Reason.BLOCKED
        assert enter(DOCTOR, RECORD, relation) is Reason.BLOCKED


@pytest.mark.feature("ACC-02")
def test_without_a_relation_nothing_is_open_not_even_a_deposit() -> None:
    assert decide(DOCTOR, RECORD, None, REPORT, GRID, NOON).reason is Reason.NO_RELATION
    assert enter(DOCTOR, RECORD, None) is Reason.NO_RELATION


@pytest.mark.feature("PSS-02")
def test_who_practises_no_more_sees_nothing_not_even_their_own_and_deposits_nothing() -> None:
    retired = replace(DOCTOR, active=False)
    for document in (REPORT, replace(REPORT, depositor="pro_one")):
        decision = decide(retired, RECORD, CARE, document, GRID, NOON)
        assert (decision.allowed, decision.reason) == (False, Reason.INACTIVE)
    assert enter_to_deposit(retired, RECORD, CARE) is Reason.INACTIVE


@pytest.mark.feature("DOC-21", "DOC-23", "DOC-28")
def test_a_hidden_document_is_for_its_author_the_administrator_and_the_patient() -> None:
    hidden = replace(REPORT, visibility=HIDDEN)
    assert decide(DOCTOR, RECORD, CARE, hidden, GRID, NOON).reason is Reason.HIDDEN
    assert decide(DOCTOR, RECORD, CARE, replace(hidden, depositor="pro_one"), GRID, NOON).reason is Reason.AUTHOR
    administrator = replace(CARE, administrator=True)
    read = decide(DOCTOR, RECORD, administrator, hidden, GRID, NOON)
    assert (read.allowed, read.reason, read.grid_version) == (True, Reason.ADMINISTRATOR, "2024-09-25")
    assert decide(DOCTOR, RECORD, administrator, REPORT, GRID, NOON).reason is Reason.GRID
    assert decide(Patient("acc_one", "rec_one"), RECORD, None, hidden, GRID, NOON).allowed


@pytest.mark.feature("GRD-09", "ADM-07")
def test_the_administrator_does_not_escape_the_grid() -> None:
    administrator = replace(CARE, administrator=True)
    decision = decide(DOCTOR, RECORD, administrator, replace(REPORT, type="REMB", visibility=HIDDEN), GRID, NOON)
    assert decision.reason is Reason.GRID_REFUSES


@pytest.mark.feature("GRD-08", "GRD-10")
def test_a_depositor_reads_back_what_the_grid_would_refuse_and_nothing_else_by_a_mere_deposit() -> None:
    contact = Relation(RelationState.CONTACT)
    mine = DocumentFacts("rec_one", "REMB", depositor="pro_one", visibility=HIDDEN)
    assert decide(DOCTOR, RECORD, contact, mine, GRID, NOON).reason is Reason.AUTHOR
    assert decide(DOCTOR, RECORD, contact, REPORT, GRID, NOON).reason is Reason.NOT_AUTHORIZED


@pytest.mark.feature("PSS-14")
@pytest.mark.parametrize("state", RecordState)
def test_only_an_open_record_lets_professionals_in(state: RecordState) -> None:
    is_open = state in (RecordState.ACTIVATED, RecordState.AUTO_CREATED)
    assert (enter(DOCTOR, Record("rec_one", state), CARE) is None) == is_open
    assert enter(DOCTOR, Record("rec_one", None), CARE) is Reason.RECORD_SHUT


def test_the_patient_reaches_their_record_before_its_activation_is_heard_of_and_never_after_its_end() -> None:
    patient = Patient("acc_one", "rec_one")
    assert enter(patient, Record("rec_one", None), None) is None
    assert enter(patient, Record("rec_two", RecordState.ACTIVATED), None) is Reason.OTHER_RECORD
    assert enter(patient, Record("rec_one", RecordState.ERASED), None) is Reason.RECORD_SHUT


PATIENT = Patient("acc_one", "rec_one")
PARENT = Representative("acc_two", "rec_one")


@pytest.mark.feature("DOC-24")
def test_a_professional_whom_the_patient_named_sees_nothing_of_it_even_as_administrator() -> None:
    named = replace(REPORT, visibility=Visibility(hidden_from=frozenset({"pro_one"})))
    assert decide(DOCTOR, RECORD, CARE, named, GRID, NOON).reason is Reason.NAMED
    assert decide(DOCTOR, RECORD, replace(CARE, administrator=True), named, GRID, NOON).reason is Reason.NAMED
    assert decide(replace(DOCTOR, id="pro_two"), RECORD, CARE, named, GRID, NOON).allowed
    assert decide(PATIENT, RECORD, None, named, GRID, NOON).allowed


@pytest.mark.feature("DOC-26", "DOC-27", "EMG-07")
def test_everything_hidden_is_for_the_patient_the_author_and_the_administrator() -> None:
    closed = replace(RECORD, all_hidden=True)
    assert decide(DOCTOR, closed, CARE, REPORT, GRID, NOON).reason is Reason.HIDDEN
    assert decide(DOCTOR, closed, CARE, replace(REPORT, depositor="pro_one"), GRID, NOON).reason is Reason.AUTHOR
    read = decide(DOCTOR, closed, replace(CARE, administrator=True), REPORT, GRID, NOON)
    assert (read.allowed, read.reason) == (True, Reason.ADMINISTRATOR)
    for person in (PATIENT, PARENT):
        assert decide(person, closed, None, REPORT, GRID, NOON).allowed


def test_what_is_kept_from_the_patient_shows_by_itself_at_its_moment() -> None:
    withheld = replace(REPORT, depositor="pro_one", visibility=Visibility(withheld_until=NOON))
    for person in (PATIENT, PARENT):
        early = decide(person, RECORD, None, withheld, GRID, NOON - timedelta(seconds=1))
        assert (early.allowed, early.reason) == (False, Reason.WITHHELD)
        assert decide(person, RECORD, None, withheld, GRID, NOON).allowed
    assert decide(DOCTOR, RECORD, CARE, withheld, GRID, NOON - timedelta(days=1)).allowed


def test_a_minors_secret_care_is_kept_from_their_representatives_only() -> None:
    secret = replace(REPORT, visibility=Visibility(from_representatives=True))
    assert decide(PARENT, RECORD, None, secret, GRID, NOON).reason is Reason.KEPT_FROM_REPRESENTATIVES
    assert decide(PATIENT, RECORD, None, secret, GRID, NOON).allowed
    assert decide(DOCTOR, RECORD, CARE, secret, GRID, NOON).allowed
    assert decide(replace(PARENT, record="rec_two"), RECORD, None, REPORT, GRID, NOON).reason is Reason.OTHER_RECORD


@pytest.mark.feature("GRD-10")
def test_an_organisation_reads_back_its_own_and_nothing_else() -> None:
    hospital = Organisation("org_one")
    assert decide(hospital, RECORD, None, replace(REPORT, depositor="org_one"), GRID, NOON).reason is Reason.AUTHOR
    assert decide(hospital, RECORD, None, REPORT, GRID, NOON).reason is Reason.NOT_AUTHORIZED
    assert enter(hospital, replace(RECORD, state=RecordState.OPPOSED), None) is Reason.RECORD_SHUT


RISK = Emergency(Ground.IMMEDIATE_RISK, NOON)
IN_EMERGENCY = Relation(RelationState.CONTACT, emergency=RISK, only_emergency=True)
BEFORE = NOON - timedelta(milliseconds=1)


@pytest.mark.feature("EMG-06", "EMG-09", "EMG-11")
def test_an_emergency_opens_the_record_until_its_very_moment_and_says_its_ground() -> None:
    decision = decide(DOCTOR, RECORD, IN_EMERGENCY, REPORT, GRID, BEFORE)
    assert (decision.allowed, decision.reason, decision.grid_version) == (True, Reason.EMERGENCY, "2024-09-25")
    regulated = replace(IN_EMERGENCY, emergency=replace(RISK, ground=Ground.REGULATION))
    assert decide(DOCTOR, RECORD, regulated, REPORT, GRID, BEFORE).reason is Reason.SAMU
    assert decide(DOCTOR, RECORD, IN_EMERGENCY, REPORT, GRID, NOON).reason is Reason.NOT_AUTHORIZED


@pytest.mark.feature("EMG-07", "EMG-08", "GRD-09")
def test_in_an_emergency_hidden_stays_hidden_blocked_stays_blocked_and_the_grid_holds() -> None:
    for hidden in (HIDDEN, Visibility(hidden_from=frozenset({"pro_one"}))):
        assert not decide(DOCTOR, RECORD, IN_EMERGENCY, replace(REPORT, visibility=hidden), GRID, BEFORE).allowed
    closed = replace(RECORD, all_hidden=True)
    assert decide(DOCTOR, closed, IN_EMERGENCY, REPORT, GRID, BEFORE).reason is Reason.HIDDEN
    assert decide(DOCTOR, RECORD, replace(BLOCKED, emergency=RISK), REPORT, GRID, BEFORE).reason is Reason.BLOCKED
    outside = replace(REPORT, type="REMB")
    assert decide(DOCTOR, RECORD, IN_EMERGENCY, outside, GRID, BEFORE).reason is Reason.GRID_REFUSES


@pytest.mark.feature("EMG-06")
def test_an_emergency_lets_nobody_deposit_during_or_after_it() -> None:
    assert enter(DOCTOR, RECORD, IN_EMERGENCY) is None
    assert enter_to_deposit(DOCTOR, RECORD, IN_EMERGENCY) is Reason.READ_ONLY
    assert enter_to_deposit(DOCTOR, RECORD, replace(IN_EMERGENCY, emergency=None)) is Reason.READ_ONLY
    depositor = Relation(RelationState.CONTACT, emergency=RISK)
    assert enter_to_deposit(DOCTOR, RECORD, depositor) is None
    assert enter_to_deposit(DOCTOR, RECORD, replace(CARE, only_emergency=True)) is None


@pytest.mark.feature("EMG-06", "EMG-07", "EMG-08")
@settings(max_examples=500)
@given(record=records, relation=relations, document=documents, grid=grids, at=moments)
def test_an_emergency_never_opens_more_than_care_would(record, relation, document, grid, at) -> None:  # type: ignore[no-untyped-def]
    if relation is None:
        return
    cared = replace(relation, emergency=None, administrator=False)
    if cared.state is RelationState.CONTACT:
        cared = replace(cared, state=RelationState.AUTHORIZED)
    urgent = replace(relation, administrator=False)
    if decide(DOCTOR, record, urgent, document, grid, at).allowed:
        assert decide(DOCTOR, record, cared, document, grid, at).allowed


@pytest.mark.feature("GRD-01", "ACC-08", "DOC-23", "DOC-32")
@settings(max_examples=500)
@given(viewer=viewers, record=records, relation=relations, document=documents, grid=grids, at=moments)
def test_the_decision_agrees_with_the_oracle(viewer, record, relation, document, grid, at) -> None:  # type: ignore[no-untyped-def]
    expected = oracle.may_see(viewer, record, relation, document, grid, at)
    assert decide(viewer, record, relation, document, grid, at).allowed == expected


@pytest.mark.feature("GRD-06", "DOC-32")
@settings(max_examples=500)
@given(viewer=viewers, record=records, relation=relations, document=documents, grid=grids, at=moments)
def test_the_rule_of_the_list_agrees_with_the_decision(viewer, record, relation, document, grid, at) -> None:  # type: ignore[no-untyped-def]
    if enter(viewer, record, relation) is not None:
        assert not decide(viewer, record, relation, document, grid, at).allowed
        return
    rule = visible(viewer, record, relation, grid, at)
    seen = document.visibility
    for_person = rule.everything and not seen.withheld(rule.at)
    by_type = document.type in rule.types and (rule.hidden_too or not seen.hidden)
    listed = document.record == record.id and (
        (for_person and not (rule.for_representative and seen.from_representatives))
        or document.depositor == rule.author
        or (by_type and rule.reader not in seen.hidden_from)
    )
    assert listed == decide(viewer, record, relation, document, grid, at).allowed
