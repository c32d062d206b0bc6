"""A professional's own access to a record."""

from collections.abc import Callable, Mapping
from typing import Any

from chassis.http import current_actor
from services.consent.actions.access import declare_care
from services.consent.actions.acknowledgement import wait_for_points
from services.consent.queries import relations as queries
from services.consent.settings import ConsentSettings
from services.consent.store import Database


class Accesses:
    """declareCare, showMyAccess."""

    def __init__(self, db: Database, settings: ConsentSettings) -> None:
        self._db, self._settings = db, settings

    def operations(self) -> Mapping[str, Callable[..., Any]]:
        """Functions by operationId."""
        return {"declareCare": self.declare, "showMyAccess": self.show_mine}

    def declare(self, record: str, body: dict[str, Any]) -> tuple[dict[str, Any], int]:
        """201 when access opens, 200 when it was open, 202 while a point has not applied it.

        The contract has checked ground and agreement. Answered sooner, the professional's first list could still
        be refused, and a refusal is what a screen believes.
        """
        placed, opened = declare_care(self._db, current_actor(), record)
        points, longest = self._settings.enforcement_points, self._settings.acknowledgement_wait_s
        if wait_for_points(self._db, placed.place, points, longest) is None:
            return queries.access_view(placed.relation), 202
        return queries.access_view(placed.relation), 201 if opened else 200

    def show_mine(self, record: str) -> tuple[dict[str, Any], int]:
        """The caller's access."""
        return queries.my_access(self._db, current_actor(), record), 200
