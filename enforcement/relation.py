"""What a professional is to a record, and on what ground they read at a given moment."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class RelationState(StrEnum):
    """State of the relation between a record and a professional as consent tells it."""

    CONTACT = "contact"
    AUTHORIZED = "authorized"
    BLOCKED = "blocked"


class Ground(StrEnum):
    """On what ground a professional reads; in events and in the history (EMG-09)."""

    CARE = "care"
    IMMEDIATE_RISK = "emergency"
    REGULATION = "samu"


@dataclass(frozen=True, slots=True)
class Emergency:
    """An emergency access: it opens nothing from `until` on, and nobody has to say so (EMG-11)."""

    ground: Ground
    until: datetime


@dataclass(frozen=True, slots=True)
class Relation:
    """Between a record and a professional. `only_emergency`: nothing but an emergency ever began it.

    `before_block`: the state that lifting a block gives back, as far as consent told it.
    """

    state: RelationState
    administrator: bool = False
    emergency: Emergency | None = None
    only_emergency: bool = False
    before_block: RelationState | None = None

    def ground(self, at: datetime) -> Ground | None:
        """On what ground the professional reads at the moment `at`; None when on none. A block ends every ground."""
        if self.state is RelationState.AUTHORIZED:
            return Ground.CARE
        held = self.emergency
        if self.state is RelationState.BLOCKED or held is None or at >= held.until:
            return None
        return held.ground
