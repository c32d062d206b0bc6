"""MongoDB of the profile service: the only importer of pymongo here.

`RELAYED` names the collections whose documents carry events for the relay.
"""

from chassis import outbox, sessions
from chassis.connection import Database, Session
from chassis.mongo import ensure_collections
from enforcement.store import grids, keys, projections
from services.profile.store import profiles

RELAYED = ("outbox", "profiles")

__all__ = ["RELAYED", "Database", "Session", "prepare", "profiles"]


def prepare(db: Database) -> None:
    """Create collections and indexes; may run any number of times."""
    rooms = (grids, keys, profiles, projections, sessions)
    specs = {name: indexes for room in rooms for name, indexes in room.SPECS.items()}
    ensure_collections(db, {outbox.COLLECTION: [outbox.INDEX], **specs})
