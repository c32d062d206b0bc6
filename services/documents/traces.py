"""Traces of reads, committed together when they come together.

A read is answered only when its trace is on disk, and a write to disk costs the same for one event or
for ten: while one write is under way, the traces of the reads that arrive meanwhile gather for the next.
"""

import threading
import time
from collections import OrderedDict
from concurrent.futures import Future, ThreadPoolExecutor

from chassis import outbox
from chassis.events import Event
from services.documents.store import Database

_WRITES_AT_ONCE = 2
_TOGETHER = 50
_CONSULTATION_S = 300.0
_HELD = 10_000


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


class Consultations:
    """Which reads of pages belong to a consultation whose trace is committed already.

    Known to one process only: another traces again, rather one line too many than one too few.
    """

    def __init__(self) -> None:
        self._until: OrderedDict[tuple[str, str], float] = OrderedDict()
        self._lock = threading.Lock()

    def told(self, session: str, document: str) -> bool:
        """Whether this session's consultation of the document is in the history."""
        with self._lock:
            return self._until.get((session, document), 0.0) > time.monotonic()

    def note(self, session: str, document: str) -> None:
        """Its trace is committed: what follows within five minutes belongs to it."""
        with self._lock:
            self._until[session, document] = time.monotonic() + _CONSULTATION_S
            self._until.move_to_end((session, document))
            while len(self._until) > _HELD:
                self._until.popitem(last=False)
