"""Growing pauses."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.identity.domain import limits
from services.identity.domain.limits import Policy

ALL = [each for each in vars(limits).values() if isinstance(each, Policy)]


@pytest.mark.feature("ACT-22", "LOG-08")
@given(st.sampled_from(ALL), st.integers(0, 10_000))
def test_a_pause_never_shrinks_and_never_passes_its_longest(policy: Policy, count: int) -> None:
    assert policy.pause(count) <= policy.pause(count + 1) <= policy.longest


@given(st.sampled_from(ALL))
def test_the_first_tries_are_free_and_the_next_one_is_not(policy: Policy) -> None:
    assert policy.pause(policy.free - 1) == timedelta(0)
    assert policy.pause(policy.free) == policy.first


@given(st.sampled_from(ALL))
def test_waiting_for_the_count_to_be_forgotten_takes_longer_than_any_pause(policy: Policy) -> None:
    assert policy.forget >= policy.longest
