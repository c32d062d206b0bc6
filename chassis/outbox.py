"""The outbox: an event is published exactly when the state it tells of is committed.

One shape: a document with a non-empty array `pending` has events to be relayed. It is either an
aggregate (state and event in one journaled write) or a document of the collection "outbox" that
holds nothing else. The relay removes what the broker has confirmed. A service therefore changes such
a document by operators (`$set`, `$push`), never by replacing it whole.
"""

from typing import Any

from pymongo import ASCENDING, IndexModel

from chassis import wakeup
from chassis.connection import Database, Session
from chassis.events import Event

COLLECTION = "outbox"

INDEX = IndexModel([("pending.id", ASCENDING), ("pending.type", ASCENDING)], name="pending", sparse=True)
"""What every collection with embedded events needs: finds them oldest first (ids are time-ordered)."""


def pending(*events: Event) -> list[dict[str, Any]]:
    """The stored form of `events`: the value of a new document's `pending`, or what to `$push` `$each`.

    The body is kept as the very text that will travel, so that what was checked is what is sent.
    """
    wakeup.carries_events()
    return [
        {"id": event.id, "type": event.type, "at": event.at, "expires_at": event.expires_at, "body": event.to_json()}
        for event in events
    ]


def add(db: Database, session: Session | None, *events: Event) -> None:
    """Publish `events` when the transaction of `session` commits; with None, at once and all together."""
    if events:
        db[COLLECTION].insert_one({"_id": events[0].id, "pending": pending(*events)}, session=session)
