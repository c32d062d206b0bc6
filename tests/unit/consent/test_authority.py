"""What an administrator may do, and everything that they may not (ADM-10)."""

import pytest

from services.consent.domain.authority import Act, Hand, may

RIGHTS = {Act.LIST_PROFESSIONALS, Act.BLOCK}


@pytest.mark.feature("ADM-06", "ADM-10")
@pytest.mark.parametrize("act", Act)
@pytest.mark.parametrize("on_themselves", [False, True])
def test_an_administrator_may_list_and_block_others_and_nothing_else(act: Act, on_themselves: bool) -> None:
    expected = act in RIGHTS and not (act is Act.BLOCK and on_themselves)
    assert may(Hand.ADMINISTRATOR, act, on_themselves) == expected


@pytest.mark.feature("ACC-15")
@pytest.mark.parametrize("act", Act)
def test_the_person_decides_everything_and_other_professionals_nothing(act: Act) -> None:
    assert may(Hand.PERSON, act)
    assert not may(Hand.PROFESSIONAL, act)
    assert not may(Hand.PROFESSIONAL, act, on_themselves=True)
