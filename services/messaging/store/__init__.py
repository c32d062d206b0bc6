"""MongoDB of the messaging service: the only importer of pymongo here.

`RELAYED` names the collections whose documents carry events for the relay.
"""

from chassis import outbox, sessions
from chassis.connection import Database, Session
from chassis.mongo import ensure_collections
from enforcement.store import keys, projections
from services.messaging.store import conversations

RELAYED = ("outbox",)

__all__ = ["RELAYED", "Database", "Session", "conversations", "prepare"]


def prepare(db: Database) -> None:
    """Create collections and indexes; may run any number of times."""
    rooms = (conversations, keys, projections, sessions)
    specs = {name: indexes for room in rooms for name, indexes in room.SPECS.items()}
    ensure_collections(db, {**specs, "outbox": [outbox.INDEX]})
