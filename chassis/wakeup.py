"""Knows at once which collections have gained events to publish, by a MongoDB change stream.

Only a help: a wake-up may be missed or be for nothing, so whoever waits also looks around now and then.
"""

import queue
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from pymongo.database import Database
from pymongo.errors import PyMongoError


class Wakeup:
    """Watches `collections` from a daemon thread."""

    def __init__(self, db: Database[dict[str, Any]], collections: Sequence[str]) -> None:
        self._db, self._collections = db, tuple(collections)
        self._gained: queue.SimpleQueue[str] = queue.SimpleQueue()
        self._over = threading.Event()
        self._all_at = float("-inf")

    def start(self) -> None:
        """Begin to watch."""
        threading.Thread(target=self._watch, name="wake", daemon=True).start()

    def end(self) -> None:
        """Watch no more, and wake whoever waits."""
        self._over.set()
        self._gained.put("")

    def wait(self, seconds: float) -> set[str]:
        """The collections that gained something since the last call, as soon as there is one.

        All of them when `seconds` went by since all were last returned.
        """
        found: set[str] = set()
        with suppress(queue.Empty):
            found.add(self._gained.get(timeout=seconds))
            while True:
                found.add(self._gained.get_nowait())
        if time.monotonic() - self._all_at >= seconds or not found & set(self._collections):
            self._all_at = time.monotonic()
            return set(self._collections)
        return found & set(self._collections)

    def _watch(self) -> None:
        while not self._over.is_set():
            try:
                with self._db.watch(_gains(self._collections), max_await_time_ms=1_000) as stream:
                    while not self._over.is_set() and stream.alive:
                        change = stream.try_next()
                        if change is not None:
                            self._gained.put(change["ns"]["coll"])
            except PyMongoError:
                self._over.wait(1.0)


def _gains(collections: Sequence[str]) -> list[dict[str, Any]]:
    """Changes that may have added events: not the relay's own removals, nor what never had any."""
    pushed = {"$regexMatch": {"input": "$$this.k", "regex": r"^pending"}}
    updated = {"$objectToArray": {"$ifNull": ["$updateDescription.updatedFields", {}]}}
    return [
        {
            "$match": {
                "ns.coll": {"$in": list(collections)},
                "$or": [
                    {"fullDocument.pending": {"$exists": True}},
                    {"$expr": {"$anyElementTrue": {"$map": {"input": updated, "in": pushed}}}},
                ],
            }
        },
        {"$project": {"ns": 1}},
    ]
