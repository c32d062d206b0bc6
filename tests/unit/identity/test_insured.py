"""Lines of the insurer's file."""

import json
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.identity.domain.insured import LineRefused, read_insured
from services.identity.domain.insured_files import FileRefused, Layout, detect_layout, read_line

NOW = datetime(2026, 11, 22, tzinfo=UTC)
GOOD: dict[str, Any] = {
    "nir": "2 84 05 88 321 025 32",
    "family_name": "Martin",
    "given_names": "Inaya Rose",
    "birth_date": "1984-05-12",
    "sex": "f",
    "vitale_serial": "12345678901",
    "email": "inaya@exemple.fr",
    "mobile": "06 12 34 56 78",
    "address": "1 rue des Tilleuls",
    "postcode": "94310",
    "city": "Orly",
}
CHILD = {
    "nir": "294037512000591",
    "family_name": "Martin",
    "given_names": ["Lola"],
    "birth_date": "2018-09-03",
    "sex": "F",
}


@pytest.mark.feature("OPS-10", "ACT-01")
def test_a_good_line_is_one_person() -> None:
    read = read_insured(GOOD, NOW)
    assert read.nir.digits == "284058832102532"
    assert read.traits.given_names == ("Inaya", "Rose")
    assert read.contact.mobile == "+33612345678"
    assert read.address == "1 rue des Tilleuls\n94310 Orly"
    assert read.scheme == "regime-general"


def test_someone_without_an_address_is_reached_by_mobile() -> None:
    assert read_insured({**GOOD, "email": ""}, NOW).contact.channel == "sms"


@pytest.mark.feature("OPS-10")
@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"nir": "284058832102533"}, "nir-key"),
        ({"nir": "784058832102532"}, "nir-provisional"),
        ({"nir": "123"}, "nir-shape"),
        ({"nir": {"$gt": ""}}, "nir-type"),
        ({"family_name": None}, "family-name-missing"),
        ({"family_name": "Mar\ntin"}, "family-name-shape"),
        ({"family_name": "x" * 101}, "family-name-shape"),
        ({"given_names": 3}, "given-names-type"),
        ({"given_names": ["Inaya", {"$ne": 1}]}, "given-names-type"),
        ({"birth_date": "1984-02-30"}, "birth-date-impossible"),
        ({"birth_date": "2027-01-01"}, "birth-date-range"),
        ({"birth_date": "1789-07-14"}, "birth-date-range"),
        ({"sex": "X"}, "sex-shape"),
        ({"vitale_serial": "12"}, "vitale-serial-shape"),
        ({"email": "inaya"}, "email-shape"),
        ({"mobile": "0112345678"}, "mobile-shape"),
        ({"parent_nir": "294037512000591"}, "child-of-age"),
        ({"parent_nir": "284058832102532"}, "own-parent"),
        ({"parent_nir": "294037512000592"}, "parent-nir-nir-key"),
        ({"children": 3}, "children-shape"),
    ],
)
def test_a_bad_line_says_why_without_repeating_it(change: dict[str, Any], code: str) -> None:
    with pytest.raises(LineRefused) as refused:
        read_insured({**GOOD, **change}, NOW)
    assert refused.value.code == code
    assert not any(str(value) in refused.value.reason for value in change.values() if len(str(value)) > 5)


@pytest.mark.feature("OPS-10")
def test_children_are_told_in_full_or_by_their_number_and_a_bad_one_spares_its_parent() -> None:
    read = read_insured({**GOOD, "children": [CHILD, "153124500723160", {**CHILD, "nir": "1"}, 4]}, NOW)
    told = [child for child in read.children if not isinstance(child, LineRefused)]
    assert [child.parent for child in told] == [read.nir]
    assert [nir.digits for nir in read.child_nirs] == ["153124500723160"]
    assert [child.code for child in read.children if isinstance(child, LineRefused)] == ["nir-shape", "child-shape"]


@pytest.mark.feature("MIN-08", "OPS-10")
@pytest.mark.parametrize(
    ("told", "whole"),
    [({}, False), ({"children": None}, False), ({"children": ""}, False)]
    + [({"children": value}, True) for value in ([], "-", ["153124500723160"])],
)
def test_only_a_list_that_is_there_says_who_is_not_a_child_any_more(told: dict[str, Any], whole: bool) -> None:
    assert read_insured({**GOOD, **told}, NOW).lists_children is whole


@given(
    st.dictionaries(st.sampled_from(sorted(GOOD)), st.one_of(st.none(), st.text(), st.integers(), st.lists(st.text())))
)
def test_any_line_is_read_or_refused(change: dict[str, Any]) -> None:
    with suppress(LineRefused):
        read_insured({**GOOD, **change}, NOW)


def test_a_header_chooses_the_layout() -> None:
    assert detect_layout(b'{"nir": "1"}') == Layout()
    columns = ("nir", "family_name", "given_names", "birth_date", "sex")
    assert detect_layout(";".join(columns).upper().encode()) == Layout(columns, ";")
    assert detect_layout(b"\xef\xbb\xbf" + ",".join(columns).encode()) == Layout(columns, ",")


@pytest.mark.parametrize(
    "first",
    [
        b"",
        b"nir;family_name",
        b"\xff\xfe",
        b"nir,nir,family_name,given_names,birth_date,sex",
        b"|\rnir",
        b"a\0b",
        b'"a',
    ],
)
def test_a_file_that_is_neither_is_refused_whole(first: bytes) -> None:
    with pytest.raises(FileRefused):
        detect_layout(first)


@given(st.one_of(st.binary(), st.text().map(str.encode)))
def test_any_first_line_is_a_layout_or_refused(first: bytes) -> None:
    with suppress(FileRefused):
        detect_layout(first)


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"{", "not-json"),
        (b"[1]", "not-an-object"),
        (b"\xff", "not-utf8"),
        (b'{"a": "' + b"x" * 70_000 + b'"}', "line-too-long"),
        (b"[" * 50_000, "not-json"),
    ],
)
def test_a_line_that_cannot_be_read_is_refused_alone(raw: bytes, code: str) -> None:
    with pytest.raises(LineRefused) as refused:
        read_line(raw, Layout())
    assert refused.value.code == code


def test_csv_lines_are_checked_against_their_header() -> None:
    layout = Layout(("nir", "other", "sex"), ";")
    assert read_line(b'"1;2";x;F\r\n', layout) == {"nir": "1;2", "sex": "F"}
    assert read_line(b"\n", layout) is None
    for raw, code in ((b"1;2", "column-count"), (b'"1;2;F', "not-csv")):
        with pytest.raises(LineRefused) as refused:
            read_line(raw, layout)
        assert refused.value.code == code


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(raw: bytes) -> None:
    try:
        read = read_line(raw, Layout())
    except LineRefused:
        return
    assert read is None or set(read) <= set(json.loads(raw.decode("utf-8-sig")))
