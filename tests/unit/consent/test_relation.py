"""The relation as a state machine: whatever happens, in whatever order, a block wins."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from services.consent.domain.relation import Author, Choice, Fact, Outcome, Relation, State, contacted, declared
from services.consent.errors import AccessRefused

AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
INAYA = Author("acc_inaya", "patient")
LEROUX = Author("pro_leroux", "professional")


def authorized() -> Relation:
    return declared("rec_inaya", "pro_leroux", LEROUX, AT).relation


@pytest.mark.feature("ACC-12")
def test_declared_care_begins_as_authorised() -> None:
    outcome = declared("rec_inaya", "pro_leroux", LEROUX, AT)
    assert (outcome.relation.state, outcome.fact) == (State.AUTHORIZED, Fact.AUTHORIZED)
    assert [(each.choice, each.by) for each in outcome.decisions] == [(Choice.AUTHORIZED, LEROUX)]


def test_a_deposit_begins_as_a_contact_that_may_not_read() -> None:
    outcome = contacted("rec_inaya", "pro_leroux", LEROUX, AT)
    assert (outcome.relation.state, outcome.fact) == (State.CONTACT, Fact.CONTACTED)


def test_once_blocked_declared_care_opens_nothing() -> None:
    with pytest.raises(AccessRefused):
        authorized().block(INAYA, AT).relation.authorize(LEROUX, AT)


@pytest.mark.feature("ACC-09")
def test_unblocked_they_return_to_the_authorised_list() -> None:
    outcome = authorized().block(INAYA, AT).relation.unblock(INAYA, AT)
    assert (outcome.relation.state, outcome.fact) == (State.AUTHORIZED, Fact.UNBLOCKED)


@pytest.mark.feature("ACC-11")
def test_blocking_takes_the_administrator_status_and_unblocking_does_not_give_it_back() -> None:
    outcome = replace(authorized(), administrator=True).block(INAYA, AT)
    assert not outcome.relation.administrator
    assert [each.choice for each in outcome.decisions] == [Choice.BLOCKED, Choice.ADMINISTRATOR_REMOVED]
    assert not outcome.relation.unblock(INAYA, AT).relation.administrator


@given(st.lists(st.sampled_from(["authorize", "block", "unblock"]), min_size=1))
def test_doing_a_thing_twice_is_doing_it_once(steps: list[str]) -> None:
    relation = contacted("rec_inaya", "pro_leroux", LEROUX, AT).relation
    for step in steps:
        if step == "authorize" and relation.state is State.BLOCKED:
            continue
        relation = getattr(relation, step)(INAYA, AT).relation
        again = getattr(relation, step)(INAYA, AT)
        assert (again.relation, again.fact, again.decisions) == (relation, None, ())


class AnyLife(RuleBasedStateMachine):
    """Any sequence of declared care, blocks, unblocks and appointments."""

    @initialize(deposit=st.booleans())
    def begin(self, deposit: bool) -> None:
        begin = contacted if deposit else declared
        self.relation = begin("rec_inaya", "pro_leroux", LEROUX, AT).relation
        self.facts = 1
        self.appointed_since_block = False

    @rule()
    def declare_care(self) -> None:
        if self.relation.state is State.BLOCKED:
            with pytest.raises(AccessRefused):
                self.relation.authorize(LEROUX, AT)
        else:
            self._take(self.relation.authorize(LEROUX, AT), State.AUTHORIZED)

    @rule()
    def block(self) -> None:
        self._take(self.relation.block(INAYA, AT), State.BLOCKED)
        self.appointed_since_block = False

    @rule()
    def unblock(self) -> None:
        expected = State.AUTHORIZED if self.relation.state is State.BLOCKED else self.relation.state
        self._take(self.relation.unblock(INAYA, AT), expected)

    @rule()
    def appoint(self) -> None:
        if self.relation.state is State.AUTHORIZED:
            self.relation = replace(self.relation, administrator=True)
            self.appointed_since_block = True

    @invariant()
    def a_blocked_professional_is_no_administrator(self) -> None:
        assert not (self.relation.state is State.BLOCKED and self.relation.administrator)

    @invariant()
    def the_status_comes_from_an_appointment_after_the_last_block(self) -> None:
        assert self.relation.administrator == self.appointed_since_block

    @invariant()
    def the_version_counts_what_was_announced(self) -> None:
        assert self.relation.number == self.facts

    def _take(self, outcome: Outcome, expected: State) -> None:
        assert outcome.relation.state is expected
        assert bool(outcome.fact) == bool(outcome.decisions) == (outcome.relation != self.relation)
        self.relation = outcome.relation
        self.facts += outcome.fact is not None


TestAnyLife = AnyLife.TestCase
