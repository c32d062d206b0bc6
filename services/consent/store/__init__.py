"""MongoDB and the domain of consent: the only room that knows pymongo.

RELAYED names the collections whose documents may carry events not yet published; what is urgent comes first.
"""

from pymongo import ASCENDING, DESCENDING, IndexModel

from chassis import inbox, mongo, outbox, sessions
from chassis.connection import Database, Session
from services.consent.store import (
    checkpoints,
    concealed,
    emergencies,
    grid_proposals,
    history,
    lanes,
    registers,
    revocations,
)

RELAYED = ("relations", "heartbeat", "grids", emergencies.ALERTS, "outbox")

__all__ = ["RELAYED", "Database", "Session", "check", "prepare"]

_SPECS: dict[str, list[IndexModel]] = {
    "outbox": [outbox.INDEX],
    "heartbeat": [outbox.INDEX],
    "grids": [outbox.INDEX, IndexModel([("effective", DESCENDING), ("name", DESCENDING)]), IndexModel("number")],
    "relations": [
        outbox.INDEX,
        IndexModel([("record", ASCENDING), ("first_contact", DESCENDING), ("professional", ASCENDING)]),
        IndexModel([("place.lane", ASCENDING), ("_id", ASCENDING)]),
        IndexModel("unplaced.event", sparse=True),
        IndexModel([("record", ASCENDING), ("emergency.until", ASCENDING)], name="in-emergency"),
    ],
    "accesses": [],
    "lanes": [],
    "acknowledgements": [],
    **history.SPECS,
    **checkpoints.SPECS,
    concealed.COLLECTION: concealed.INDEXES,
    **emergencies.SPECS,
    registers.COLLECTION: [],
    grid_proposals.COLLECTION: [],
    **revocations.SPECS,
    "records": [],
    "professionals": [],
    "practices": [IndexModel([("professional", ASCENDING), ("since", DESCENDING)])],
    "organisations": [],
    "representations": [],
    "restatements": [],
    **inbox.COLLECTIONS,
    **sessions.SPECS,
}


def prepare(db: Database) -> None:
    """Create what must exist before the first request; may run any number of times, several at once."""
    history.prepare(db)
    mongo.ensure_collections(db, _SPECS)
    lanes.prepare(db)


def check(db: Database) -> None:
    """Whether the database answers. Raises PyMongoError."""
    db.command("ping")
