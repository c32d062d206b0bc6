"""Waves, daily volumes, ways to write, and delays that start when someone is notified (OPS-01, OPS-05, C-02)."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.identity.domain.campaign import (
    LONGEST,
    Medium,
    Plan,
    Sender,
    WaveState,
    may_invite,
    notified_at,
    paris_day,
    plan_faults,
    sender_for,
    state_of,
    way_after_failure,
    way_to,
)
from services.identity.domain.codes import issue_provisional_code
from services.identity.domain.people import Contact, end_of_day
from services.identity.domain.spaces import (
    Channel,
    Opposition,
    Space,
    State,
    TransitionRefused,
    activate,
    auto_create,
    invite,
    invite_again,
    not_notified,
    notified,
    oppose,
)

DELAY = timedelta(days=42)
PLAN = Plan("Février", date(2026, 2, 3), date(2026, 3, 28), 1_000)
START = datetime(2026, 2, 3, 8, tzinfo=UTC)
NOBODY = Contact(None, None)


@pytest.mark.feature("OPS-01")
@given(day=st.dates(date(2026, 1, 1), date(2026, 12, 31)), sent=st.integers(0, 5_000), paused=st.booleans())
def test_a_wave_never_invites_outside_its_dates_nor_beyond_its_volume(day: date, sent: int, paused: bool) -> None:
    most = may_invite(PLAN, paused, day, sent)
    assert most == (max(0, 1_000 - sent) if PLAN.starts_on <= day <= PLAN.ends_on and not paused else 0)


@pytest.mark.feature("OPS-02")
@given(st.sampled_from(["regime-general", "msa", "autre"]), st.sampled_from([None, *Sender]))
def test_the_wave_says_in_whose_name_it_invites_else_the_scheme_does(scheme: str, chosen: Sender | None) -> None:
    own = Sender.MSA if scheme == "msa" else Sender.INSURER
    assert sender_for(scheme, chosen) is (own if chosen is None else chosen)


@pytest.mark.feature("OPS-01")
@given(st.lists(st.tuples(st.integers(-3, 3), st.integers(1, 700)), max_size=60))
def test_a_clock_moved_back_and_forth_sends_no_day_more_than_its_volume(moves: list[tuple[int, int]]) -> None:
    day, sent = date(2026, 2, 10), dict[date, int]()
    for shift, wanted in moves:
        day += timedelta(days=shift)
        sent[day] = sent.get(day, 0) + min(wanted, may_invite(PLAN, False, day, sent.get(day, 0)))
    assert all(count <= PLAN.daily_volume for count in sent.values())
    assert all(PLAN.starts_on <= day <= PLAN.ends_on for day, count in sent.items() if count)


@pytest.mark.feature("OPS-01")
def test_the_state_of_a_wave_follows_the_day_in_paris() -> None:
    midnight = datetime(2026, 2, 2, 23, 30, tzinfo=UTC)
    assert paris_day(midnight) == PLAN.starts_on
    assert state_of(PLAN, False, date(2026, 2, 2)) is WaveState.PLANNED
    assert state_of(PLAN, True, date(2026, 3, 28)) is WaveState.PAUSED
    assert state_of(PLAN, True, date(2026, 3, 29)) is WaveState.OVER


@pytest.mark.feature("OPS-01")
@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": "  "}, "name"),
        ({"name": "x" * 81}, "name"),
        ({"starts_on": date(2026, 2, 2)}, "starts_on"),
        ({"ends_on": date(2026, 2, 2)}, "ends_on"),
        ({"ends_on": PLAN.starts_on + LONGEST + timedelta(days=1)}, "ends_on"),
        ({"daily_volume": 0}, "daily_volume"),
        ({"daily_volume": 5_000_001}, "daily_volume"),
    ],
    ids=["no-name", "long-name", "past", "backwards", "endless", "none-a-day", "too-many-a-day"],
)
def test_a_plan_that_cannot_be(change: dict[str, object], field: str) -> None:
    assert plan_faults(PLAN, PLAN.starts_on) == {}
    assert list(plan_faults(replace(PLAN, **change), PLAN.starts_on)) == [field]  # type: ignore[arg-type]


@pytest.mark.feature("OPS-05", "ACT-23")
@pytest.mark.parametrize(
    ("email", "mobile", "address", "way"),
    [
        ("a@b.fr", "+33612345678", True, Medium.EMAIL),
        (None, "+33612345678", True, Medium.LETTER),
        (None, None, True, Medium.LETTER),
        (None, "+33612345678", False, Medium.SMS),
        (None, None, False, None),
    ],
)
def test_an_invitation_goes_by_email_else_by_letter(
    email: str | None, mobile: str | None, address: bool, way: Medium | None
) -> None:
    assert way_to(Contact(email, mobile), address) is way


@pytest.mark.feature("OPS-05")
def test_whom_an_email_did_not_reach_gets_a_letter() -> None:
    known = Contact("a@b.fr", None)
    assert way_after_failure(Medium.EMAIL, known, has_address=True) is Medium.LETTER
    assert way_after_failure(Medium.EMAIL, known, has_address=False) is Medium.EMAIL
    assert way_after_failure(Medium.LETTER, NOBODY, has_address=True) is Medium.LETTER


@pytest.mark.feature("ACT-04", "ACT-19")
@given(medium=st.sampled_from(Medium), allowance=st.integers(0, 15), delay=st.integers(1, 90))
def test_the_code_covers_the_whole_right_to_oppose(medium: Medium, allowance: int, delay: int) -> None:
    at = notified_at(START, medium, timedelta(days=allowance))
    assert at - START == timedelta(days=allowance if medium is Medium.LETTER else 0)
    life = timedelta(days=delay)
    space = invite(Space("rec"), issue_provisional_code("code", at, life), life)
    assert space.deadline is not None
    assert space.code is not None
    last_moment = space.deadline - timedelta(milliseconds=1)
    assert space.code.is_live(START)
    assert space.code.is_live(last_moment)
    assert not space.code.is_live(space.deadline)
    with pytest.raises(TransitionRefused):
        auto_create(space, last_moment)
    assert auto_create(space, space.deadline)[0].state is State.AUTO_CREATED


@pytest.mark.feature("ACT-04", "ACT-05")
def test_no_delay_runs_for_who_was_not_reached_until_they_are() -> None:
    space = not_notified(invite(Space("rec"), issue_provisional_code("code", START, DELAY), DELAY))
    with pytest.raises(TransitionRefused):
        auto_create(space, START + timedelta(days=4000))
    later = START + timedelta(days=10)
    again = invite_again(space, issue_provisional_code("new", later, DELAY), DELAY)
    assert again.deadline == end_of_day(later + DELAY)
    late = notified(space, later, DELAY, DELAY)
    assert late.deadline == end_of_day(later + DELAY) == (late.code and late.code.expires_at)
    assert notified(again, later, DELAY, DELAY) is again
    assert notified(again, later - DELAY, DELAY, DELAY) is again, "a clock moved back takes no day away"


@pytest.mark.feature("ACT-30")
def test_who_answered_is_not_written_to_again_nor_touched_by_a_late_report() -> None:
    space = invite(Space("rec"), issue_provisional_code("code", START, DELAY), DELAY)
    opposed, _ = oppose(space, Opposition(START, Channel.LETTER, "courrier"))
    activated, _ = activate(space, "acc", START)
    for answered in (opposed, activated):
        assert not_notified(answered) is answered
        assert notified(answered, START + DELAY, DELAY, DELAY) is answered
        with pytest.raises(TransitionRefused):
            invite_again(answered, issue_provisional_code("new", START, DELAY), DELAY)
