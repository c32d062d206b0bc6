"""The lane of a record is the same for who tells of it and for who enforces it."""

from hypothesis import given
from hypothesis import strategies as st

from enforcement import lanes
from services.consent.domain import policy


@given(st.from_regex(r"rec_[0-9A-Za-z]{22}", fullmatch=True))
def test_consent_and_enforcement_points_agree_on_lanes(record: str) -> None:
    assert lanes.LANES == policy.LANES
    assert lanes.lane_of(record) == policy.lane_of(record) < lanes.LANES
