"""What consent needs to know of a record: whether professionals may be given access at all."""

from enum import StrEnum


class RecordState(StrEnum):
    """State of a record as told by identity (C-03)."""

    INVITED = "invited"
    OPPOSED = "opposed"
    AUTO_CREATED = "auto_created"
    ACTIVATED = "activated"
    CLOSED = "closed"
    ERASED = "erased"


OPEN = frozenset({RecordState.AUTO_CREATED, RecordState.ACTIVATED})


def is_open(state: RecordState | None) -> bool:
    """Whether the record accepts declared care; an unknown record does not (ACT-28)."""
    return state in OPEN
