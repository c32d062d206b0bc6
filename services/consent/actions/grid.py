"""Loading a version of the authorization grid (GRD-07)."""

import json
from pathlib import Path
from typing import Any

from chassis.mongo import transaction
from services.consent import announcements
from services.consent.domain.grid import Grid, read_grid
from services.consent.errors import GridRefused
from services.consent.store import Db, Session, grids, lanes

DELIVERED = Path(__file__).parent.parent / "data" / "authorization_grid.2024-09-25.json"

_KEPT = ("name", "title", "publisher", "effective", "source", "legal", "remarks", "columns", "outside", "rows")


def read_file(path: Path) -> tuple[Grid, dict[str, Any]]:
    """The grid in a file, checked, with its content. Raises GridRefused, OSError."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as wrong:
        raise GridRefused(["not JSON"]) from wrong
    return read_grid(content), content


def load_grid(db: Db, content: dict[str, Any]) -> bool:
    """Keep a checked grid and announce it with its whole content; False when it is there already, word for word."""
    kept = {name: content[name] for name in _KEPT if name in content}

    def work(session: Session) -> bool:
        held = grids.named(session, db, kept["name"])
        if held and all(held.get(name) == value for name, value in kept.items()):
            return False
        number = grids.next_number(session, db)
        event = announcements.grid_updated(kept, lanes.epoch(session, db), number)
        grids.put(session, db, number, kept, event)
        return True

    return transaction(db, work)
