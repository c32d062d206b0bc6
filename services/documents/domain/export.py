"""An export: everything a person takes away, packed lot by lot until all services have contributed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

CONTRIBUTORS = ("consent", "identity", "messaging", "notifier", "profile")
"""The services that hold something of a record beside the vault."""

PATIENCE = timedelta(hours=24)
"""An export that is not ready by then has failed; the person may ask again."""


class ExportState(StrEnum):
    """Where an export is. `expired` and `failed` keep no bytes."""

    PREPARING = "preparing"
    READY = "ready"
    EXPIRED = "expired"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Export:
    """`documents` of `total` are packed, in `lots` lots of together `size` bytes; `before` is the last one's id.

    `asked_by` is the actor as an event names them: what they may see decides what is packed.
    """

    id: str
    record: str
    asked_by: Mapping[str, str]
    state: ExportState
    requested_at: datetime
    total: int
    documents: int = 0
    lots: int = 0
    size: int = 0
    before: str | None = None
    packed: bool = False
    ready_at: datetime | None = None
    expires_at: datetime | None = None

    def has_failed_by(self, at: datetime) -> bool:
        """Whether it should have been ready long ago."""
        return self.state is ExportState.PREPARING and at - self.requested_at > PATIENCE


@dataclass(frozen=True, slots=True)
class Packed:
    """A document in the archive: its row as kept (JSON), the file it is in (None if its bytes could not be read)."""

    row: str
    file: str | None
    sha256: str
    sha1: str


def waiting_for(parts: Mapping[str, tuple[int, int]]) -> list[str]:
    """Services whose part is missing; `parts` says, by service, how many came of how many."""
    missing = []
    for service in CONTRIBUTORS:
        came, all_of_them = parts.get(service, (0, 1))
        if came < all_of_them:
            missing.append(service)
    return missing


def merged(contents: list[Mapping[str, Any]]) -> dict[str, Any]:
    """Parts of one service put together: lists are joined, the rest is taken from the part that has it."""
    whole: dict[str, Any] = {}
    for content in contents:
        for name, value in content.items():
            held = whole.get(name)
            whole[name] = [*held, *value] if isinstance(held, list) and isinstance(value, list) else value
    return whole
