"""The sixteen lanes of the policy stream, how far each point has applied them, and the heartbeat."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from pymongo import ReturnDocument
from pymongo.errors import DuplicateKeyError
from pymongo.read_concern import ReadConcern

from chassis import outbox
from chassis.connection import Database, Session
from chassis.events import Event
from services.consent.domain.policy import LANES, Mark, Place

HEARTBEAT_EVERY = timedelta(seconds=1)


@dataclass(frozen=True)
class Stream:
    """The whole stream at one moment: last number of each lane."""

    epoch: int
    numbers: Sequence[int]


def prepare(db: Database) -> None:
    """Lanes at number 0 of epoch 1, where they do not exist yet."""
    for lane in range(LANES):
        _insert_once(db, "lanes", {"_id": lane, "epoch": 1, "number": 0})
    _insert_once(db, "heartbeat", {"_id": "heartbeat", "counter": 0})


def _insert_once(db: Database, collection: str, document: dict[str, Any]) -> None:
    key = {"_id": document["_id"]}
    try:
        db[collection].update_one(key, {"$setOnInsert": document}, upsert=True)
    except DuplicateKeyError:
        return  # another process of the service was faster


def take(session: Session, db: Database, lane: int) -> Place:
    """The next place of a lane; taken only if the transaction commits, so that numbers have no gap."""
    row = db["lanes"].find_one_and_update(
        {"_id": lane}, {"$inc": {"number": 1}}, return_document=ReturnDocument.AFTER, session=session
    )
    assert row, "prepare() makes the lanes"
    return Place(row["epoch"], lane, row["number"])


def epoch(session: Session | None, db: Database) -> int:
    """The epoch in force; every version told to others carries it."""
    row = db["lanes"].find_one({"_id": 0}, session=session)
    return int(row["epoch"]) if row else 1


def last_number(db: Database, lane: int) -> Mark:
    """Epoch and last number of a lane, as committed on a majority."""
    row = _committed(db).find_one({"_id": lane})
    return Mark(row["epoch"], row["number"]) if row else Mark(1, 0)


def stream(db: Database) -> Stream | None:
    """The whole stream; None while an epoch is being raised."""
    rows = list(_committed(db).find({}).sort("_id"))
    epochs = {row["epoch"] for row in rows}
    if len(rows) != LANES or len(epochs) != 1:
        return None
    return Stream(epochs.pop(), [row["number"] for row in rows])


def _committed(db: Database) -> Any:
    return db["lanes"].with_options(read_concern=ReadConcern("majority"))


def raise_epoch(session: Session, db: Database) -> int:
    """Begin a new epoch at number 0 in all lanes; what is said in it wins over anything said before."""
    raised = epoch(session, db) + 1
    db["lanes"].update_many({}, {"$set": {"epoch": raised, "number": 0}}, session=session)
    return raised


def acknowledge(session: Session, db: Database, point: str, place: Place) -> None:
    """Note that a point has applied a lane up to a place; an older note than the one held changes nothing."""
    mark = {"epoch": place.epoch, "number": place.number}
    newer = {"$gt": [{"$literal": mark}, "$mark"]}
    kept = {"$cond": [newer, {"$literal": mark}, "$mark"]}
    db["acknowledgements"].update_one(
        {"_id": f"{point}:{place.lane}"}, [{"$set": {"mark": kept}}], upsert=True, session=session
    )


def marks(db: Database, lane: int, points: Sequence[str]) -> dict[str, Mark]:
    """How far each point has applied a lane."""
    keys = {f"{point}:{lane}": point for point in points}
    rows = db["acknowledgements"].find({"_id": {"$in": list(keys)}})
    return {keys[row["_id"]]: Mark(row["mark"]["epoch"], row["mark"]["number"]) for row in rows}


def beat(db: Database, now: datetime, event_for: Callable[[int], Event]) -> bool:
    """Leave a heartbeat for the relay, unless another worker has just done so.

    Only the newest heartbeat ever waits: one that could not leave is replaced, never sent late after a newer one.
    """
    held = db["heartbeat"].find_one({"_id": "heartbeat"}) or {"counter": 0}
    age = now - held.get("at", now - HEARTBEAT_EVERY)
    if timedelta(0) <= age < HEARTBEAT_EVERY / 2:
        return False
    counter = held["counter"] + 1
    beaten = db["heartbeat"].update_one(
        {"_id": "heartbeat", "counter": held["counter"]},
        {"$set": {"counter": counter, "at": now, "pending": outbox.pending(event_for(counter))}},
    )
    return beaten.modified_count == 1
