"""Places in the policy stream."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.consent.domain.policy import LANES, Mark, Place, applied_everywhere, lane_of


def test_the_lane_of_a_record_is_the_same_for_every_service() -> None:
    assert lane_of("123456789") == 0xCBF43926 % LANES  # the check value of CRC-32


@given(
    st.integers(1, 5), st.integers(0, 9), st.dictionaries(st.sampled_from("abc"), st.tuples(*[st.integers(0, 9)] * 2))
)
@pytest.mark.feature("ACC-10")
def test_a_change_is_effective_only_when_every_point_has_applied_it(
    epoch: int, number: int, marks: dict[str, tuple[int, int]]
) -> None:
    points = ("a", "b")
    expected = all(marks.get(point, (0, 0)) >= (epoch, number) for point in points)
    held = {point: Mark(*mark) for point, mark in marks.items()}
    assert applied_everywhere(Place(epoch, 3, number), points, held) == expected


def test_an_older_epoch_never_acknowledges_a_newer_one() -> None:
    assert not applied_everywhere(Place(2, 0, 1), ["documents"], {"documents": Mark(1, 999)})
