"""Whether software may deposit for the person it names: number and traits first, then the state of the space. Pure.

The state is said only to whom knows the person by every trait (PSS-13): a number alone learns nothing of it.
"""

from datetime import date
from enum import StrEnum

from services.identity.domain.people import Sex, Traits, search_text
from services.identity.domain.spaces import State


class Outcome(StrEnum):
    """What came of comparing one person; each refusal but `matched` has its own problem code."""

    MATCHED = "matched"
    UNKNOWN = "unknown"
    DIFFERENT = "different"
    NOT_OPEN = "not-open"
    OPPOSED = "opposed"
    CLOSED = "closed"


_STATES = {
    State.ACTIVATED.value: Outcome.MATCHED,
    State.AUTO_CREATED.value: Outcome.MATCHED,
    State.OPPOSED.value: Outcome.OPPOSED,
    State.CLOSED.value: Outcome.CLOSED,
}

MISSES = frozenset({Outcome.UNKNOWN, Outcome.DIFFERENT})
"""What somebody who tries numbers would see: counted, and paused after too many."""


def judge(traits: Traits | None, state: State | None, told: tuple[str, str, date, Sex]) -> Outcome:
    """Compare what is told (family name, first given name, birth date, sex) with the person whose number it is.

    Case, accents, spaces and hyphens do not count (INS strict traits). A space created automatically accepts
    deposits before its person comes (PSS-14); one that is only invited does not exist yet.
    """
    if traits is None or state is None:
        return Outcome.UNKNOWN
    if search_text(*told) != traits.search_text():
        return Outcome.DIFFERENT
    return _STATES.get(state.value, Outcome.NOT_OPEN)
