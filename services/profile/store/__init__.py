"""MongoDB of the profile service: the only importer of pymongo here.

`RELAYED` names the collections whose documents carry events for the relay.
"""

from chassis import outbox, sessions
from chassis.mongo import ensure_collections
from services.profile.store import profiles, projections
from services.profile.store.connection import Database, Session

RELAYED = ("outbox", "profiles")

__all__ = ["RELAYED", "Database", "Session", "prepare", "profiles", "projections"]


def prepare(db: Database) -> None:
    """Create collections and indexes; may run any number of times."""
    rooms = (profiles, projections, sessions)
    specs = {name: indexes for room in rooms for name, indexes in room.SPECS.items()}
    ensure_collections(db, {outbox.COLLECTION: [outbox.INDEX], **specs})
