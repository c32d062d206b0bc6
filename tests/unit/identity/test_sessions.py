"""How long sessions and tokens live."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.identity.domain.sessions import alive_since, token_end

OPENED = datetime(2026, 11, 22, tzinfo=UTC)
minutes = st.integers(0, 15 * 60).map(lambda count: timedelta(minutes=count))


@pytest.mark.feature("LOG-11")
@given(minutes, minutes)
def test_a_session_dies_of_idleness_or_of_age(seen: timedelta, later: timedelta) -> None:
    seen_since, opened_since = alive_since(OPENED + seen + later)
    alive = OPENED + seen > seen_since and opened_since < OPENED
    assert alive == (later < timedelta(minutes=30) and seen + later < timedelta(hours=12))


@pytest.mark.feature("LOG-11")
@given(minutes)
def test_no_token_outlives_five_minutes_nor_its_session(passed: timedelta) -> None:
    now = OPENED + passed
    end = token_end(OPENED, now)
    assert end <= now + timedelta(minutes=5)
    assert end <= OPENED + timedelta(hours=12)
