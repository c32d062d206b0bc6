"""MongoDB of the documents service: the only importer of pymongo here.

`RELAYED` names the collections whose documents carry events for the relay.
"""

from chassis import sessions
from chassis.connection import Database, Session
from chassis.mongo import ensure_collections
from enforcement.store import grids, keys, projections
from services.documents.store import (
    attachments,
    documents,
    explanations,
    export_keys,
    exports,
    former,
    listing,
    organisations,
    reference,
    scrubbing,
    standing,
    submissions,
    switches,
    upgrading,
    waiting,
)

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
    "listing",
    "organisations",
    "prepare",
    "reference",
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
        attachments, documents, explanations, export_keys, exports, former, grids, keys, organisations, projections,
        reference, scrubbing, sessions, submissions, switches, waiting,
    )  # fmt: skip
    ensure_collections(db, {name: indexes for room in rooms for name, indexes in room.SPECS.items()})
