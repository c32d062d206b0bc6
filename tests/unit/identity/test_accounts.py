"""Identifiers and passwords."""

import string
import unicodedata
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.identity.domain.accounts import identifier_faults, identifier_key, is_breached, password_faults
from services.identity.passwords import Passwords, normal_form

GOOD = "Tilleul-du-9-mai"
ALLOWED = string.ascii_letters + string.digits + ".-_"


@pytest.mark.feature("ACT-33", "ACT-34")
@pytest.mark.parametrize("identifier", ["inaya.martin", "Lune_bleue", "12345678", "a-b.c_d9", "pseudonyme"])
def test_a_pseudonym_of_eight_signs_will_do(identifier: str) -> None:
    assert identifier_faults(identifier) == []


@pytest.mark.feature("ACT-33")
@pytest.mark.parametrize(
    "identifier",
    [
        "court",
        "inaya@exemple.fr",
        "avec espace",
        "prénom.nom",
        "inaya+martin",
        "284058832102532",
        "2840588321025",
        "2.84.05.88.321.025.32",
        "FR7630006000011234567890189",
        "a" * 65,
        "nom\u200bcache",
        "ｉｎａｙａｍａｒｔｉｎ",
    ],
)
def test_an_address_a_number_or_foreign_signs_will_not(identifier: str) -> None:
    assert identifier_faults(identifier)


@given(st.text(max_size=70))
def test_what_is_accepted_has_only_the_signs_allowed(identifier: str) -> None:
    if identifier_faults(identifier) == []:
        assert len(identifier) >= 8
        assert set(identifier) <= set(ALLOWED)


@given(st.text(alphabet=ALLOWED, min_size=8, max_size=30))
def test_case_does_not_tell_two_identifiers_apart(identifier: str) -> None:
    assert identifier_key(identifier.upper()) == identifier_key(identifier.lower())


@pytest.mark.feature("ACT-35")
def test_a_strong_password_is_accepted() -> None:
    assert password_faults(GOOD, "inaya.martin") == []


@pytest.mark.feature("ACT-35")
@given(st.text(max_size=12))
def test_what_is_accepted_has_nine_signs_of_four_kinds(password: str) -> None:
    if password_faults(password, "") == []:
        assert len(password) >= 9
        assert any(c.isupper() for c in password)
        assert any(c.islower() for c in password)
        assert any(c.isdigit() for c in password)
        assert any(not c.isalnum() for c in password)


@pytest.mark.feature("ACT-35")
@pytest.mark.parametrize("kind", ["majuscule", "minuscule", "chiffre", "spécial"])
def test_the_person_is_told_which_kind_is_missing(kind: str) -> None:
    without = {
        "majuscule": GOOD.lower(),
        "minuscule": GOOD.upper(),
        "chiffre": "Tilleul-du-mai-",
        "spécial": "Tilleul9Tilleul",
    }
    faults = password_faults(without[kind], "inaya.martin")
    assert len(faults) == 1
    assert kind in faults[0]


@pytest.mark.feature("ACT-35")
@pytest.mark.parametrize(
    "password", ["Azerty123!", "P@ssw0rd1!", "Bonjour2024!", "Marseille13#", "!Soleil99", "Doudou2020*"]
)
def test_well_known_passwords_are_refused_however_they_are_dressed(password: str) -> None:
    assert is_breached(password)
    assert password_faults(password, "inaya.martin")


def test_a_password_does_not_hold_the_identifier() -> None:
    assert password_faults("Inaya.Martin-9", "inaya.martin")


@pytest.mark.feature("ACT-35")
def test_a_hash_is_argon2id_with_owasp_parameters_and_its_own_salt() -> None:
    passwords = Passwords(1)
    first, second = passwords.hash(GOOD), passwords.hash(GOOD)
    assert first.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert first != second
    assert passwords.matches(first, GOOD)
    assert not passwords.matches(first, GOOD + "x")


@pytest.mark.feature("LOG-08")
@pytest.mark.parametrize("password", ["", GOOD, "nobody has this password"])
def test_nobody_has_the_password_of_nobody(password: str) -> None:
    assert not Passwords(1).matches(None, password)


@pytest.mark.feature("ACT-35")
@pytest.mark.parametrize("password", ["Soleil-2024!", "P@ssword-123", "Iloveyou#99", "Qwertyuiop-1", "Dragonball-7!"])
def test_a_password_of_the_public_lists_is_refused_however_it_is_dressed(password: str) -> None:
    assert any("trop connu" in fault for fault in password_faults(password, "inaya.martin"))


def test_the_lists_say_where_they_come_from_and_under_what_licence() -> None:
    listed = files("services.identity.data").joinpath("common_passwords.txt").read_text("utf-8").splitlines()
    head = " ".join(line for line in listed if line.startswith("#"))
    assert "Django" in head
    assert "BSD-3-Clause" in head
    assert len(listed) > 19_000
    assert listed[3:] == sorted(listed[3:])


@given(st.text(min_size=9, max_size=20))
def test_a_password_typed_in_another_unicode_form_is_the_same(password: str) -> None:
    forms = {unicodedata.normalize(form, password) for form in ("NFC", "NFD", "NFKC", "NFKD")}
    assert len({normal_form(each) for each in forms}) == 1
