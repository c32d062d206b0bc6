"""The Annuaire Santé's extraction read line by line, and one public entry out of several activities (PSS-01)."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from deploy.demo.extraction import COLUMNS, table
from services.identity.domain.directory_lines import (
    LINE_MAX,
    HeaderRefused,
    Layout,
    read_activity,
    read_header,
    rpps_of,
)
from services.identity.domain.insured import LineRefused
from services.identity.domain.losses import are_plausible
from services.identity.domain.practices import Practice, PracticeUnknown, directory_entry
from tests.integration.identity.test_professionals import CAMILLE

pytestmark = pytest.mark.feature("PSS-01")


def split(*lines: dict[str, str]) -> tuple[Layout, list[bytes]]:
    header, *rest = table(lines).encode().splitlines()
    return read_header(header), rest


def test_the_published_columns_are_read_in_any_order_with_or_without_last_bars() -> None:
    assert len(COLUMNS) == 56
    layout, (line,) = split(CAMILLE)
    told = read_activity(layout, line)
    assert (told.rpps, told.family_name, told.given_name) == ("99700000013", "LEROUX", "Camille")
    assert told.practice == Practice("10", "S", "SM54", genre="GENR01", structure="CABINET DES TILLEULS")
    barred = read_header("|".join(COLUMNS).encode() + b"|\r\n")
    assert read_activity(barred, line + b"|\r\n") == told
    turned = read_header("\ufeff".encode() + "|".join(reversed(COLUMNS)).encode())
    assert read_activity(turned, b"|".join(reversed(line.split(b"|")))) == told


def test_another_layout_is_refused_naming_what_is_missing() -> None:
    for header in (b"", b"rpps;nom", "|".join(COLUMNS).replace("Code profession", "Profession").encode()):
        with pytest.raises(HeaderRefused) as refused:
            read_header(header)
        assert "Code profession" in refused.value.missing


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"Type d'identifiant PP": "0", "Identifiant PP": "094123456"}, "not-rpps"),
        ({"Identifiant PP": "9970000001"}, "rpps-shape"),
        ({"Identifiant PP": ""}, "rpps-shape"),
        ({"Nom d'exercice": ""}, "missing"),
        ({"Nom d'exercice": "X" * 101}, "text"),
        ({"Prénom d'exercice": "Cam\x07ille"}, "text"),
        ({"Code profession": ""}, "missing"),
        ({"Code profession": "ZZ"}, "profession-unknown"),
        ({"Raison sociale site": "A|B"}, "columns"),
        ({"Raison sociale site": "X" * LINE_MAX}, "too-long"),
    ],
    ids=str,
)
def test_a_bad_line_says_why(change: dict[str, str], code: str) -> None:
    layout, (line,) = split({**CAMILLE, **change})
    with pytest.raises(LineRefused) as refused:
        read_activity(layout, line)
    assert refused.value.code == code


def test_a_refused_line_still_says_of_whom_it_speaks_where_it_can() -> None:
    layout, lines = split({**CAMILLE, "Code profession": "ZZ"}, {**CAMILLE, "Identifiant PP": "1"}, {})
    assert [rpps_of(layout, line) for line in lines] == ["99700000013", None, None]
    assert rpps_of(layout, b"8") is None
    with pytest.raises(LineRefused, match="not-utf-8"):
        read_activity(layout, b"\xff\xfe")


@given(some.binary(max_size=300))
def test_whatever_stands_in_a_line_it_is_read_or_refused(raw: bytes) -> None:
    layout, _ = split()
    rpps_of(layout, raw)
    with pytest.raises(LineRefused):
        read_activity(layout, raw)


def entry(*practices: Practice, preferred: str | None = None) -> tuple[str, str | None]:
    told = directory_entry("99700000013", "LEROUX", "Camille", practices, preferred)
    return told.profession_code, told.specialty_code


def test_of_several_activities_one_profession_and_its_ordinary_specialty_speak() -> None:
    cardiologist, geriatric = Practice("10", "S", "SM04"), Practice("10", "CAPA", "CAPA09")
    pharmacist = Practice("21", section="G")
    assert entry(geriatric, cardiologist) == ("G15_10", "SM04")
    assert entry(cardiologist, pharmacist) == ("G15_10", "SM04")
    assert entry(cardiologist, pharmacist, preferred="G15_21") == ("G15_21", "G")
    assert entry(Practice("ZZ"), pharmacist) == ("G15_21", "G")
    assert entry(Practice("10", training=True)) == ("G16_10", None)
    assert entry(Practice("93")) == ("93", None)
    with pytest.raises(PracticeUnknown):
        entry(Practice("ZZ"), Practice(""))


def test_labels_come_from_the_value_set_and_roles_are_kept_all() -> None:
    told = directory_entry(
        "99700000013",
        "LEROUX",
        "Camille",
        [Practice("10", "S", "SM54", role="1", structure=""), Practice("10", role="2", genre="GENR01", structure="CH")],
    )
    assert (told.profession_label, told.specialty_label) == ("Médecin", "Médecine Générale")
    assert (told.role_codes, told.activity_codes, told.structure) == (("1", "2"), ("GENR01",), "CH")
    aide = directory_entry("99700000013", "LEROUX", "Camille", [Practice("99", role="317")])
    assert aide.profession_label == "Préparateur en pharmacie (officine)"
    assert directory_entry("99700000013", "L", "C", [Practice("10", "S", "SM99")]).specialty_label == "SM99"


def test_a_truncated_file_does_not_look_like_people_leaving() -> None:
    assert are_plausible(0, 0)
    assert are_plausible(50, 60)
    assert are_plausible(5_000, 100_000)
    assert not are_plausible(5_001, 100_000)
    assert not are_plausible(51, 60)
