"""Is what we hold of another service's numbered stream whole and recent? Unless proven, no.

The stream is cut into lanes whose events carry contiguous numbers; a heartbeat says each lane's last
number. The worker records what it applied, the api asks. An event still in a wait queue or among the
dead letters is a gap, hence stale. Neither side reads a wall clock: age counts by this process's
monotonic clock from the moment it saw the heartbeat's counter move.

A new epoch (the producer was restored) starts every lane at nothing: the lane is whole again when its
numbers from 1 are applied, or when the producer has stated the lane anew (`restated`).
"""

import threading
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any

from pymongo import ReturnDocument
from pymongo.errors import PyMongoError

from chassis.connection import Database, Session

COLLECTION = "freshness"
POLL_S = 0.25
BEAT_S = 1.0
_SLACK = 2
"""Beats that may arrive between two looks in ordinary times; more is a backlog being caught up."""


def applied(session: Session | None, db: Database, stream: str, epoch: int, lane: int, number: int) -> int:
    """Record that `number` of `lane` is applied, in any order. Returns the lane's contiguous mark.

    Numbers of an epoch that is over change nothing.
    """
    return _advance(session, db, stream, epoch, lane, floor=0, number=number)


def restated(session: Session | None, db: Database, stream: str, epoch: int, lane: int, number: int) -> int:
    """Record that `lane` is whole up to `number` after a rebuild. Returns the lane's contiguous mark."""
    return _advance(session, db, stream, epoch, lane, floor=number, number=number)


def _advance(
    session: Session | None,
    db: Database,
    stream: str,
    epoch: int,
    lane: int,
    floor: int,
    number: int,
) -> int:
    held = {"$ifNull": ["$epoch", 0]}

    def by_epoch(newer: Any, same: Any, older: Any) -> dict[str, Any]:
        return {"$cond": [{"$gt": [epoch, held]}, newer, {"$cond": [{"$lt": [epoch, held]}, older, same]}]}

    mark, ahead = {"$ifNull": ["$mark", 0]}, {"$ifNull": ["$ahead", []]}
    union = {"$sortArray": {"input": {"$setUnion": [ahead, [number]]}, "sortBy": 1}}
    after_each = {"$cond": [{"$eq": ["$$this", {"$add": ["$$value", 1]}]}, "$$this", "$$value"]}
    document = db[COLLECTION].find_one_and_update(
        {"_id": f"{stream}/{lane}"},
        [
            {
                "$set": {
                    "epoch": {"$max": [epoch, held]},
                    "mark": by_epoch(floor, {"$max": [floor, mark]}, mark),
                    "ahead": by_epoch([number], union, ahead),
                }
            },
            {"$set": {"mark": {"$reduce": {"input": "$ahead", "initialValue": "$mark", "in": after_each}}}},
            {"$set": {"ahead": {"$filter": {"input": "$ahead", "cond": {"$gt": ["$$this", "$mark"]}}}}},
        ],
        projection={"mark": 1},
        upsert=True,
        return_document=ReturnDocument.AFTER,
        session=session,
    )
    return int(document["mark"]) if document else floor


def beat(
    session: Session | None,
    db: Database,
    stream: str,
    epoch: int,
    lanes: Sequence[int],
    counter: int,
    said: Mapping[str, Any] | None = None,
) -> None:
    """Record a heartbeat if it is newer, by (epoch, counter), than the one held.

    `lanes` are the last numbers by lane; `said` is whatever else it carried, for `Freshness.said`.
    """
    newer = {
        "$or": [
            {"$gt": [epoch, {"$ifNull": ["$epoch", 0]}]},
            {"$and": [{"$eq": [epoch, "$epoch"]}, {"$gt": [counter, "$counter"]}]},
        ]
    }
    told = {"_id": f"{stream}/beat", "epoch": epoch, "counter": counter, "lanes": list(lanes), "said": dict(said or {})}
    db[COLLECTION].update_one(
        {"_id": f"{stream}/beat"},
        [{"$replaceWith": {"$cond": [newer, {"$literal": told}, "$$ROOT"]}}],
        upsert=True,
        session=session,
    )


class Freshness:
    """What the api asks before it lets a right that the stream could have taken away be used."""

    def __init__(self, db: Database, stream: str, max_age_s: float = 5.0) -> None:
        """Starts looking every 250 ms, from a daemon thread: build it after a fork."""
        self._db, self._stream, self._max_age_s = db, stream, max_age_s
        self._beat: dict[str, Any] = {}
        self._marks: dict[int, tuple[int, int]] = {}
        self._looked_at = self._proven_at = float("-inf")
        self._stop = threading.Event()
        threading.Thread(target=self._watch, name=f"freshness-{stream}", daemon=True).start()

    def is_fresh(self, lane: int) -> bool:
        """Whether a recent heartbeat was heard and everything it knew of `lane` is applied here."""
        heard, marks = self._beat, self._marks
        if not self.is_heard() or lane >= len(heard.get("lanes", ())):
            return False
        epoch, mark = marks.get(lane, (0, 0))
        last: int = heard["lanes"][lane]
        # A lane that never carried anything, in any epoch, has nothing to be behind with.
        never_used = epoch == 0 and last == 0
        return never_used or (epoch == heard["epoch"] and mark >= last)

    def is_heard(self) -> bool:
        """Whether a heartbeat was heard recently, whatever it said."""
        return self.age_s() <= self._max_age_s

    def age_s(self) -> float:
        """Seconds since a heartbeat was last seen to arrive; infinite until one was."""
        return time.monotonic() - self._proven_at

    def said(self) -> Mapping[str, Any]:
        """What else the last heartbeat carried; empty before the first."""
        said: Mapping[str, Any] = self._beat.get("said", {})
        return said

    def close(self) -> None:
        """Stop looking."""
        self._stop.set()

    def _watch(self) -> None:
        while not self._stop.is_set():
            # Not seen is not proven: the age grows, and from max_age_s on the answer is no.
            with suppress(PyMongoError):
                self.look()
            self._stop.wait(POLL_S)

    def look(self) -> None:
        """Read the store once. The thread does it; a test may."""
        started, before = time.monotonic(), self._looked_at
        self._looked_at = started
        # "0" follows "/", so that the index on _id answers.
        rows = self._db[COLLECTION].find({"_id": {"$gte": f"{self._stream}/", "$lt": f"{self._stream}0"}}, {"ahead": 0})
        found = {each["_id"].rpartition("/")[2]: each for each in rows}
        heard = found.pop("beat", {})
        if self._proves(heard, started - before):
            self._proven_at = started
        self._beat, self._marks = heard, {int(n): (each["epoch"], each["mark"]) for n, each in found.items()}

    def _proves(self, heard: dict[str, Any], elapsed: float) -> bool:
        """Whether the counter moved since the last look, and no faster than hearts beat.

        A counter that leaps means old heartbeats leaving a queue: proof of nothing until it is calm.
        """
        if not self._beat or not heard or heard["epoch"] != self._beat["epoch"]:
            return False
        leap: int = heard["counter"] - self._beat["counter"]
        return 0 < leap <= _SLACK + elapsed / BEAT_S
