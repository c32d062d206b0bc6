"""What the insurer corrects about a child, and what a court decides: who acts, until when (MIN-23)."""

import subprocess
import sys
from datetime import date
from typing import Any

import pytest

from services.identity.actions import majority
from services.identity.domain.people import comes_of_age
from tests.integration.identity.household import Grown, child_line, parent, record_of
from tests.integration.identity.place import Place

TOM = child_line(12, "Tom", "2012-05-20")


def represented(place: Place) -> tuple[Grown, str]:
    """A parent who acts for Tom."""
    inaya = parent(place, 1, TOM)
    inaya.adds(record_of(place, TOM))
    return inaya, record_of(place, TOM)


def corrected(place: Place, born: str) -> Any:
    """The insurer tells Tom again with another birth date; his majority as the registry has it."""
    place.import_lines({**TOM, "birth_date": born})
    person = place.db["persons"].find_one({"_id": record_of(place, TOM)})
    assert person
    return person.get("comes_of_age_at")


@pytest.mark.feature("MIN-23", "OPS-10")
def test_a_corrected_birth_date_moves_the_end_of_the_rights_and_is_told(place: Place) -> None:
    inaya, _ = represented(place)
    assert corrected(place, "2012-05-21") == comes_of_age(date(2012, 5, 21))
    granted = place.said("RepresentationGranted")
    assert [event["data"]["until"] for event in granted] == ["2030-05-19T22:00:00.000Z", "2030-05-20T22:00:00.000Z"]
    assert [event["data"]["version"]["number"] for event in granted] == [1, 2]
    assert inaya.children() == ["Tom"]
    corrected(place, "2012-05-21")
    assert len(place.said("RepresentationGranted")) == 2, "nothing new is not told"


@pytest.mark.feature("MIN-23", "OPS-10")
def test_a_child_whom_the_correction_makes_an_adult_comes_of_age_at_once(place: Place) -> None:
    inaya, _ = represented(place)
    corrected(place, "2001-05-20")
    assert inaya.children() == [], "the right is over before the timer has run"
    assert majority.declare_adults(place.parts, place.clock) == 1
    (ended,) = place.said("RepresentationEnded")
    assert ended["data"]["reason"] == "of-age"
    assert majority.declare_adults(place.parts, place.clock) == 0


@pytest.mark.feature("MIN-23", "OPS-10")
def test_a_majority_declared_too_early_is_undone_and_the_parent_certifies_again(place: Place) -> None:
    inaya, tom = represented(place)
    corrected(place, "2001-05-20")
    majority.declare_adults(place.parts, place.clock)
    assert corrected(place, "2012-05-20") == comes_of_age(date(2012, 5, 20))
    assert inaya.children() == []
    assert inaya.proposed() == ["Tom"]
    inaya.adds(tom)
    assert inaya.children() == ["Tom"]


@pytest.mark.feature("MIN-21")
def test_an_operator_ends_a_right_that_a_court_withdrew(place: Place, identity_environment: dict[str, str]) -> None:
    inaya, tom = represented(place)

    def run(*command: str) -> subprocess.CompletedProcess[str]:
        asked = [sys.executable, "-m", "services.identity.cli", *command]
        return subprocess.run(asked, env=identity_environment, capture_output=True, text=True, check=False)

    assert inaya.account in run("list-representatives", tom).stdout
    assert run("end-representation", tom, inaya.account).returncode == 0
    assert inaya.children() == []
    (ended,) = place.said("RepresentationEnded")
    assert (ended["data"]["representative"], ended["data"]["reason"]) == (inaya.account, "withdrawn")
    assert run("end-representation", tom, inaya.account).returncode == 1
    assert "withdrawn" in run("list-representatives", tom).stdout
