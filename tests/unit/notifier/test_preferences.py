"""When people are told, as they chose."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.notifier.domain import Medium
from services.notifier.preferences import Pace, Preferences, Rhythm, default, due_at, from_json, gathers, to_json

FRANCE = ZoneInfo("Europe/Paris")
NOON = datetime(2026, 11, 22, 11, 0, tzinfo=UTC)  # noon in Paris


def paris(day: int, hour: int, minute: int = 0, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=FRANCE)


@pytest.mark.feature("HIS-02")
@pytest.mark.parametrize(
    ("rhythm", "due"),
    [
        (Rhythm(Pace.AT_ONCE), paris(22, 12)),
        (Rhythm(Pace.GROUPED, window_minutes=90), paris(22, 13, 30)),
        (Rhythm(Pace.DAILY, hour=18), paris(22, 18)),
        (Rhythm(Pace.DAILY, hour=12), paris(23, 12)),
        (Rhythm(Pace.DAILY, hour=8), paris(23, 8)),
    ],
    ids=["at-once", "grouped", "today", "this-hour-has-begun", "tomorrow"],
)
def test_each_pace_has_its_moment(rhythm: Rhythm, due: datetime) -> None:
    found = due_at(Preferences(rhythm), Medium.EMAIL, NOON)
    assert found == due
    assert gathers(due, NOON) == (rhythm.pace is not Pace.AT_ONCE)


def test_a_channel_that_is_off_is_never_due() -> None:
    assert due_at(Preferences(Rhythm(Pace.AT_ONCE)), Medium.SMS, NOON) is None


@pytest.mark.parametrize(
    ("happened", "quiet", "due"),
    [
        (paris(22, 23, 30), (22, 7), paris(23, 7)),
        (paris(23, 3), (22, 7), paris(23, 7)),
        (paris(23, 7), (22, 7), paris(23, 7)),
        (paris(22, 21, 59), (22, 7), paris(22, 21, 59)),
        (paris(22, 13), (12, 14), paris(22, 14)),
        (paris(22, 13), (8, 8), paris(22, 13)),
    ],
    ids=["before-midnight", "after-midnight", "just-over", "just-before", "within-a-day", "none"],
)
def test_quiet_hours_move_to_their_end(happened: datetime, quiet: tuple[int, int], due: datetime) -> None:
    assert due_at(Preferences(Rhythm(Pace.AT_ONCE), quiet=quiet), Medium.EMAIL, happened) == due


def test_the_daily_hour_is_that_of_the_clock_on_the_wall_when_it_changes() -> None:
    evening = paris(24, 20, month=10)  # summer time ends in the night
    assert due_at(Preferences(Rhythm(Pace.DAILY, hour=18)), Medium.EMAIL, evening) == paris(25, 18, month=10)


paces = st.sampled_from([Pace.AT_ONCE, Pace.GROUPED, Pace.DAILY])
hours = st.integers(0, 23)
rhythms = st.builds(Rhythm, paces, st.integers(5, 1440), hours)
moments = st.integers(0, 365 * 24 * 60).map(lambda minutes: NOON + timedelta(minutes=minutes))


@given(rhythms, st.none() | st.tuples(hours, hours), moments)
def test_nobody_is_told_in_quiet_hours_nor_before_nor_two_days_late(
    rhythm: Rhythm, quiet: tuple[int, int] | None, happened: datetime
) -> None:
    chosen = Preferences(rhythm, quiet=quiet)
    due = due_at(chosen, Medium.EMAIL, happened)
    assert due is not None
    assert happened <= due <= happened + timedelta(hours=49)
    if quiet and quiet[0] != quiet[1]:
        first, last = quiet
        hour = due.astimezone(FRANCE).hour
        assert not (first <= hour < last if first < last else hour >= first or hour < last)


@given(rhythms, st.none() | st.tuples(hours, hours))
def test_what_is_kept_is_what_was_chosen(rhythm: Rhythm, quiet: tuple[int, int] | None) -> None:
    chosen = Preferences(rhythm, sms=rhythm, quiet=quiet)
    assert from_json(to_json(chosen)) == chosen


def test_until_someone_chooses_the_window_of_the_house_holds() -> None:
    assert default(0).email.pace is Pace.AT_ONCE
    assert due_at(default(1.5), Medium.EMAIL, NOON, 1.5) == NOON + timedelta(seconds=1.5)
