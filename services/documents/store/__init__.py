"""MongoDB of the documents service: the only importer of pymongo here.

`RELAYED` names the collections whose documents carry events for the relay.
"""

from chassis import sessions
from chassis.mongo import ensure_collections
from services.documents.store import (
    attachments,
    documents,
    explanations,
    export_keys,
    exports,
    former,
    keys,
    listing,
    reference,
    representations,
    rights,
    scrubbing,
    standing,
    submissions,
    switches,
    upgrading,
    waiting,
)
from services.documents.store.connection import Database, Session

RELAYED = ("outbox", "documents", "exports", "switches")

__all__ = [
    "RELAYED",
    "Database",
    "Session",
    "attachments",
    "documents",
    "explanations",
    "export_keys",
    "exports",
    "former",
    "keys",
    "listing",
    "prepare",
    "reference",
    "representations",
    "rights",
    "scrubbing",
    "standing",
    "submissions",
    "switches",
    "waiting",
]


def prepare(db: Database) -> None:
    """Create collections and indexes; may run any number of times."""
    upgrading.bring_up_to_date(db)
    rooms = (
        attachments, documents, explanations, export_keys, exports, former, keys, reference, representations, rights,
        scrubbing, sessions, submissions, switches, waiting,
    )  # fmt: skip
    ensure_collections(db, {name: indexes for room in rooms for name, indexes in room.SPECS.items()})
