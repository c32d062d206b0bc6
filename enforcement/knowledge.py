"""What an enforcement point knows of professionals and of the grid, and whether that is sure enough to let one in.

Stale means no: a professional passes only while consent is heard, everything it said of the record's lane is applied
here, and the grid held is the one in force. The person never waits for that.
"""

from enum import StrEnum

from chassis.connection import Database
from chassis.freshness import Freshness
from enforcement.cache import Recent, Remembered
from enforcement.directory import Practitioner
from enforcement.grid import EMPTY, Grid
from enforcement.lanes import lane_of
from enforcement.store import grids, projections


class Doubt(StrEnum):
    """Why nothing can be said of a professional at this moment: for figures and logs."""

    CONSENT_SILENT = "consent-silent"
    GAP_IN_STREAM = "gap-in-stream"
    ANOTHER_GRID = "another-grid"
    UNKNOWN_PROFESSIONAL = "unknown-professional"


class Knowledge:
    """Built once a process; remembers the grid and, for a second, directory entries. Relations it never remembers."""

    def __init__(self, db: Database, freshness: Freshness) -> None:
        self._freshness = freshness
        self._grid = Remembered(lambda: grids.mark(db), lambda: grids.held(db))
        self._practitioners = Recent(lambda professional: projections.practitioner(db, professional))

    def practitioner(self, professional: str) -> Practitioner | None:
        """The directory entry of a professional, whoever asks; None when it is not known."""
        return self._practitioners.get(professional)

    def grid(self) -> Grid:
        """The grid held: to explain or to foresee, not to let anybody in."""
        return self._grid.get() or EMPTY

    def practitioner_for(self, professional: str, record: str) -> Practitioner | Doubt:
        """The entry of a professional who asks for `record`, if what is known of the record is whole and recent."""
        return self._stale(record) or self._practitioners.get(professional) or Doubt.UNKNOWN_PROFESSIONAL

    def reader_for(self, professional: str, record: str) -> tuple[Practitioner, Grid] | Doubt:
        """The same, with the grid in force."""
        stale = self._stale(record)
        if stale is not None:
            return stale
        grid, listed = self._grid_in_force(), self._practitioners.get(professional)
        if grid is None:
            return Doubt.ANOTHER_GRID
        return Doubt.UNKNOWN_PROFESSIONAL if listed is None else (listed, grid)

    def _stale(self, record: str) -> Doubt | None:
        if self._freshness.is_fresh(lane_of(record)):
            return None
        return Doubt.GAP_IN_STREAM if self._freshness.is_heard() else Doubt.CONSENT_SILENT

    def _grid_in_force(self) -> Grid | None:
        """The grid that consent's last heartbeat names; None while another one is held."""
        named = self._freshness.said().get("grid_version")
        held = self._grid.get()
        if held is not None and held.name != named:
            held = self._grid.get(fresh=True)
        return held if held is not None and held.name == named else None
