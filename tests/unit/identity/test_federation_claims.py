"""What Pro Santé Connect tells of a professional, right and wrong (PSS-01)."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from services.identity.domain.federation import ClaimNames, ClaimsRefused, read_claims
from services.identity.domain.practices import Practice
from tests.support.registers import activity, claims, exercise

pytestmark = pytest.mark.feature("PSS-01")
NAMES = ClaimNames()


def test_number_names_and_every_activity_are_read() -> None:
    surgeon = exercise("10", "SM08", activity("CH"), activity("CLINIQUE", codeRole="5"), nomDexercice="DUPOND")
    told = read_claims(claims("99700000021", surgeon, exercise("21", "")), NAMES)
    assert (told.rpps, told.family_name, told.given_name) == ("99700000021", "DUPOND", "Camille")
    assert told.practices[:2] == (
        Practice("10", "S", "SM08", genre="GENR01", structure="CH"),
        Practice("10", "S", "SM08", role="5", genre="GENR01", structure="CLINIQUE"),
    )
    assert told.practices[2].profession == "21"


def test_claims_may_bear_other_names() -> None:
    told = {"rpps_number": "899700000013", "work": claims()["SubjectRefPro"]}
    assert read_claims(told, ClaimNames("rpps_number", "work")).rpps == "99700000013"


def test_without_a_name_in_the_exercise_the_civil_one_is_taken() -> None:
    told = claims("99700000013", exercise(nomDexercice="", prenomDexercice=""), family_name="MARTIN", given_name="Lou")
    assert read_claims(told, NAMES).family_name == "MARTIN"


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"SubjectNameID": None}, "no-rpps"),
        ({"SubjectNameID": "ANS20231122132732"}, "no-rpps"),
        ({"SubjectNameID": "099700000013"}, "no-rpps"),
        ({"SubjectNameID": "8997000000134"}, "no-rpps"),
        ({"SubjectNameID": {"$gt": ""}}, "no-rpps"),
        ({"SubjectRefPro": None}, "no-profession"),
        ({"SubjectRefPro": {"exercices": "10"}}, "no-profession"),
        ({"SubjectRefPro": {"exercices": [None, 5]}}, "no-profession"),
        ({"SubjectRefPro": {"exercices": [{}]}, "family_name": "", "given_name": ""}, "no-name"),
        ({"SubjectRefPro": {"exercices": [{"nomDexercice": "A\x00B"}]}, "family_name": None}, "no-name"),
    ],
    ids=str,
)
def test_who_is_no_professional_by_these_claims_is_refused(changes: dict[str, Any], reason: str) -> None:
    with pytest.raises(ClaimsRefused) as refused:
        read_claims(claims(**changes), NAMES)
    assert refused.value.reason == reason


json = some.recursive(
    some.none() | some.booleans() | some.floats() | some.text(max_size=20),
    lambda inner: some.lists(inner, max_size=3) | some.dictionaries(some.text(max_size=20), inner, max_size=3),
    max_leaves=10,
)


@given(json, json, json)
def test_whatever_the_claims_hold_it_is_read_or_refused(profile: Any, exercises: Any, activities: Any) -> None:
    profiles = (
        profile,
        {"exercices": exercises},
        {"exercices": [{"activities": activities, "codeProfession": profile}]},
    )
    for told in profiles:
        try:
            assert read_claims(claims(SubjectRefPro=told), NAMES).rpps == "99700000013"
        except ClaimsRefused:
            continue
