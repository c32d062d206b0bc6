"""Vitale serial numbers and RPPS numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.identity.domain.cards import SerialRefused, parse_vitale_serial
from services.identity.domain.insured import LineRefused
from services.identity.domain.login_lines import read_login
from services.identity.domain.professionals import RppsRefused, luhn_holds, parse_rpps

LINE = '{"rpps": "99700000013", "email": "camille@soignant.example", "identifier": "camille.leroux"}'


@pytest.mark.feature("ACT-12")
@given(st.from_regex(r"[0-9]{8,13}", fullmatch=True))
def test_a_serial_of_eight_to_thirteen_digits_is_kept_whatever_its_spacing(serial: str) -> None:
    assert parse_vitale_serial(" ".join(serial)) == serial


@given(st.from_regex(r"[0-9]{11}", fullmatch=True))
def test_the_whole_number_of_a_card_with_photo_is_cut_to_its_last_eleven_digits(asked: str) -> None:
    assert parse_vitale_serial("8025000002" + asked) == asked


@pytest.mark.parametrize("text", ["1234567", "12345678901234", "8025000003" + "1" * 11, "1234567a", "", "²" * 9])
def test_any_other_shape_is_refused(text: str) -> None:
    with pytest.raises(SerialRefused):
        parse_vitale_serial(text)


@pytest.mark.feature("PSS-01")
@pytest.mark.parametrize("number", ["99700000013", "10003461033", "99700218896", "997 0000 0013"])
def test_published_rpps_numbers_are_accepted_even_where_luhn_fails(number: str) -> None:
    assert len(parse_rpps(number)) == 11


def test_luhn_is_known_for_warnings() -> None:
    assert luhn_holds("99700000013")
    assert not luhn_holds("10003461033")


@pytest.mark.parametrize("text", ["9970000001", "997000000134", "9970000001a", ""])
def test_other_rpps_shapes_are_refused(text: str) -> None:
    with pytest.raises(RppsRefused):
        parse_rpps(text)


@pytest.mark.feature("PSS-01")
def test_a_line_of_logins_says_whose_and_where_codes_go() -> None:
    line = read_login(LINE)
    assert (line.rpps, line.identifier) == ("99700000013", "camille.leroux")
    assert line.contact.email == "camille@soignant.example"
    assert read_login(LINE.replace(', "identifier": "camille.leroux"', "")).identifier == "99700000013"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (("99700000013", "997"), "rpps-shape"),
        (("camille@soignant.example", "camille"), "email-shape"),
        (('"camille@soignant.example"', '""'), "email-missing"),
        (('"camille@soignant.example"', '{"$gt": ""}'), "email-shape"),
        (("camille.leroux", "x"), "identifier-shape"),
        (("{", "["), "not-json"),
        (("", "[]"), "not-an-object"),
    ],
)
def test_a_bad_line_of_logins_says_why(change: tuple[str, str], code: str) -> None:
    with pytest.raises(LineRefused) as refused:
        read_login(LINE.replace(*change) if change[0] else change[1])
    assert refused.value.code == code
