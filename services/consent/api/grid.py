"""The authorization grid: the version in force for everybody, all versions for operators."""

from collections.abc import Callable, Mapping
from typing import Any

from chassis.http import current_actor
from services.consent.actions import grid_proposal
from services.consent.queries import grid as versions
from services.consent.queries import history
from services.consent.queries import relations as queries
from services.consent.store import Database

Answer = tuple[Any, int]


class GridPage:
    """showGrid, and what operators do with versions."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def operations(self) -> Mapping[str, Callable[..., Any]]:
        """Functions by operationId."""
        return {
            "showGrid": self.show,
            "listGrids": self.list,
            "compareGrids": self.compare,
            "proposeGrid": self.propose,
            "proposeGridFile": self.propose_file,
            "approveGrid": self.approve,
            "withdrawGrid": self.withdraw,
            "explainHistoryEntry": self.explain_entry,
        }

    def show(self) -> Answer:
        """Name, date, source, columns and rows."""
        return queries.current_grid(self._db), 200

    def list(self) -> Answer:
        """Every version."""
        return versions.list_versions(self._db, current_actor()), 200

    def compare(self, query: dict[str, str]) -> Answer:
        """Two versions."""
        return versions.compare(self._db, query["before"], query["after"]), 200

    def propose(self, body: dict[str, Any]) -> Answer:
        """A version made from another."""
        grid_proposal.propose(self._db, current_actor(), body)
        return None, 204

    def propose_file(self, body: dict[str, Any]) -> Answer:
        """A whole version."""
        grid_proposal.propose_file(self._db, current_actor(), body)
        return None, 204

    def approve(self, version: str) -> Answer:
        """Publish somebody else's proposal."""
        grid_proposal.approve(self._db, current_actor(), version)
        return None, 204

    def withdraw(self, version: str) -> Answer:
        """Forget a proposal."""
        grid_proposal.withdraw(self._db, version)
        return None, 204

    def explain_entry(self, record: str, entry: str) -> Answer:
        """A past decision with the grid of its day."""
        reading = history.read(self._db, current_actor(), record)
        return versions.explain_entry(reading, entry), 200
