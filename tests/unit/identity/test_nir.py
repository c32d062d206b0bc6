"""The NIR: shape and key."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.identity.domain.nir import NirFault, NirRefused, control_key, parse_nir

VALID = ("284058832102532", "255081416802538", "294037512000591", "153124500723160")
CORSICA = ("284052A32102552", "284052B32102579")
PUBLISHED_TEST_PATIENTS = ("279035121518989", "124018852493334")

bodies = st.builds(
    "{}{:02d}{}{}{:03d}{:03d}".format,
    st.sampled_from("12"),
    st.integers(0, 99),
    st.one_of(st.integers(1, 12), st.integers(20, 99)).map("{:02d}".format),
    st.one_of(st.sampled_from(["2A", "2B", "97", "98", "99"]), st.integers(1, 95).map("{:02d}".format)),
    st.integers(0, 999),
    st.integers(0, 999),
)


@pytest.mark.feature("ACT-12", "OPS-10")
@pytest.mark.parametrize("number", VALID + CORSICA + PUBLISHED_TEST_PATIENTS)
def test_published_numbers_are_right(number: str) -> None:
    assert parse_nir(number).digits == number


@given(bodies)
def test_every_number_with_its_key_is_accepted(body: str) -> None:
    assert parse_nir(f"{body}{control_key(body):02d}").body == body


@given(bodies, st.integers(0, 12), st.integers(1, 9))
def test_one_wrong_digit_is_always_found(body: str, place: int, shift: int) -> None:
    if not body[place].isdigit() or place == 6:
        return
    wrong = body[:place] + str((int(body[place]) + shift) % 10) + body[place + 1 :]
    with pytest.raises(NirRefused):
        parse_nir(f"{wrong}{control_key(body):02d}")


@given(bodies, st.sampled_from(["{} {} {} {} {} {} {}", "{}.{}.{}.{}.{}.{}.{}", "{}-{}-{}-{}-{}-{}-{}"]))
def test_people_write_it_in_groups_and_lower_case(body: str, form: str) -> None:
    number = f"{body}{control_key(body):02d}"
    cuts = (0, 1, 3, 5, 7, 10, 13, 15)
    groups = [number[a:b] for a, b in pairwise(cuts)]
    assert parse_nir(f" {form.format(*groups)} ".lower()).digits == number


@pytest.mark.parametrize("number", ["784058832102532", "884058832102532"])
def test_a_provisional_number_is_refused_with_its_reason(number: str) -> None:
    with pytest.raises(NirRefused) as refused:
        parse_nir(number)
    assert refused.value.fault is NirFault.PROVISIONAL


@pytest.mark.parametrize(
    ("number", "fault"),
    [
        ("123456789012345", NirFault.KEY),
        ("284138832102532", NirFault.SHAPE),  # month 13
        ("284198832102532", NirFault.SHAPE),  # month 19
        ("28405883210253", NirFault.SHAPE),
        ("2840588321025322", NirFault.SHAPE),
        ("384058832102532", NirFault.SHAPE),
        ("284052C32102552", NirFault.SHAPE),
        ("", NirFault.SHAPE),
        ("２84058832102532", NirFault.SHAPE),  # a full-width digit
        ('{"$gt": ""}', NirFault.SHAPE),
    ],
)
def test_anything_else_is_refused(number: str, fault: NirFault) -> None:
    with pytest.raises(NirRefused) as refused:
        parse_nir(number)
    assert refused.value.fault is fault


def test_neither_a_number_nor_its_refusal_can_be_read_in_a_message() -> None:
    nir = parse_nir(VALID[0])
    assert VALID[0] not in f"{nir} {nir!r}"
    with pytest.raises(NirRefused) as refused:
        parse_nir(VALID[0][:-1] + "9")
    assert VALID[0][:13] not in str(refused.value)
