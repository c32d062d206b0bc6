"""Provisional codes and one-time codes."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.identity.domain.codes import (
    PROVISIONAL_LENGTH,
    PROVISIONAL_TRIES,
    ProvisionalCode,
    issue_provisional_code,
    new_login_code,
    new_provisional_code,
    normalise_provisional_code,
)
from services.identity.domain.login import PendingLogin, resend_pause

NOTIFIED = datetime(2026, 2, 3, 8, tzinfo=UTC)
DAYS = timedelta(days=42)


@pytest.mark.feature("ACT-12")
def test_a_code_has_at_least_forty_bits_and_no_sign_to_confuse() -> None:
    drawn = [new_provisional_code() for _ in range(200)]
    assert len(set(drawn)) == 200
    assert 5 * PROVISIONAL_LENGTH >= 40
    assert not set("".join(drawn)) & set("ILOU")
    assert all(len(code.split("-")) == 3 for code in drawn)


@pytest.mark.feature("ACT-12")
@given(st.data())
def test_a_code_is_recognised_however_it_is_typed(data: st.DataObject) -> None:
    code = new_provisional_code()
    plain = normalise_provisional_code(code)
    typed = "".join(
        data.draw(st.sampled_from([sign, sign.lower(), {"0": "O", "1": "l"}.get(sign, sign)]))
        + data.draw(st.sampled_from(["", " ", "-"]))
        for sign in code
    )
    assert normalise_provisional_code(typed) == plain
    assert normalise_provisional_code(plain) == plain


@pytest.mark.feature("ACT-19", "ACT-20")
@given(st.integers(-(10**7), 10**7))
def test_a_code_lives_forty_two_days_from_its_notification_and_the_last_is_whole(seconds: int) -> None:
    code = issue_provisional_code("hash", NOTIFIED, DAYS)
    moment = NOTIFIED + timedelta(seconds=seconds)
    assert code.is_live(moment) == (moment < datetime(2026, 3, 17, 22, 59, 59, tzinfo=UTC))


@pytest.mark.feature("ACT-22")
@given(st.integers(0, 100))
def test_ten_wrong_tries_end_a_code(tries: int) -> None:
    code = ProvisionalCode("hash", NOTIFIED, NOTIFIED + DAYS, tries)
    assert code.is_live(NOTIFIED) == (tries < PROVISIONAL_TRIES == 10)


@pytest.mark.feature("ACT-21")
def test_a_consumed_code_is_dead() -> None:
    assert not ProvisionalCode("hash", NOTIFIED, NOTIFIED + DAYS, 0, NOTIFIED).is_live(NOTIFIED)


@pytest.mark.feature("LOG-07")
def test_a_login_code_is_six_digits() -> None:
    drawn = {new_login_code() for _ in range(300)}
    assert len(drawn) > 290
    assert all(len(code) == 6 and code.isdigit() for code in drawn)


@pytest.mark.feature("LOG-07")
@given(st.integers(0, 1200))
def test_a_login_code_never_outlives_its_five_minutes_nor_its_login(seconds: int) -> None:
    sent_at = NOTIFIED + timedelta(minutes=12)
    login = PendingLogin(
        "lgn", "acc", NOTIFIED + timedelta(minutes=15), "hash", sent_at + timedelta(minutes=5), 0, 1, sent_at
    )
    moment = NOTIFIED + timedelta(seconds=seconds)
    assert login.code_lives(moment) == (seconds < 15 * 60)


@pytest.mark.feature("LOG-09")
@given(st.integers(1, 50))
def test_the_pause_between_sendings_never_shrinks(sent: int) -> None:
    assert resend_pause(1) <= resend_pause(sent) <= resend_pause(sent + 1) <= timedelta(minutes=5)


@pytest.mark.feature("LOG-07")
@given(st.integers(0, 20), st.integers(0, 30))
def test_a_spent_login_sends_no_more_codes(tries: int, sent: int) -> None:
    login = PendingLogin("lgn", "acc", NOTIFIED + timedelta(minutes=15), tries=tries, sent=sent)
    assert login.accepts_sending(NOTIFIED) == (tries < 5)
