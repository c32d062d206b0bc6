"""MongoDB of the messaging service: the only importer of pymongo here.

`RELAYED` names the collections whose documents carry events for the relay.
"""

from chassis import outbox, sessions
from chassis.mongo import ensure_collections
from services.messaging.store import conversations, keys, projections
from services.messaging.store.connection import Database, Session

RELAYED = ("outbox",)

__all__ = ["RELAYED", "Database", "Session", "conversations", "keys", "prepare", "projections"]


def prepare(db: Database) -> None:
    """Create collections and indexes; may run any number of times."""
    rooms = (conversations, keys, projections, sessions)
    specs = {name: indexes for room in rooms for name, indexes in room.SPECS.items()}
    ensure_collections(db, {**specs, "outbox": [outbox.INDEX]})
