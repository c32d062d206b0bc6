"""Versions of the authorization grid: loaded by an operator, in force from their date on (GRD-07)."""

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from chassis import clock, outbox
from chassis.mongo import transaction
from services.consent import announcements
from services.consent.domain.grid import Grid, GridRefused, read_grid
from services.consent.errors import GridInForce
from services.consent.store import Database, Session, grids, lanes

DELIVERED = Path(__file__).parent.parent / "data" / "authorization_grid.2024-09-25.json"

_KEPT = ("name", "title", "publisher", "effective", "source", "legal", "remarks", "columns", "outside", "rows")


def read_file(path: Path) -> tuple[Grid, dict[str, Any]]:
    """The grid in a file, checked, with its content. Raises GridRefused, OSError."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as wrong:
        raise GridRefused("not JSON") from wrong
    return read_grid(content), content


def load_grid(db: Database, content: dict[str, Any], today: date) -> bool:
    """Keep the first version, and put it in force if its date has come; False when it is there already, word for word.

    Every later version takes two operators (grid_proposal): raises GridInForce once one was published. Raises
    GridRefused when another content has its name: past decisions name the version they used.
    """

    def work(session: Session) -> bool:
        in_force = grids.current(db, session)
        if in_force and grids.named(session, db, content["name"]) is None:
            raise GridInForce(in_force["name"])
        return keep_grid(session, db, content, today)

    return transaction(db, work)


def keep_grid(
    session: Session, db: Database, content: Mapping[str, Any], today: date, decided: Mapping[str, Any] | None = None
) -> bool:
    """The same within a transaction; `decided` says who proposed and who approved it. Raises GridRefused."""
    kept = {name: content[name] for name in _KEPT if name in content}
    held = grids.named(session, db, kept["name"])
    if held is None:
        grids.put(session, db, kept | ({"decided": dict(decided)} if decided else {}))
        put_due_grid_in_force(session, db, today)
        return True
    if any(held.get(name) != kept.get(name) for name in _KEPT):
        raise GridRefused(f"{kept['name']} is loaded with another content; a correction needs a name of its own")
    return False


def put_due_grid_in_force(session: Session, db: Database, today: date) -> bool:
    """Announce, with its whole content, the version whose date has come; False when that is done already."""
    due = grids.due(session, db, today)
    if due is None:
        return False
    before = grids.current(db, session)
    number = before["number"] + 1 if before else 1
    event = announcements.grid_updated(due, lanes.epoch(session, db), number)
    grids.announce(session, db, due["name"], number, event)
    return True


def turn_to_due_grid(db: Database) -> bool:
    """The same by the clock: a version loaded ahead comes into force on its day."""
    return transaction(db, lambda session: put_due_grid_in_force(session, db, clock.today()))


def tell_grid(session: Session, db: Database) -> None:
    """Tell the version in force again, if there is one."""
    held = grids.current(db, session)
    if held:
        event = announcements.grid_updated(held, lanes.epoch(session, db), held["number"])
        outbox.add(db, session, event)
