"""Cursors hold a position and nothing else."""

import base64
import json
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as some

from chassis import paging

TEXT = some.text(some.characters(exclude_categories=["Cs"]), max_size=30)
MOMENT = some.datetimes(timezones=some.sampled_from([UTC, timezone(timedelta(hours=2))]))


@given(MOMENT, TEXT, some.integers(-(2**63) + 1, 2**63 - 1))
def test_a_position_comes_back_as_it_was(at: datetime, text: str, number: int) -> None:
    cursor = paging.encode(at, text, number)
    if len(cursor) <= paging.MAX_LENGTH:
        assert paging.decode(cursor, datetime, str, int) == (at, text, number)


@given(
    some.one_of(some.text(max_size=400), some.binary(max_size=200).map(lambda b: base64.urlsafe_b64encode(b).decode()))
)
def test_anything_else_is_refused_and_nothing_else_happens(noise: str) -> None:
    with pytest.raises(paging.CursorInvalid):
        paging.decode(noise, datetime, str)


@pytest.mark.parametrize(
    "forged",
    [{"$gt": ""}, ["a"], ["a", "b", "c"], [{"$gt": ""}, "b"], [1, True], [1.5, 1], ["a", 2**64], [None, 1], 3, "a"],
    ids=str,
)
def test_a_forged_position_carries_no_condition(forged: object) -> None:
    cursor = base64.urlsafe_b64encode(json.dumps(forged).encode()).rstrip(b"=").decode()
    with pytest.raises(paging.CursorInvalid):
        paging.decode(cursor, str, int)


def test_half_a_character_is_no_text() -> None:
    cursor = base64.urlsafe_b64encode(b'["\\ud800"]').rstrip(b"=").decode()
    with pytest.raises(paging.CursorInvalid):
        paging.decode(cursor, str)


def test_a_time_without_zone_is_no_position() -> None:
    with pytest.raises(ValueError, match="aware"):
        paging.encode(datetime(2026, 1, 1))  # noqa: DTZ001
