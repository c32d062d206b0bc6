"""Traits, contacts, age."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.identity.domain.people import (
    FRANCE,
    Contact,
    Sex,
    Traits,
    end_of_day,
    is_minor,
    masked_email,
    masked_mobile,
    normalise_email,
    normalise_mobile,
    search_text,
    share_a_family_name,
)

BORN = date(1984, 5, 12)


@pytest.mark.parametrize("written", ["Le Goff", "LE GOFF", "le-goff", "Lé Goff", " le  goff "])
def test_a_name_is_found_however_it_is_written(written: str) -> None:
    assert search_text(written, "Zoé", BORN, Sex.F) == search_text("LEGOFF", "zoe", BORN, Sex.F)


@given(st.text(max_size=30), st.text(max_size=30))
def test_traits_never_run_into_one_another(family: str, given_name: str) -> None:
    assert search_text(family, given_name, BORN, Sex.F).count("|") == 3


@pytest.mark.feature("LOG-12")
def test_the_header_shows_first_name_and_initial() -> None:
    assert Traits("martin", ("Inaya", "Rose"), BORN, Sex.F).display_name == "Inaya M."


@pytest.mark.feature("ACT-32")
@pytest.mark.parametrize(
    "written", ["0612345678", "06 12 34 56 78", "06.12.34.56.78", "+33612345678", "0033 612345678"]
)
def test_a_mobile_is_kept_in_one_form(written: str) -> None:
    assert normalise_mobile(written) == "+33612345678"


@pytest.mark.parametrize("written", ["0112345678", "061234567", "06123456789", "+44612345678", "", "06 12 34 56 7a"])
def test_what_is_no_french_mobile_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="mobile-shape"):
        normalise_mobile(written)


@pytest.mark.parametrize(
    "written", ["a@b", "a b@c.fr", "a@b.fr\nBcc: x@y.fr", "a@b.fr, c@d.fr", "@b.fr", "é@b.fr", "a" * 250 + "@b.fr"]
)
def test_what_could_break_a_mail_is_no_address(written: str) -> None:
    with pytest.raises(ValueError, match="email-shape"):
        normalise_email(written)


@pytest.mark.feature("LOG-05")
def test_addresses_are_masked_before_the_second_factor() -> None:
    assert masked_email("inaya.martin@exemple.fr") == "i…@exemple.fr"
    assert masked_mobile("+33612345678") == "06 •• •• •• 78"


@pytest.mark.feature("LOG-05")
def test_only_channels_that_lead_somewhere_are_offered_the_preferred_first() -> None:
    assert Contact("a@b.fr", "+33612345678", "sms").channels() == ["sms", "email"]
    assert Contact("a@b.fr", None, "sms").channels() == ["email"]
    assert Contact(None, None).channels() == []


@given(st.dates(date(1950, 1, 1), date(2010, 12, 31)), st.integers(0, 22 * 366))
def test_majority_comes_once_and_for_ever(born: date, age_days: int) -> None:
    noon = datetime(born.year, born.month, born.day, 12, tzinfo=UTC) + timedelta(days=age_days)
    if not is_minor(born, noon):
        assert not is_minor(born, noon + timedelta(days=1))
        assert age_days >= 18 * 365


def test_majority_begins_at_midnight_in_paris() -> None:
    born = date(2008, 7, 14)
    midnight = datetime(2026, 7, 14, tzinfo=FRANCE)
    assert is_minor(born, midnight - timedelta(seconds=1))
    assert not is_minor(born, midnight)


def test_someone_born_on_the_29th_of_february_comes_of_age_on_the_first_of_march() -> None:
    born = date(2008, 2, 29)
    assert is_minor(born, datetime(2026, 2, 28, 12, tzinfo=UTC))
    assert not is_minor(born, datetime(2026, 3, 1, 12, tzinfo=UTC))


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("MARTIN", "Martin", True),
        ("Dupont-Martin", "MARTIN", True),
        ("Le Goff", "Le Bihan", False),
        ("LÉGER", "Leger", True),
        ("Martin", "Martinez", False),
        ("de", "De", False),
    ],
    ids=["case", "compound", "particle", "accent", "beginning", "only-a-particle"],
)
def test_a_family_name_in_common_is_a_whole_word_of_it(one: str, other: str, alike: bool) -> None:
    assert share_a_family_name(one, other) is alike
    assert share_a_family_name(other, one) is alike


@pytest.mark.feature("ACT-04", "ACT-19")
@given(st.integers(0, 2 * 366 * 24 * 60))
def test_the_end_of_a_day_is_the_last_second_of_that_day_in_paris(minutes: int) -> None:
    instant = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    end = end_of_day(instant)
    assert end.astimezone(FRANCE).date() == instant.astimezone(FRANCE).date() == end.date()
    assert (end + timedelta(seconds=1)).astimezone(FRANCE).time() == time()
