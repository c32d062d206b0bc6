"""Who may do what about a record's accesses: one function, so that what an administrator may not is read in one place.

The administrator helps the person; they manage nobody's rights but by refusing (ADM-05 to ADM-07, ADM-10).
What they may do to documents (hide at the person's request, read what is hidden) is decided by documents.
"""

from enum import StrEnum


class Hand(StrEnum):
    """As whom somebody acts on a record."""

    PERSON = "person"
    """The holder, or who represents them (ACC-13)."""
    ADMINISTRATOR = "administrator"
    PROFESSIONAL = "professional"
    """Any other professional, whatever their relation."""


class Act(StrEnum):
    """What can be done about accesses."""

    LIST_PROFESSIONALS = "list-professionals"
    BLOCK = "block"
    UNBLOCK = "unblock"
    APPOINT = "appoint-administrator"
    REMOVE = "remove-administrator"
    SHOW_EMERGENCY = "show-emergency"
    CHANGE_EMERGENCY = "change-emergency"
    SHOW_HISTORY = "show-history"


_ADMINISTRATORS = frozenset({Act.LIST_PROFESSIONALS, Act.BLOCK})


def may(hand: Hand, act: Act, on_themselves: bool = False) -> bool:
    """Whether this hand may do this. `on_themselves`: the professional concerned is who acts."""
    if hand is Hand.PERSON:
        return True
    return hand is Hand.ADMINISTRATOR and act in _ADMINISTRATORS and not (act is Act.BLOCK and on_themselves)
