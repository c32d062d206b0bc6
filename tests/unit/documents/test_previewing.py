"""A preview says what the decision would say: compared with deciding twice."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enforcement.grid import Grid
from enforcement.record import RecordState
from enforcement.relation import Relation, RelationState
from services.documents.domain.decision import DocumentFacts, Professional, Reason, Record, decide
from services.documents.domain.previewing import Effect, Reader, Wanted, effect
from services.documents.domain.visibility import OPEN
from tests.support.contract import operations
from tests.unit.documents.strategies import NOON, documents, grids, records, relations

RECORD = Record("rec_one", RecordState.ACTIVATED)
GRID = Grid("2024-09-25", (), {"11488-4": frozenset({"MEDECIN", "INFIRMIER"}), "EXPPAT_3": frozenset({"MEDECIN"})})
CARE = Relation(RelationState.AUTHORIZED)
DOCTOR = Reader(Professional("pro_one", "MEDECIN"), CARE)
NURSE = Reader(Professional("pro_two", "INFIRMIER"), CARE)
REPORT = DocumentFacts("rec_one", "11488-4", "acc_one", OPEN)
WISHES = replace(REPORT, type="EXPPAT_3")
OWN = replace(REPORT, depositor="pro_two")


def previewed(wanted: Wanted) -> Effect:
    return effect([DOCTOR, NURSE], RECORD, [REPORT, WISHES, OWN], wanted, GRID, NOON)


def test_hiding_everything_leaves_each_author_their_own() -> None:
    assert previewed(Wanted(all_hidden=True)) == Effect(2, losing=2, documents_lost=3, gaining=0, documents_gained=0)


def test_hiding_what_the_grid_gives_to_one_profession_concerns_that_one() -> None:
    assert previewed(Wanted(document=1, hidden=True)) == Effect(2, 1, 1, 0, 0)


def test_hiding_from_somebody_by_name_concerns_them_alone() -> None:
    assert previewed(Wanted(document=0, hidden_from=frozenset({"pro_two"}))) == Effect(2, 1, 1, 0, 0)


def test_a_block_takes_everything_authorship_too() -> None:
    assert previewed(Wanted(block="pro_two")) == Effect(2, 1, 2, 0, 0)


@pytest.mark.feature("ACC-15")
@pytest.mark.parametrize(
    ("suspended", "gained"),
    [
        (RelationState.AUTHORIZED, Effect(2, 0, 0, 1, 2)),
        (RelationState.CONTACT, Effect(2, 0, 0, 1, 1)),
        (None, Effect(2, 0, 0, 1, 2)),
    ],
    ids=["authorised", "contact", "not-told"],
)
def test_unblocking_gives_back_what_the_block_suspended(suspended: RelationState | None, gained: Effect) -> None:
    blocked = replace(NURSE, relation=Relation(RelationState.BLOCKED, before_block=suspended))
    found = effect([DOCTOR, blocked], RECORD, [REPORT, WISHES, OWN], Wanted(unblock="pro_two"), GRID, NOON)
    assert found == gained


@pytest.mark.feature("ACC-15", "ADM-07")
def test_appointing_opens_what_is_hidden_within_the_grid_and_removing_closes_it() -> None:
    hidden = [replace(each, visibility=replace(OPEN, hidden=True)) for each in (REPORT, WISHES)]
    appointed = effect([DOCTOR, NURSE], RECORD, hidden, Wanted(appoint="pro_two"), GRID, NOON)
    assert appointed == Effect(2, losing=0, documents_lost=0, gaining=1, documents_gained=1)
    administrator = replace(DOCTOR, relation=replace(CARE, administrator=True))
    assert effect([administrator, NURSE], RECORD, hidden, Wanted(remove="pro_one"), GRID, NOON) == Effect(2, 1, 2, 0, 0)


def test_showing_again_is_a_gain() -> None:
    hidden = replace(REPORT, visibility=replace(OPEN, hidden=True))
    assert effect([DOCTOR, NURSE], RECORD, [hidden], Wanted(document=0, hidden=False), GRID, NOON) == Effect(
        2, 0, 0, 2, 1
    )


readers = st.lists(relations.filter(lambda each: each is not None), max_size=2).map(
    lambda held: [
        Reader(Professional(name, "MEDECIN"), relation)
        for name, relation in zip(["pro_one", "pro_two"], held, strict=False)
    ]
)


@given(readers, records, st.lists(documents, max_size=4), grids, st.booleans())
def test_it_counts_what_the_decision_says_before_and_after(readers, record, documents, grid, hide) -> None:  # type: ignore[no-untyped-def]
    found = effect(readers, record, documents, Wanted(all_hidden=hide), grid, NOON)
    after = replace(record, all_hidden=hide)

    def sees(reader: Reader, within: Record) -> set[int]:
        told = (decide(reader.viewer, within, reader.relation, each, grid, NOON) for each in documents)
        return {index for index, decision in enumerate(told) if decision.allowed}

    lost = [sees(reader, record) - sees(reader, after) for reader in readers]
    gained = [sees(reader, after) - sees(reader, record) for reader in readers]
    assert (found.losing, found.documents_lost) == (sum(map(bool, lost)), len(set().union(*lost)))
    assert (found.gaining, found.documents_gained) == (sum(map(bool, gained)), len(set().union(*gained)))


@pytest.mark.feature("GRD-01")
def test_the_contract_names_every_reason_of_the_decision_and_no_other() -> None:
    answer = operations()["explainVisibility"].spec["responses"]["200"]["content"]["application/json"]["schema"]
    assert set(answer["properties"]["reason"]["enum"]) == set(Reason)
