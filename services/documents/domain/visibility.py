"""What has been decided about who may see a document, beside rights and grid.

Four independent settings, each with its own hand: the patient hides from all professionals or from
named ones (DOC-24, C-33); a professional keeps a result from the patient until it is announced to
them, for a bounded time; secret care of a minor is kept from the legal representatives.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Visibility:
    """Settings of one document.

    `hidden_from` are ids of professionals. `withheld_until` is the moment (UTC) from which the patient
    sees a document that was kept from them, None when it never was or has been announced.
    """

    hidden: bool = False
    hidden_from: frozenset[str] = frozenset()
    withheld_until: datetime | None = None
    from_representatives: bool = False

    def withheld(self, at: datetime) -> bool:
        """Whether the document does not exist for the patient yet."""
        return self.withheld_until is not None and at < self.withheld_until

    def concealed(self) -> dict[str, Any]:
        """From whom on the patient's side, as events tell it: their notices and histories keep silent too."""
        until = self.withheld_until
        return {
            "patient_until": until.isoformat().replace("+00:00", "Z") if until is not None else None,
            "representatives": self.from_representatives,
        }


OPEN = Visibility()
"""Shared within the grid: what a document is unless someone decides otherwise (DOC-30)."""
