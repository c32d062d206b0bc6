"""The inbox: an event's id and its effect are committed together, so that it is applied once.

No broker and no nameko here: events in, effects in MongoDB out.
"""

import itertools
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime

from pymongo import IndexModel, ReturnDocument
from pymongo.errors import ConnectionFailure, DuplicateKeyError, PyMongoError, WaitQueueTimeoutError

from chassis import correlation, failpoints, mongo
from chassis.connection import Database, Session
from chassis.events import Event

Handler = Callable[[Event, Session], None]

KEPT_S = 30 * 24 * 3600
"""How long an id is remembered: longer than any backup or wait queue could bring an event back."""
COLLECTIONS = {
    "inbox": [IndexModel("at", name="forgotten", expireAfterSeconds=KEPT_S)],
    "attempts": [IndexModel("at", name="forgotten", expireAfterSeconds=KEPT_S)],
}
_AWAY_LABELS = ("TransientTransactionError", "RetryableWriteError", "UnknownTransactionCommitResult")
_AWAY_CODES = frozenset({91, 189, 11600, 11602, 13435, 14031})
"""Shutting down, stepped down, interrupted, not primary, disk full: https://www.mongodb.com/docs/manual/reference/error-codes/"""

_THIS_PROCESS = correlation.fresh()


class Together:
    """A handler of a run of events at once, in their order, for effects that one round trip can write for many.

    What it raises, it raises for the whole run; each event then comes again alone.
    """

    def __init__(self, handle: "Callable[[Sequence[Event], Session], None]") -> None:
        self.handle = handle

    def __call__(self, event: Event, session: Session) -> None:
        self.handle([event], session)


class Permanent(Exception):
    """A handler's word that trying again will not help. `reason` is a code, never a text with values."""

    log_safe = True

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class AlreadyApplied(Exception):
    """The event's effect is committed: nothing is left to do."""


def database_is_away(fault: BaseException) -> bool:
    """Whether `fault` says that the database cannot answer now, whatever the event: wait, do not count."""
    if isinstance(fault, ConnectionFailure | WaitQueueTimeoutError):
        return True
    if not isinstance(fault, PyMongoError):
        return False
    slow = fault.timeout or any(fault.has_error_label(label) for label in _AWAY_LABELS)
    return slow or getattr(fault, "code", None) in _AWAY_CODES


class Inbox:
    """Applies the events of one queue."""

    def __init__(self, db: Database, queue: str, handlers: Mapping[str, Handler]) -> None:
        self._db, self._queue, self._handlers = db, queue, handlers

    def apply_together(self, events: Sequence[Event]) -> None:
        """Apply `events`, whose ids differ, in one transaction: all or, with an exception, none."""
        now = datetime.now(UTC)
        rows = [{"_id": self._id(event), "at": now} for event in events]

        def work(session: Session) -> None:
            self._db.inbox.insert_many(rows, session=session)
            for handler, run in itertools.groupby(events, lambda event: self._handlers[event.type]):
                self._run_all(handler, list(run), session)

        mongo.transaction(self._db, work)

    def apply(self, event: Event, watched: bool = False) -> None:
        """Apply one event in a transaction of its own. Raises AlreadyApplied, or what the handler raised.

        `watched` is for a message whose delivery has failed before without a word: each attempt is
        written down first, so that one that kills its process is known by it. Raises
        Permanent("kills-its-process") once two processes began and never ended it.
        """
        if watched:
            self._begin_attempt(event)

        def work(session: Session) -> None:
            self._remember(event, session)
            self._run(event, session)

        try:
            mongo.transaction(self._db, work)
        finally:
            if watched:
                self._db.attempts.delete_one({"_id": self._id(event)})

    def applied_among(self, events: Sequence[Event]) -> set[str]:
        """Ids of those of `events` whose effect is committed."""
        found = self._db.inbox.find({"_id": {"$in": [self._id(event) for event in events]}}, {"_id": 1})
        return {each["_id"]["event"] for each in found}

    def database_answers(self) -> bool:
        """Whether the database is there at all."""
        try:
            self._db.command("ping")
        except PyMongoError:
            return False
        return True

    def _run_all(self, handler: Handler, events: Sequence[Event], session: Session) -> None:
        if isinstance(handler, Together) and len(events) > 1:
            failpoints.reach("worker.before-apply")
            handler.handle(events, session)
            failpoints.reach("worker.before-commit")
            return
        for event in events:
            self._run(event, session)

    def _run(self, event: Event, session: Session) -> None:
        with correlation.bound(event.correlationid, event.id):
            failpoints.reach("worker.before-apply")
            self._handlers[event.type](event, session)
            failpoints.reach("worker.before-commit")

    def _remember(self, event: Event, session: Session) -> None:
        # Inside a transaction a duplicate has already aborted it: it must leave as an exception.
        try:
            self._db.inbox.insert_one({"_id": self._id(event), "at": datetime.now(UTC)}, session=session)
        except DuplicateKeyError:
            raise AlreadyApplied from None

    def _begin_attempt(self, event: Event) -> None:
        attempt = self._db.attempts.find_one_and_update(
            {"_id": self._id(event)},
            {"$addToSet": {"begun_by": _THIS_PROCESS}, "$set": {"at": datetime.now(UTC)}},
            upsert=True,
            return_document=ReturnDocument.AFTER,
        )
        if attempt and len(attempt["begun_by"]) > 2:
            self._db.attempts.delete_one({"_id": self._id(event)})
            raise Permanent("kills-its-process")

    def _id(self, event: Event) -> dict[str, str]:
        return {"queue": self._queue, "event": event.id}
