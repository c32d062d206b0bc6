"""MongoDB: what the notifier remembers. The only importer of pymongo here."""

from pymongo import ASCENDING, IndexModel
from pymongo.errors import PyMongoError

from chassis import mongo, outbox, sessions
from chassis.connection import Database, Session
from services.notifier.domain import COPY_LIFE, State

FAULTS = (PyMongoError,)  # what a database that is away raises
RELAYED = ("outbox", "notices")

__all__ = ["FAULTS", "RELAYED", "Database", "Session", "prepare"]

_INDEXES = {
    "outbox": [outbox.INDEX],
    "contacts": [],
    "representations": [IndexModel([("record", ASCENDING)], name="of-child")],
    "notices": [
        outbox.INDEX,
        IndexModel(
            [("urgency", ASCENDING), ("next_at", ASCENDING)],
            name="due",
            partialFilterExpression={"next_at": {"$exists": True}},
        ),
        IndexModel([("record", ASCENDING), ("state", ASCENDING)], name="of-record"),
        IndexModel(
            [("state", ASCENDING), ("finished_at", ASCENDING)],
            name="failed",
            partialFilterExpression={"state": State.FAILED.value},
        ),
        # Letters in the outbox that stand in no lot yet.
        IndexModel(
            [("letter.waiting", ASCENDING), ("finished_at", ASCENDING)],
            name="letters-waiting",
            partialFilterExpression={"letter.waiting": True},
        ),
        IndexModel([("copy_index", ASCENDING)], name="copy", unique=True, sparse=True),
        IndexModel([("finished_at", ASCENDING)], name="life", expireAfterSeconds=int(COPY_LIFE.total_seconds())),
    ],
    "lots": [
        IndexModel([("written", ASCENDING)], name="without-manifest", partialFilterExpression={"written": False}),
        IndexModel([("closed_at", ASCENDING)], name="life", expireAfterSeconds=int(COPY_LIFE.total_seconds())),
    ],
    "letters_to_remove": [],
    "preferences": [],
    **sessions.SPECS,
}


def prepare(db: Database) -> None:
    """Create collections and indexes that are missing; safe to repeat."""
    mongo.ensure_collections(db, _INDEXES)
