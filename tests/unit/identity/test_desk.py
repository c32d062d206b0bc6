"""Who is identified at the desk, and corrections that take two agents: properties."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.identity.domain.accounts import Kind, enters
from services.identity.domain.desk import (
    CHANGE_LIFE,
    AlreadyDecided,
    Call,
    ChangeState,
    Field,
    IdentityChange,
    Proof,
    SameAgent,
    Way,
    identifies,
)

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
proofs = st.sets(st.sampled_from(Proof))
agents = st.sampled_from(["acc_a", "acc_b", "acc_c"])


@pytest.mark.feature("SUP-01")
@given(st.sampled_from(Way), proofs, proofs)
def test_one_wrong_answer_identifies_nobody_and_fewer_than_two_neither(
    way: Way, told: set[Proof], right: set[Proof]
) -> None:
    if identifies(way, told, right & told):
        assert told <= right
        if way is Way.LETTER:
            assert Proof.MATRICULE in told
        else:
            assert len(told - {Proof.MATRICULE}) >= 2


@pytest.mark.feature("ACT-26", "ACT-27")
@given(st.sampled_from(Way), proofs)
def test_by_telephone_only_the_holder_of_the_code_opposes(way: Way, told: set[Proof]) -> None:
    call = Call("call_x", "acc_a", "rec_x", way, tuple(sorted(told)), "REF", NOW)
    assert call.may_record_opposition() == (way is Way.LETTER or Proof.PROVISIONAL_CODE in told)
    assert 3 <= len(call.evidence()) <= 300


@pytest.mark.feature("SUP-01")
@given(agents, st.lists(st.tuples(agents, st.booleans(), st.integers(0, 9)), max_size=6))
def test_a_correction_is_decided_once_by_somebody_else_within_a_week(
    proposer: str, decisions: list[tuple[str, bool, int]]
) -> None:
    change = IdentityChange("idc_x", "rec_x", Field.EMAIL, b"", "vu", proposer, NOW)
    for agent, approved, days in decisions:
        before = change
        try:
            change = change.decided(agent, approved, NOW + timedelta(days=days))
        except SameAgent:
            assert agent == proposer
        except AlreadyDecided:
            assert before.state is not ChangeState.PENDING or timedelta(days=days) >= CHANGE_LIFE
        else:
            assert before.state is ChangeState.PENDING
            assert change.decided_by == agent != proposer


@pytest.mark.parametrize("kind", list(Kind), ids=str)
def test_each_kind_of_account_enters_one_space(kind: Kind) -> None:
    spaces = [space for space in ("patient", "professional", "operator") if enters(kind, space)]
    assert len(spaces) <= 1
    assert enters(Kind.SUPPORT, "operator")
    assert not enters(Kind.SUPPORT, "patient")
