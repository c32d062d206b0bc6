"""The collection `grid`: the authorization grid held, as consent told it."""

from collections.abc import Mapping
from typing import Any

from pymongo import IndexModel

from chassis.connection import Database, Session
from enforcement.grid import Column, Grid
from enforcement.store import projections

GRID = "grid"
SPECS: dict[str, list[IndexModel]] = {GRID: []}
_CODES = ("profession_codes", "specialty_codes", "role_codes", "activity_codes")
_KEY = "grid"


def tell(session: Session, db: Database, told: Mapping[str, Any]) -> None:
    """Apply a grid, if newer."""
    row = {key: told[key] for key in ("name", "effective", "source", "columns", "rows")}
    projections.tell(session, db, GRID, _KEY, row, told["version"])


def mark(db: Database) -> tuple[int, int] | None:
    """Version of the grid held; None before the first."""
    row = db[GRID].find_one({"_id": _KEY}, {"version": 1})
    return None if row is None else (row["version"]["epoch"], row["version"]["number"])


def held(db: Database) -> Grid | None:
    """The grid held; None before the first."""
    row = db[GRID].find_one({"_id": _KEY})
    if row is None:
        return None
    columns = tuple(Column(told["id"], *(frozenset(told[name]) for name in _CODES)) for told in row["columns"])
    return Grid(row["name"], columns, {told["type"]: frozenset(told["allowed"]) for told in row["rows"]})


def column_label(db: Database, column: str) -> str:
    """What the grid held calls a column, in French; empty for one it does not have."""
    row = db[GRID].find_one({"_id": _KEY}, {"columns": {"$elemMatch": {"id": column}}}) or {}
    return next((str(each.get("label", "")) for each in row.get("columns", [])), "")
