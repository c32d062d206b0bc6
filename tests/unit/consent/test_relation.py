"""The relation as a state machine: whatever happens, in whatever order, a block wins."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from services.consent.domain.emergency import Emergency, Ground
from services.consent.domain.relation import (
    AlreadyAuthorized,
    Author,
    Began,
    Blocked,
    Choice,
    Fact,
    NotAuthorized,
    Outcome,
    Relation,
    State,
    begun_in_emergency,
    contacted,
    declared,
)

AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
INAYA = Author("acc_inaya", "patient")
LEROUX = Author("pro_leroux", "professional")
EMERGENCY = Emergency("emergency", Ground.IMMEDIATE_RISK, AT + timedelta(hours=1))


def authorized() -> Relation:
    return declared("rec_inaya", "pro_leroux", LEROUX, AT).relation


@pytest.mark.feature("ACC-12")
def test_declared_care_begins_as_authorised() -> None:
    outcome = declared("rec_inaya", "pro_leroux", LEROUX, AT)
    assert (outcome.relation.state, outcome.fact) == (State.AUTHORIZED, Fact.AUTHORIZED)
    assert [(each.choice, each.by) for each in outcome.decisions] == [(Choice.AUTHORIZED, LEROUX)]


@pytest.mark.parametrize("began", [Began.DEPOSIT, Began.MESSAGE])
def test_a_deposit_or_a_message_begins_as_a_contact_that_may_not_read(began: Began) -> None:
    outcome = contacted("rec_inaya", "pro_leroux", began, LEROUX, AT)
    assert (outcome.relation.state, outcome.relation.began, outcome.fact) == (State.CONTACT, began, Fact.CONTACTED)


@pytest.mark.feature("ACC-06")
def test_the_contract_names_every_way_a_relation_begins_and_no_other() -> None:
    contract = yaml.safe_load((Path(__file__).parents[3] / "contracts/http/consent.yaml").read_text())
    assert set(contract["components"]["schemas"]["Relation"]["properties"]["began"]["enum"]) == set(Began)


def test_once_blocked_declared_care_opens_nothing() -> None:
    with pytest.raises(Blocked):
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


@pytest.mark.feature("EMG-11")
def test_an_emergency_begins_as_a_contact_who_is_authorised_to_nothing_afterwards() -> None:
    outcome = begun_in_emergency("rec_inaya", "pro_leroux", EMERGENCY, LEROUX, AT)
    assert (outcome.relation.state, outcome.relation.began) == (State.CONTACT, Began.EMERGENCY)
    assert (outcome.fact, outcome.relation.emergency) == (Fact.EMERGENCY_OPENED, EMERGENCY)
    lifted = outcome.relation.block(INAYA, AT).relation.unblock(INAYA, AT).relation
    assert (lifted.state, lifted.emergency) == (State.CONTACT, None)


@pytest.mark.feature("EMG-08")
def test_who_is_blocked_opens_no_emergency_and_a_block_ends_one() -> None:
    begun = begun_in_emergency("rec_inaya", "pro_leroux", EMERGENCY, LEROUX, AT).relation
    blocked = begun.block(INAYA, AT).relation
    assert blocked.emergency is None
    with pytest.raises(Blocked):
        blocked.open_emergency(EMERGENCY, LEROUX, AT)


@pytest.mark.feature("ADM-03", "ADM-04", "ADM-08")
def test_an_authorised_professional_is_appointed_and_removed_and_stays_authorised() -> None:
    appointed = authorized().appoint(INAYA, AT)
    assert (appointed.fact, appointed.relation.administrator) == (Fact.ADMINISTRATOR_APPOINTED, True)
    removed = appointed.relation.remove_administrator(INAYA, AT)
    assert (removed.fact, removed.relation.administrator) == (Fact.ADMINISTRATOR_REMOVED, False)
    assert removed.relation.state is State.AUTHORIZED
    for other in (
        contacted("rec_inaya", "pro_leroux", Began.DEPOSIT, LEROUX, AT).relation,
        authorized().block(INAYA, AT).relation,
    ):
        with pytest.raises(NotAuthorized):
            other.appoint(INAYA, AT)


@given(st.lists(st.sampled_from(["authorize", "block", "unblock"]), min_size=1))
def test_doing_a_thing_twice_is_doing_it_once(steps: list[str]) -> None:
    relation = contacted("rec_inaya", "pro_leroux", Began.DEPOSIT, LEROUX, AT).relation
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
        self.before_block = State.AUTHORIZED
        begin = partial(contacted, began=Began.DEPOSIT) if deposit else declared
        self.relation = begin("rec_inaya", "pro_leroux", by=LEROUX, at=AT).relation
        self.facts = 1
        self.appointed_since_block = False

    @rule()
    def declare_care(self) -> None:
        if self.relation.state is State.BLOCKED:
            with pytest.raises(Blocked):
                self.relation.authorize(LEROUX, AT)
        else:
            self._take(self.relation.authorize(LEROUX, AT), State.AUTHORIZED)

    @rule()
    def block(self) -> None:
        if self.relation.state is not State.BLOCKED:
            self.before_block = self.relation.state
        self._take(self.relation.block(INAYA, AT), State.BLOCKED)
        self.appointed_since_block = False

    @rule()
    def unblock(self) -> None:
        expected = self.before_block if self.relation.state is State.BLOCKED else self.relation.state
        self._take(self.relation.unblock(INAYA, AT), expected)

    @rule()
    def appoint(self) -> None:
        if self.relation.state is not State.AUTHORIZED:
            with pytest.raises(NotAuthorized):
                self.relation.appoint(INAYA, AT)
        else:
            self._take(self.relation.appoint(INAYA, AT), State.AUTHORIZED)
            self.appointed_since_block = True

    @rule()
    def remove_administrator(self) -> None:
        self._take(self.relation.remove_administrator(INAYA, AT), self.relation.state)
        self.appointed_since_block = False

    @rule(ground=st.sampled_from(Ground))
    def open_emergency(self, ground: Ground) -> None:
        refusals = {State.BLOCKED: Blocked, State.AUTHORIZED: AlreadyAuthorized}
        if refusal := refusals.get(self.relation.state):
            with pytest.raises(refusal):
                self.relation.open_emergency(replace(EMERGENCY, ground=ground), LEROUX, AT)
        else:
            urgent = replace(EMERGENCY, id=f"emergency-{self.facts}", ground=ground)
            self._take(self.relation.open_emergency(urgent, LEROUX, AT), State.CONTACT)

    @rule()
    def end_emergency(self) -> None:
        self._take(self.relation.end_emergency(INAYA, AT), self.relation.state)

    @invariant()
    def only_a_contact_has_an_emergency(self) -> None:
        assert self.relation.emergency is None or self.relation.state is State.CONTACT

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
