"""MongoDB of the documents service: the only importer of pymongo here.

`RELAYED` names the collections whose documents carry events for the relay.
"""

from chassis import sessions
from chassis.mongo import ensure_collections
from services.documents.store import documents, exports, keys, reference, rights, standing
from services.documents.store.connection import Database, Session

RELAYED = ("outbox", "documents", "exports")

__all__ = [
    "RELAYED",
    "Database",
    "Session",
    "documents",
    "exports",
    "keys",
    "prepare",
    "reference",
    "rights",
    "standing",
]


def prepare(db: Database) -> None:
    """Create collections and indexes; may run any number of times."""
    rooms = (documents, exports, keys, reference, rights, sessions)
    ensure_collections(db, {name: indexes for room in rooms for name, indexes in room.SPECS.items()})
