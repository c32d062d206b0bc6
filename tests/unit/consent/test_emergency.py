"""Emergency access: closed until opened, regulators apart, and what is unusual about its use."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.consent.domain.emergency import (
    Bounds,
    Emergency,
    Ground,
    GroundClosed,
    NotRegulator,
    Signal,
    Switches,
    Try,
    check_ground,
    hourly_alert,
    signals,
)

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
BOUNDS = Bounds(records_per_hour=10, tries_per_hour=20, tries_per_day=30, regulator_factor=5)
settings_of = st.sampled_from([None, False, True])


@pytest.mark.feature("EMG-04", "EMG-05", "EMG-09")
@given(settings_of, settings_of, st.sampled_from(Ground), st.booleans())
def test_a_ground_is_open_only_when_its_own_switch_says_yes(
    regulation: bool | None, risk: bool | None, ground: Ground, is_regulator: bool
) -> None:
    own = regulation if ground is Ground.REGULATION else risk
    refusal: type[Exception] | None = None if own is True else GroundClosed
    if ground is Ground.REGULATION and not is_regulator:
        refusal = NotRegulator
    if refusal is None:
        check_ground(Switches(regulation, risk), ground, is_regulator)
        return
    with pytest.raises(refusal):
        check_ground(Switches(regulation, risk), ground, is_regulator)


@pytest.mark.feature("EMG-11")
def test_an_emergency_runs_until_its_moment() -> None:
    emergency = Emergency("e", Ground.IMMEDIATE_RISK, NOW)
    assert emergency.runs(NOW - timedelta(milliseconds=1))
    assert not emergency.runs(NOW)


def tries(count: int, every: timedelta, record: str = "rec_{}") -> list[Try]:
    return [Try(NOW - every * index, record.format(index)) for index in range(count)]


def test_the_tenth_record_in_an_hour_is_raised_and_the_twenty_first_try_is_stopped() -> None:
    minute = timedelta(minutes=1)
    assert signals(tries(9, minute), NOW, BOUNDS) == {}
    assert signals(tries(10, minute), NOW, BOUNDS) == {Signal.MANY_RECORDS: 10}
    assert Signal.STOPPED not in signals(tries(20, minute), NOW, BOUNDS)
    assert signals(tries(21, minute), NOW, BOUNDS)[Signal.STOPPED] == 21
    assert signals(tries(15, minute, "rec_same"), NOW, BOUNDS) == {}


def test_many_in_a_day_are_raised_however_they_are_spread() -> None:
    assert signals(tries(29, timedelta(minutes=45)), NOW, BOUNDS) == {}
    assert signals(tries(30, timedelta(minutes=45)), NOW, BOUNDS) == {Signal.MANY_IN_A_DAY: 30}


def test_a_regulator_answers_more_calls() -> None:
    assert signals(tries(30, timedelta(minutes=1)), NOW, BOUNDS.of(is_regulator=True)) == {}
    assert Signal.STOPPED in signals(tries(101, timedelta(seconds=5)), NOW, BOUNDS.of(is_regulator=True))


@given(st.lists(st.tuples(st.integers(0, 200_000), st.sampled_from(["a", "b", "c"]))))
def test_what_is_stopped_was_always_raised_before(times: list[tuple[int, str]]) -> None:
    bounds = Bounds(records_per_hour=3, tries_per_hour=5, tries_per_day=5, regulator_factor=1)
    told = [Try(NOW - timedelta(seconds=seconds), record) for seconds, record in times]
    found = signals(told, NOW, bounds)
    if Signal.STOPPED in found:
        assert Signal.MANY_IN_A_DAY in found
    assert signals([], NOW, bounds) == {}


def test_a_script_raises_one_alert_an_hour() -> None:
    first, later = hourly_alert("pro_x", Signal.STOPPED, 21, NOW), hourly_alert("pro_x", Signal.STOPPED, 900, NOW)
    assert first.id == later.id
    assert hourly_alert("pro_x", Signal.STOPPED, 21, NOW + timedelta(hours=1)).id != first.id
