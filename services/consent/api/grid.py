"""The authorization grid in force."""

from collections.abc import Callable, Mapping
from typing import Any

from services.consent import queries
from services.consent.store import Db


class GridPage:
    """showGrid."""

    def __init__(self, db: Db) -> None:
        self._db = db

    def operations(self) -> Mapping[str, Callable[..., Any]]:
        """Functions by operationId."""
        return {"showGrid": self.show}

    def show(self) -> tuple[dict[str, Any], int]:
        """Name, date, source, columns and rows."""
        return queries.current_grid(self._db), 200
