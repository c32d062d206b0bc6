"""Who is told, where, and when again."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.notifier.domain import (
    ORDINARY,
    URGENT,
    Contact,
    Kind,
    Medium,
    is_actor_the_patient,
    is_kept_from_reader,
    minutes_left,
    retry_delay,
    urgency,
    waiting_delay,
    way_to,
)

NOW = datetime(2026, 5, 28, 9, 30, tzinfo=UTC)


def contact(email: str | None = "i@c.example", mobile: str | None = "+33639980001", channel: str = "email") -> Contact:
    return Contact(("Inaya",), email, mobile, channel)


@pytest.mark.feature("LOG-05", "ACT-18")
@pytest.mark.parametrize("kind", [Kind.LOGIN_CODE, Kind.PROVISIONAL_CODE])
def test_a_code_goes_where_the_person_chose(kind: Kind) -> None:
    assert way_to(contact(channel="email"), kind).medium is Medium.EMAIL  # type: ignore[union-attr]
    assert way_to(contact(channel="sms"), kind).medium is Medium.SMS  # type: ignore[union-attr]


@pytest.mark.feature("HIS-02")
def test_a_notice_goes_by_mail_whatever_was_chosen_for_codes() -> None:
    assert way_to(contact(channel="sms"), Kind.ACTIVITY).medium is Medium.EMAIL  # type: ignore[union-attr]


@pytest.mark.feature("OPS-05", "ACT-23")
def test_an_invitation_takes_the_way_the_insurer_knows() -> None:
    assert way_to(contact(), Kind.INVITATION).medium is Medium.EMAIL  # type: ignore[union-attr]
    assert way_to(contact(email=None), Kind.INVITATION).medium is Medium.SMS  # type: ignore[union-attr]
    assert way_to(contact(email=None, mobile=None), Kind.INVITATION) is None


@pytest.mark.feature("HIS-08")
def test_only_the_acts_of_others_are_told() -> None:
    assert is_actor_the_patient({"id": "acc_1", "role": "patient"}, "rec_1")
    for other in ({"id": "pro_1", "role": "professional"}, {"id": "a", "role": "support"}, None):
        assert not is_actor_the_patient(other, "rec_1")


@pytest.mark.parametrize(
    ("until", "representatives", "silent"),
    [
        (None, False, False),
        ("2026-05-28T09:30:01Z", False, True),
        ("2026-05-28T09:30:00Z", False, False),
        (None, True, True),
    ],
)
def test_nothing_is_told_of_what_its_reader_may_not_know(
    until: str | None, representatives: bool, silent: bool
) -> None:
    data = {"concealed": {"patient_until": until, "representatives": representatives}}
    assert is_kept_from_reader(data, NOW) == silent
    assert not is_kept_from_reader({}, NOW)


@pytest.mark.feature("EMG-10")
def test_codes_and_emergencies_come_first() -> None:
    assert {kind for kind in Kind if urgency(kind) == URGENT} == {
        Kind.LOGIN_CODE,
        Kind.PROVISIONAL_CODE,
        Kind.CONTACT_CODE,
        Kind.EMERGENCY,
        Kind.EMERGENCY_ALERT,
    }
    assert URGENT < ORDINARY


@pytest.mark.feature("HIS-17")
@given(st.integers(1, 1_000))
def test_delays_grow_and_stay_bounded(tries: int) -> None:
    assert timedelta(0) < retry_delay(tries) <= retry_delay(tries + 1) <= timedelta(hours=4)
    assert timedelta(0) < waiting_delay(tries) <= waiting_delay(tries + 1) <= timedelta(days=1)


def test_minutes_of_a_code_are_whole_and_never_none() -> None:
    assert minutes_left(NOW + timedelta(minutes=5), NOW) == 5
    assert minutes_left(NOW + timedelta(seconds=1), NOW) == 1
    assert minutes_left(NOW - timedelta(minutes=9), NOW) == 1
