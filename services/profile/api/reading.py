"""The profile as its reader sees it."""

from collections.abc import Callable
from typing import Any

from chassis.http import current_actor
from services.profile import queries
from services.profile.api.presenting import present
from services.profile.parts import Parts


class Reading:
    """The operation that shows a profile."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def operations(self) -> dict[str, Callable[..., Any]]:
        """By operation id of the contract."""
        return {"showProfile": self.show}

    def show(self, record: str) -> tuple[dict[str, Any], int]:
        """The sections that the actor may read."""
        return present(*queries.show_profile(self._parts, current_actor(), record)), 200
