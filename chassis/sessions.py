"""Sessions that have ended, known to every process of a service within a second.

The worker side records them (`end`), the api side asks (`EndedSessions.has`). A process that cannot
read the list does not guess: `has` raises Unknown once its copy is older than five seconds.
"""

import threading
import time
from collections.abc import Callable
from datetime import datetime

from pymongo import ASCENDING, IndexModel
from pymongo.errors import PyMongoError

from chassis import logs
from chassis.connection import Database, Session

COLLECTION = "ended_sessions"
SPECS = {COLLECTION: [IndexModel([("expires_at", ASCENDING)], expireAfterSeconds=0)]}
"""For `mongo.ensure_collections` of each service."""

REFRESH_S = 0.5
MAX_AGE_S = 5.0
IDLE_S = 30.0

REFRESH_FAILED = logs.Line("sessions.refresh-failed", logs.WARNING, "list of ended sessions not readable")


class Unknown(Exception):
    """Whether the session has ended cannot be told now."""

    log_safe = True


def end(session: Session | None, db: Database, sid: str, expires_at: datetime) -> None:
    """Record that session `sid` is over. `expires_at`: when its last token has expired, and the row may go."""
    db[COLLECTION].update_one({"_id": sid}, {"$max": {"expires_at": expires_at}}, upsert=True, session=session)


class EndedSessions:
    """An in-memory copy of the list, refreshed every 500 ms by a daemon thread while anyone asks.

    The thread starts with the first question, that is after gunicorn's fork, and rests when nobody
    has asked for 30 s: an idle process costs the database nothing. The next question then reads first.
    """

    def __init__(self, db: Database, clock: Callable[[], float] = time.monotonic) -> None:
        self._rows = db[COLLECTION]
        self._clock = clock
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._closed = threading.Event()
        self._ended: frozenset[str] = frozenset()
        self._read_at = float("-inf")
        self._tried_at = float("-inf")
        self._asked_at = float("-inf")

    def has(self, sid: str) -> bool:
        """Whether session `sid` has ended. Raises Unknown."""
        self._asked_at = self._clock()
        if self._thread is None or self._asked_at - self._read_at > 2 * REFRESH_S:
            self._catch_up()
        if self._clock() - self._read_at > MAX_AGE_S:
            raise Unknown("copy too old")
        return sid in self._ended

    def refresh(self) -> None:
        """Read the list now. A database that does not answer leaves the copy as it was."""
        began = self._clock()
        try:
            ended = frozenset(row["_id"] for row in self._rows.find({}, {"_id": 1}))
        except PyMongoError as failure:
            logs.write(REFRESH_FAILED, error=type(failure).__name__)
        else:
            self._ended, self._read_at = ended, began
        self._tried_at = self._clock()

    def close(self) -> None:
        """Stop refreshing; no more questions."""
        self._closed.set()

    def _catch_up(self) -> None:
        # One reader at a time; the others answer from the copy while it is young enough.
        fresh_enough = self._clock() - self._read_at <= MAX_AGE_S
        if not self._lock.acquire(blocking=not fresh_enough):
            return
        try:
            # Whoever waited here for a database that does not answer need not wait for it again.
            if self._clock() - max(self._read_at, self._tried_at) > REFRESH_S:
                self.refresh()
            if self._thread is None:
                self._thread = threading.Thread(target=self._keep_fresh, name="ended-sessions", daemon=True)
                self._thread.start()
        finally:
            self._lock.release()

    def _keep_fresh(self) -> None:
        while not self._closed.wait(REFRESH_S):
            if self._clock() - self._asked_at < IDLE_S:
                self.refresh()
