"""Matching for software that deposits: every trait counts, and the state is said to whom knows them all."""

from datetime import date
from typing import Any

import pytest

from services.identity.domain.matching import Outcome, judge
from services.identity.domain.people import Sex, Traits
from services.identity.domain.spaces import State

TRAITS = Traits("LE GOFF", ("Inès", "Marie"), date(1984, 5, 12), Sex.F)
TOLD: tuple[Any, ...] = ("Le Goff", "INES", date(1984, 5, 12), Sex.F)


@pytest.mark.feature("PSS-13", "PSS-14")
@pytest.mark.parametrize(
    ("state", "outcome"),
    [
        (State.ACTIVATED, Outcome.MATCHED),
        (State.AUTO_CREATED, Outcome.MATCHED),
        (State.OPPOSED, Outcome.OPPOSED),
        (State.CLOSED, Outcome.CLOSED),
        (State.INVITED, Outcome.NOT_OPEN),
        (State.REGISTERED, Outcome.NOT_OPEN),
    ],
)
def test_the_state_decides_once_the_traits_match(state: State, outcome: Outcome) -> None:
    assert judge(TRAITS, state, TOLD) is outcome


@pytest.mark.parametrize("place", range(4))
@pytest.mark.parametrize("state", list(State))
def test_one_wrong_trait_learns_nothing_of_the_state(place: int, state: State) -> None:
    wrong = ("MARTIN", "Marie", date(1984, 5, 13), Sex.M)
    told = tuple(wrong[place] if place == index else each for index, each in enumerate(TOLD))
    assert judge(TRAITS, state, told) is Outcome.DIFFERENT  # type: ignore[arg-type]


def test_a_number_nobody_has() -> None:
    assert judge(None, None, TOLD) is Outcome.UNKNOWN
