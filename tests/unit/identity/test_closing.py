"""Closing, coming back, erasing: whatever the order, nothing is lost but by erasing, and numbers only grow."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.identity.domain.closing import Retention, begin_erasure, close, purge_due, reopen, warned, warning_due
from services.identity.domain.codes import issue_provisional_code
from services.identity.domain.spaces import (
    Closed,
    Reactivated,
    Refusal,
    Space,
    State,
    TransitionRefused,
    activate,
    replace_code,
)

NOW = datetime(2026, 2, 3, tzinfo=UTC)
DELAY = timedelta(days=42)
OPEN = Space("rec", State.ACTIVATED, number=4, account="acc")


def coded(space: Space) -> Space:
    return replace_code(space, issue_provisional_code("code", NOW, DELAY))


@pytest.mark.feature("CLO-01", "CLO-04", "CLO-05")
def test_closing_changes_the_state_alone_and_the_way_back_restores_it() -> None:
    closed, fact = close(OPEN, "acc", NOW)
    assert fact == Closed()
    assert closed.closure
    assert (closed.state, closed.closure.closed_at, closed.closure.by) == (State.CLOSED, NOW, "acc")
    again, fact = reopen(closed)
    assert fact == Reactivated()
    assert again == replace(OPEN, number=6)


@pytest.mark.feature("CLO-05")
def test_identifying_again_opens_a_closed_space_too() -> None:
    closed, _ = close(coded(OPEN), "acc", NOW)
    again, fact = activate(closed, "acc", NOW)
    assert (again.state, again.closure, fact) == (State.ACTIVATED, None, Reactivated())


@pytest.mark.feature("CLO-01")
@pytest.mark.parametrize("state", [state for state in State if state is not State.ACTIVATED])
def test_only_an_open_space_is_closed(state: State) -> None:
    with pytest.raises(TransitionRefused) as refused:
        close(replace(OPEN, state=state), "acc", NOW)
    assert refused.value.refusal is Refusal.NOT_OPEN


@pytest.mark.feature("CLO-05")
@pytest.mark.parametrize("space", [OPEN, replace(OPEN, state=State.CLOSED), replace(OPEN, state=State.OPPOSED)])
def test_only_what_its_holder_closed_is_reopened(space: Space) -> None:
    with pytest.raises(TransitionRefused) as refused:
        reopen(space)
    assert refused.value.refusal is Refusal.NOT_CLOSED


@pytest.mark.feature("CLO-07")
@pytest.mark.parametrize("state", list(State))
def test_erasing_has_no_way_back(state: State) -> None:
    going = coded(begin_erasure(replace(OPEN, state=state), "acc", NOW))
    for way in (reopen, lambda space: activate(space, "acc", NOW), lambda space: begin_erasure(space, "acc", NOW)):
        with pytest.raises(TransitionRefused) as refused:
            way(going)
        assert refused.value.refusal is Refusal.BEING_ERASED


@pytest.mark.feature("CLO-01", "CLO-04", "CLO-05")
@given(st.lists(st.sampled_from(["close", "reopen", "activate", "erase"]), max_size=30))
def test_any_sequence_of_acts_moves_the_number_up_and_keeps_the_account(acts: list[str]) -> None:
    space, erased = coded(OPEN), False
    for act in acts:
        before = space
        try:
            if act == "close":
                space, _ = close(space, "acc", NOW)
            elif act == "reopen":
                space, _ = reopen(space)
            elif act == "activate":
                space, _ = activate(coded(space), "acc", NOW)
            else:
                space, erased = begin_erasure(space, "acc", NOW), True
        except TransitionRefused:
            assert space == before
            continue
        assert space.number == before.number + 1
        assert space.account == "acc"
        assert space.state is (State.CLOSED if act in ("close", "erase") else State.ACTIVATED)
        assert (space.closure is not None) is (space.state is State.CLOSED)
    assert bool(space.closure and space.closure.erasing) is erased


@pytest.mark.feature("CLO-10")
@given(st.integers(0, 40_000), st.integers(1, 40_000))
def test_the_retention_runs_from_the_closure_and_nothing_ends_unwarned(days: int, length: int) -> None:
    kept = Retention(timedelta(days=length), timedelta(days=30))
    closed, _ = close(OPEN, "acc", NOW)
    later = NOW + timedelta(days=days)
    assert not warning_due(OPEN, kept, later)
    assert not purge_due(closed, kept, later)
    assert warning_due(closed, kept, later) is (days >= length - 30)
    told, ends_at = warned(closed, kept, later)
    assert ends_at >= later + timedelta(days=30)
    assert ends_at >= NOW + timedelta(days=length)
    assert not warning_due(told, kept, ends_at)
    assert not purge_due(told, kept, ends_at - timedelta(seconds=1))
    assert purge_due(told, kept, ends_at)
    assert reopen(told)[0].closure is None
    assert not purge_due(begin_erasure(told, "acc", NOW), kept, ends_at)
