"""What screens read of the grid's versions: the list, a comparison, and a past decision with the grid of its day."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from chassis import clock
from chassis.auth import Actor
from services.consent.domain.grid import Grid, column_of, read_grid
from services.consent.domain.grid_change import Cell, difference
from services.consent.errors import EntryUnknown, GridUnknown
from services.consent.queries.history import Reading
from services.consent.store import Database, grid_proposals, grids, history, projections

View = dict[str, Any]


def list_versions(db: Database, actor: Actor) -> View:
    """Every version, published or proposed, the latest first."""
    published = grids.all_versions(db)
    newest = max((row["number"] for row in published), default=0)
    proposed = [_proposal(row, actor) for row in grid_proposals.waiting(db)]
    return {"items": proposed + [_version(row, newest) for row in published]}


def _version(row: Mapping[str, Any], newest: int) -> View:
    in_force = row["number"] == newest and newest > 0
    # Only an announced version was ever in force; one that waits for its date has no number yet.
    later = row["number"] == 0 and row["effective"] > clock.today().isoformat()
    state = "in-force" if in_force else "scheduled" if later else "past"
    names = ("name", "effective", "source")
    return {name: row[name] for name in names} | {"state": state, "mine": False, "approved": "decided" in row}


def _proposal(row: Mapping[str, Any], actor: Actor) -> View:
    content = {name: row["content"][name] for name in ("name", "effective", "source")}
    return content | {"state": "proposed", "mine": row["author"] == actor.id, "approved": False}


def compare(db: Database, before: str, after: str) -> View:
    """What one version opens and closes against another, published or proposed. Raises GridUnknown."""
    old, new = _content(db, before), _content(db, after)
    types = {row.type: row.label for row in (*old.rows, *new.rows)}
    columns = {column.id: column.label for column in (*old.columns, *old.outside, *new.columns, *new.outside)}
    found = difference(old, new)

    def cells(changed: tuple[Cell, ...]) -> list[View]:
        return [{"type": _named(each.type, types), "column": _named(each.column, columns)} for each in changed]

    return {
        "before": old.name,
        "after": new.name,
        "opened": cells(found.opened),
        "closed": cells(found.closed),
        "types_added": [_named(each, types) for each in found.types_added],
        "types_removed": [_named(each, types) for each in found.types_removed],
        "columns_changed": [_named(each, columns) for each in found.columns_changed],
    }


def explain_entry(reading: Reading, entry: str) -> View:
    """Why an act of the past was possible, by the version of the grid that decided it. Raises EntryUnknown.

    The grid is the one of that day, and so is the profession.
    """
    db = reading.db
    found = history.find(db, reading.record, entry)
    if found is None or (found.act.object or {}).get("id") in reading.unseen:
        raise EntryUnknown
    act = found.act
    grid = _content(db, act.grid) if act.grid is not None else None
    type_ = (act.object or {}).get("type")
    practice = projections.practice(db, act.actor.id, datetime.fromisoformat(act.at))
    column = column_of(grid, practice) if grid is not None and practice is not None else None
    row = next((each for each in grid.rows if each.type == type_), None) if grid is not None else None
    return {
        "ground": act.ground,
        "capacity": act.capacity,
        "at": act.at,
        "grid": {"name": grid.name, "effective": grid.effective.isoformat(), "source": grid.source} if grid else None,
        "column": {"code": column.id, "label": column.label} if column is not None else None,
        "type": {"code": row.type, "label": row.label} if row is not None else None,
        "allowed": column.id in row.allowed if column is not None and row is not None else None,
    }


def _content(db: Database, name: str) -> Grid:
    held = grids.named(None, db, name)
    if held is None:
        proposal = grid_proposals.find(db, name)
        held = proposal["content"] if proposal is not None else None
    if held is None:
        raise GridUnknown
    return read_grid(held)


def _named(code: str, labels: Mapping[str, str]) -> View:
    return {"code": code, "label": labels.get(code, code)}
