"""The state of a person's space, and to whom it is shut by itself."""

from enum import StrEnum


class RecordState(StrEnum):
    """State of a person's space as identity tells it (C-03)."""

    INVITED = "invited"
    OPPOSED = "opposed"
    AUTO_CREATED = "auto_created"
    ACTIVATED = "activated"
    CLOSED = "closed"
    ERASED = "erased"


OPEN_TO_PROFESSIONALS = frozenset({RecordState.ACTIVATED, RecordState.AUTO_CREATED})
"""PSS-14: a record created automatically accepts deposits before its person comes."""

SHUT_TO_PERSON = frozenset({RecordState.OPPOSED, RecordState.CLOSED, RecordState.ERASED})
"""Not `invited` nor unknown: a token proves the activation, the event that tells of it may come later."""

CLOSED_BY_ITS_PERSON = frozenset({RecordState.OPPOSED, RecordState.CLOSED})
