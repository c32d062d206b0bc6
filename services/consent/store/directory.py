"""Names for the history: the directory as of at most ten seconds ago.

Every act needs a name, and names hardly ever change: without this, one read in five of the worker asks for
the same few entries again. An entry that has not arrived is never remembered as absent.
"""

import time
from collections.abc import Callable
from typing import Generic, TypeVar

from chassis.connection import Database, Session
from services.consent.store import projections

KEPT_S = 10.0
MOST = 10_000


Entry = TypeVar("Entry")
Read = Callable[[Database, str, Session | None], Entry | None]


class Directory(Generic[Entry]):
    """Remembers entries by database and id; `read` asks the database."""

    def __init__(self, read: Read[Entry], clock: Callable[[], float] = time.monotonic) -> None:
        self._read = read
        self._clock = clock
        self._kept: dict[tuple[str, str], tuple[float, Entry]] = {}

    def find(self, db: Database, sought: str, session: Session | None) -> Entry | None:
        """The entry, None when it has not arrived."""
        key = (db.name, sought)
        since, listed = self._kept.get(key, (0.0, None))
        if listed is not None and self._clock() - since < KEPT_S:
            return listed
        listed = self._read(db, sought, session)
        if listed is not None:
            if len(self._kept) >= MOST:
                self._kept.clear()
            self._kept[key] = (self._clock(), listed)
        return listed

    def forget(self, db: Database, changed: str) -> None:
        """Read this entry anew at the next question."""
        self._kept.pop((db.name, changed), None)


RECENT = Directory(projections.professional)
ORGANISATIONS = Directory(projections.organisation)
"""Shared by all handlers of a process."""
