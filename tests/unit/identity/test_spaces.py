"""The state machine of a space, driven by any sequence of acts."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from services.identity.domain.closing import begin_erasure, close
from services.identity.domain.codes import issue_provisional_code
from services.identity.domain.people import end_of_day
from services.identity.domain.spaces import (
    Activated,
    Channel,
    Closure,
    Opposition,
    Reactivated,
    Refusal,
    Space,
    State,
    TransitionRefused,
    activate,
    auto_create,
    invite,
    open_for_child,
    oppose,
    replace_code,
)

DELAY = timedelta(days=42)
START = datetime(2026, 2, 3, tzinfo=UTC)


def invited() -> Space:
    return invite(Space("rec"), issue_provisional_code("code", START, DELAY), DELAY)


@pytest.mark.feature("ACT-04")
def test_the_delay_and_the_code_run_from_the_same_moment() -> None:
    space = invited()
    assert space.deadline == end_of_day(START + DELAY) == (space.code and space.code.expires_at)


@pytest.mark.feature("ACT-29")
def test_someone_who_opposed_can_still_activate() -> None:
    opposed, _ = oppose(invited(), Opposition(START, Channel.ONLINE, "proof"))
    again = replace_code(opposed, issue_provisional_code("new", START, DELAY))
    activated, fact = activate(again, "acc", START)
    assert activated.state is State.ACTIVATED
    assert fact == Activated()


@pytest.mark.feature("ACT-06")
def test_a_space_created_without_an_answer_can_be_activated_or_closed() -> None:
    created, _ = auto_create(invited(), end_of_day(START + DELAY))
    fresh = replace_code(created, issue_provisional_code("new", START + DELAY, DELAY))
    assert activate(fresh, "acc", START + DELAY)[0].state is State.ACTIVATED
    closed, _ = oppose(fresh, Opposition(START + DELAY, Channel.ONLINE, "proof"))
    assert closed.state is State.CLOSED


@pytest.mark.feature("ACT-29", "CLO-10", "CLO-05")
def test_who_opposes_a_space_that_was_created_closes_it_and_opens_it_for_the_first_time_later() -> None:
    created, _ = auto_create(invited(), end_of_day(START + DELAY))
    opposed_at = START + 2 * DELAY
    closed, _ = oppose(created, Opposition(opposed_at, Channel.LETTER, "proof", by="acc_agent"))
    assert closed.closure == Closure(opposed_at, "acc_agent", returns_to=State.AUTO_CREATED)
    ways = (
        activate(replace_code(closed, issue_provisional_code("new", opposed_at, DELAY)), "acc", opposed_at),
        open_for_child(closed, opposed_at),
    )
    for space, fact in ways:
        assert (space.state, space.closure, fact) == (State.ACTIVATED, None, Activated())
        assert space.opposition
        assert space.opposition.withdrawn_at == opposed_at


@pytest.mark.feature("CLO-05", "CLO-07", "MIN-10")
def test_a_child_space_that_was_closed_is_opened_again_unless_it_is_being_erased() -> None:
    opened, _ = open_for_child(Space("rec"), START)
    closed, _ = close(opened, "acc_parent", START)
    again, fact = open_for_child(closed, START)
    assert (again.state, again.number, fact) == (State.ACTIVATED, closed.number + 1, Reactivated())
    with pytest.raises(TransitionRefused) as refused:
        open_for_child(begin_erasure(closed, "acc_parent", START), START)
    assert refused.value.refusal is Refusal.BEING_ERASED


@pytest.mark.feature("ACT-07", "ACT-08")
def test_someone_nobody_wrote_to_can_activate_with_a_code_they_asked_for() -> None:
    space = replace_code(Space("rec"), issue_provisional_code("code", START, DELAY))
    assert activate(space, "acc", START)[0].state is State.ACTIVATED


def test_an_activated_space_is_not_opposed_but_closed_elsewhere() -> None:
    activated, _ = activate(invited(), "acc", START)
    with pytest.raises(TransitionRefused) as refused:
        oppose(activated, Opposition(START, Channel.ONLINE, "proof"))
    assert refused.value.refusal is Refusal.ALREADY_ACTIVATED


class AnyLife(RuleBasedStateMachine):
    """Acts in any order, at any time that does not run backwards."""

    def __init__(self) -> None:
        super().__init__()
        self.now = START
        self.space = Space("rec")
        self.consumed: set[str] = set()
        self.oppositions = 0
        self.codes = 0

    def fresh_code(self) -> str:
        self.codes += 1
        return f"code{self.codes}"

    @rule(days=st.integers(0, 60))
    def wait(self, days: int) -> None:
        self.now += timedelta(days=days)

    @rule()
    def invite(self) -> None:
        code = issue_provisional_code(self.fresh_code(), self.now, DELAY)
        try:
            self.space = invite(self.space, code, DELAY)
        except TransitionRefused:
            assert self.space.state is not State.REGISTERED

    @rule()
    def ask_for_a_code(self) -> None:
        before = self.space
        self.space = replace_code(self.space, issue_provisional_code(self.fresh_code(), self.now, DELAY))
        assert replace(self.space, code=before.code) == before  # nothing moves but the code

    @rule()
    def activate(self) -> None:
        self._choose(lambda: activate(self.space, "acc", self.now)[0])

    @rule()
    def oppose(self) -> None:
        before = self.space.state
        opposition = Opposition(self.now, Channel.ONLINE, "proof")
        if self._choose(lambda: oppose(self.space, opposition)[0]):
            assert before not in (State.ACTIVATED, State.OPPOSED, State.CLOSED)
            assert self.space.opposition == opposition  # the evidence stays (ACT-28)

    @precondition(lambda self: self.space.deadline is not None)
    @rule()
    def let_the_delay_run_out(self) -> None:
        before = self.space
        try:
            self.space, _ = auto_create(before, self.now)
        except TransitionRefused:
            return
        assert before.state is State.INVITED
        assert before.deadline is not None
        assert self.now >= before.deadline

    def _choose(self, act: object) -> bool:
        before = self.space
        try:
            self.space = act()  # type: ignore[operator]
        except TransitionRefused:
            assert self.space is before
            return False
        assert before.code is not None
        assert before.code.is_live(self.now)
        # A code is consumed once, whatever it was used for (ACT-21).
        assert before.code.keyed_hash not in self.consumed
        self.consumed.add(before.code.keyed_hash)
        return True

    @invariant()
    def only_an_activated_space_gets_credentials(self) -> None:
        if self.space.state is State.ACTIVATED:
            assert self.space.account == "acc"

    @invariant()
    def the_version_counts_the_transitions(self) -> None:
        assert self.space.number >= 1


TestAnyLife = pytest.mark.feature("ACT-02", "ACT-05", "ACT-21", "ACT-28", "ACT-30")(AnyLife.TestCase)
