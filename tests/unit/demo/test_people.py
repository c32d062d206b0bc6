"""Synthetic identifiers hold against the rules of the service; people are the same on every machine."""

import json
import subprocess
import sys
from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from deploy.demo import load, people
from deploy.demo.extraction import extraction
from deploy.demo.names import PLACES
from deploy.demo.people import everyone, finess, insured_person, nir, nir_key, population, rpps, story_families
from deploy.demo.professionals import PROFESSIONS, professional, professionals
from deploy.demo.registry import insured_lines, login_lines
from enforcement.grid import Column, Grid, Practice
from services.identity.domain.accounts import identifier_faults, password_faults
from services.identity.domain.cards import parse_vitale_serial
from services.identity.domain.directory_lines import read_activity, read_header
from services.identity.domain.insured import read_insured
from services.identity.domain.login_lines import read_login
from services.identity.domain.nir import parse_nir
from services.identity.domain.people import Sex, search_text
from services.identity.domain.practices import directory_entry
from services.identity.domain.professionals import luhn_holds, parse_rpps

ROOT = Path(__file__).parents[3]
GRIDS = ROOT / "services" / "consent" / "data"
# Published vectors of the validator of the national health insurance.
PUBLISHED = [
    "284058832102532",
    "255081416802538",
    "294037512000591",
    "153124500723160",
    "284052A32102552",
    "284052B32102579",
]


@pytest.fixture(scope="module")
def families() -> list[people.Family]:
    return population()


@pytest.mark.parametrize("number", PUBLISHED)
def test_the_key_of_published_numbers_is_found_again(number: str) -> None:
    assert nir_key(number[:13]) == number[13:]


def test_the_rpps_numbers_are_of_the_test_range_with_their_key() -> None:
    assert [rpps(n) for n in (1, 2, 3)] == ["99700000013", "99700000021", "99700000039"]
    assert finess("75", 10_012) == "750100125"


def test_a_birth_in_corsica_before_its_division_is_in_department_20() -> None:
    ajaccio = next(place for place in PLACES if place.department == "2A")
    assert nir("F", date(1975, 12, 31), ajaccio, 1)[5:7] == "20"
    assert nir("F", date(1976, 1, 1), ajaccio, 1)[5:7] == "2A"


def test_a_thousand_people_in_families(families: list[people.Family]) -> None:
    members = list(everyone(families))
    assert len(members) == 1_000
    assert sum(bool(family.children) for family in families) > 100
    assert {len(family.children) for family in families} == {0, 1, 2, 3}
    assert all(not family.children or family.adults for family in families)


def test_every_identifier_is_right_and_nobody_shares_one(families: list[people.Family]) -> None:
    members = list(everyone(families))
    for person in members:
        assert parse_nir(person.nir).digits == person.nir
        assert parse_vitale_serial(person.vitale_serial) == person.vitale_serial
    assert len({person.nir for person in members}) == len(members)
    adults = [adult for family in families for adult in family.adults]
    assert len({adult.vitale_serial for adult in adults}) == len(adults)
    emails = Counter(adult.email for adult in adults if adult.email)
    assert max(emails.values()) == 1


def test_corsica_overseas_and_abroad_are_among_the_birth_places(families: list[people.Family]) -> None:
    departments = {person.nir[5:7] for person in everyone(families)}
    assert {"2A", "2B", "20", "97", "99"} <= departments


def test_exact_traits_name_one_person(families: list[people.Family]) -> None:
    traits = Counter(
        search_text(person.family_name, person.given_name, person.birth_date, Sex(person.sex))
        for person in everyone(families)
    )
    assert max(traits.values()) == 1


def test_a_child_is_on_the_card_and_at_the_address_of_a_parent(families: list[people.Family]) -> None:
    for family in families:
        for child in family.children:
            assert child.vitale_serial == family.adults[0].vitale_serial
            assert (child.address, child.postcode) == (family.adults[0].address, family.adults[0].postcode)
            assert all(child.nir in adult.children for adult in family.adults)


def test_the_people_of_the_story_are_always_there(families: list[people.Family]) -> None:
    inaya = families[0].adults[0]
    assert (inaya.identifier, inaya.given_name, inaya.family_name) == ("inaya.moreau", "Inaya", "Moreau")
    assert [child.given_name for child in families[0].children] == ["Lola"]
    assert families[: len(story_families())] == story_families()
    assert any(person.given_names == ("Martine", "Julie", "Anne") for person in everyone(families))


def test_it_is_the_same_population_in_every_process() -> None:
    told = "from deploy.demo.people import *; from deploy.demo.registry import *; import hashlib;"
    told += "print(hashlib.sha256(insured_lines(population(300)).encode()).hexdigest())"
    seen = {
        subprocess.run([sys.executable, "-c", told], cwd=ROOT, capture_output=True, text=True, check=True).stdout
        for _ in range(2)
    }
    assert len(seen) == 1


def test_the_registry_is_a_file_that_identity_takes_whole(families: list[people.Family]) -> None:
    now = datetime(2026, 11, 22, tzinfo=UTC)
    found = set()
    for line in insured_lines(families).splitlines():
        read = read_insured(json.loads(line), now)
        found |= {read.nir.digits, *(child.nir.digits for child in read.children)}  # type: ignore[union-attr]
    assert len(found) == 1_000


def test_sixty_professionals_over_all_columns_and_some_outside() -> None:
    known = professionals()
    assert len(known) == 60
    assert len({each.identifier for each in known}) == len({each.rpps for each in known}) == 60
    columns = {each.column for each in known}
    assert None in columns
    assert len(columns - {None}) == 19
    for each in known:
        assert luhn_holds(parse_rpps(each.rpps))
        assert each.rpps.startswith("997")
        assert not identifier_faults(each.identifier)


def test_each_professional_reads_with_the_column_the_grid_gives() -> None:
    content = json.loads(max(GRIDS.glob("authorization_grid.*.json")).read_text("utf-8"))
    codes = ("profession_codes", "specialty_codes", "role_codes", "activity_codes")
    columns = [
        Column(raw["id"], *(frozenset(raw[name]) for name in codes)) for raw in content["columns"] + content["outside"]
    ]
    grid = Grid(content["name"], tuple(columns), {row["type"]: frozenset(row["allowed"]) for row in content["rows"]})
    for each in professionals():
        practice = Practice(
            each.profession_code,
            each.specialty_code,
            frozenset({each.role_code} - {None}),  # type: ignore[arg-type]
            frozenset({each.activity_code} - {None}),  # type: ignore[arg-type]
        )
        assert grid.types_for(grid.column_of(practice)) == grid.types_for(each.column), each.profession


def test_the_directory_is_a_file_that_identity_takes_whole() -> None:
    header, *lines = extraction(professionals()).encode().splitlines()
    layout = read_header(header)
    for line, each in zip(lines, professionals(), strict=True):
        told = read_activity(layout, line)
        entry = directory_entry(told.rpps, told.family_name, told.given_name, [told.practice])
        codes = (entry.profession_code, entry.specialty_code, entry.role_codes, entry.activity_codes)
        role, activity = ((code,) if code else () for code in (each.role_code, each.activity_code))
        assert codes == (each.profession_code, each.specialty_code, role, activity)
        assert entry.structure == each.structure_name


def test_the_logins_are_a_file_that_identity_takes_whole() -> None:
    read = [read_login(line) for line in login_lines(professionals()).splitlines()]
    assert [line.identifier for line in read] == [each.identifier for each in professionals()]


def test_numbers_are_different_cards_far_beyond_any_population() -> None:
    numbers = (1, 360_000, 10_000_000, 2_999_999_999)
    serials = {people.vitale_serial(number) for number in numbers}
    assert len(serials) == len(numbers)
    assert all(parse_vitale_serial(serial) == serial for serial in serials)


def test_builders_make_someone_else_at_each_call_and_take_overrides() -> None:
    first, second = insured_person(), insured_person()
    assert first.nir != second.nir
    assert first.email != second.email
    child = insured_person(birth_date=date(2018, 9, 3), sex="F", given_names=("Lola",))
    assert child.nir[:5] == "21809"
    assert child.given_name == "Lola"
    assert professional().rpps != professional().rpps
    assert professional(profession=PROFESSIONS[-1]).profession == "G15_31"


def test_the_passwords_of_the_demonstration_are_accepted() -> None:
    for password in (load.PATIENT_PASSWORD, load.PROFESSIONAL_PASSWORD):
        assert not password_faults(password, "inaya.moreau")
    assert not password_faults(load.OPERATOR_PASSWORD, load.OPERATOR)
    assert not identifier_faults(load.OPERATOR)
