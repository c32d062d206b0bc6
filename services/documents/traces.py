"""Traces of reads, committed together when they come together.

A read is answered only when its trace is on disk, and a write to disk costs the same for one event or
for ten: while one write is under way, the traces of the reads that arrive meanwhile gather for the next.
"""

import threading
from concurrent.futures import Future, ThreadPoolExecutor

from chassis import outbox
from chassis.events import Event
from services.documents.store import Database

_WRITES_AT_ONCE = 2
_TOGETHER = 50


class Lost(Exception):
    """The trace was not committed."""

    log_safe = True


class Traces:
    """Commits events into the outbox, in as few writes as the moment allows."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._waiting: list[tuple[Event, Future[None]]] = []
        self._lock = threading.Lock()
        self._writers = ThreadPoolExecutor(_WRITES_AT_ONCE, thread_name_prefix="traces")

    def commit(self, event: Event) -> Future[None]:
        """Begin to commit `event`; the result comes when it is on disk, or raises Lost."""
        promised: Future[None] = Future()
        with self._lock:
            self._waiting.append((event, promised))
        self._writers.submit(self._write)
        return promised

    def close(self) -> None:
        """Commit what waits, and end."""
        self._writers.shutdown()

    def _write(self) -> None:
        with self._lock:
            batch, self._waiting = self._waiting[:_TOGETHER], self._waiting[_TOGETHER:]
        if not batch:
            return
        committed = False
        try:
            outbox.add(self._db, None, *(event for event, _ in batch))
            committed = True
        finally:
            for _, promised in batch:
                if committed:
                    promised.set_result(None)
                else:
                    promised.set_exception(Lost("trace not committed"))
