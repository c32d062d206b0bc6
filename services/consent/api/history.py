"""The activity history of a record."""

from collections.abc import Callable, Mapping
from typing import Any

from chassis.http import current_actor
from services.consent import queries
from services.consent.store import Db


class HistoryPage:
    """listHistory."""

    def __init__(self, db: Db) -> None:
        self._db = db

    def operations(self) -> Mapping[str, Callable[..., Any]]:
        """Functions by operationId."""
        return {"listHistory": self.list}

    def list(self, record: str, query: dict[str, Any]) -> tuple[dict[str, Any], int]:
        """A page of entries, newest first."""
        cursor, limit = query.get("cursor"), query.get("limit", 20)
        return queries.list_history(self._db, current_actor(), record, cursor, limit), 200
