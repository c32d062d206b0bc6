"""A professional's own access to a record."""

from collections.abc import Callable, Mapping
from typing import Any

from chassis.http import current_actor
from services.consent import queries
from services.consent.actions.access import declare_care
from services.consent.store import Db


class Accesses:
    """declareCare, showMyAccess."""

    def __init__(self, db: Db) -> None:
        self._db = db

    def operations(self) -> Mapping[str, Callable[..., Any]]:
        """Functions by operationId."""
        return {"declareCare": self.declare, "showMyAccess": self.show_mine}

    def declare(self, record: str, body: dict[str, Any]) -> tuple[dict[str, Any], int]:
        """201 when access opens, 200 when it was open. The contract has checked ground and agreement."""
        relation, opened = declare_care(self._db, current_actor(), record)
        return queries.access_view(relation), 201 if opened else 200

    def show_mine(self, record: str) -> tuple[dict[str, Any], int]:
        """The caller's access."""
        return queries.my_access(self._db, current_actor(), record), 200
