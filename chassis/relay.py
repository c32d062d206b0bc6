"""`python -m chassis.relay services.<name>.store`: publishes what its service committed.

The module names the collections in `RELAYED`. Guarantees: an event leaves after its commit and
stays pending until the broker confirmed it in some queue, so at least once; one relay per service
works at a time (lease), others stand by. An event that no queue takes stays, and holds up no other
type. Who writes an event rings; a look around every second makes up for a ring that was lost.
"""

import importlib
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from datetime import UTC, datetime

from prometheus_client import Counter, Gauge
from pymongo.errors import PyMongoError
from pymongo.read_concern import ReadConcern

from chassis import broker, failpoints, logs, mongo, outbox, probe, settings
from chassis.connection import Database, Document
from chassis.events import CONTENT_TYPE
from chassis.lease import Lease
from chassis.settings import ServiceSettings
from chassis.wakeup import Doorbell

SWEEP_S = 1.0
BATCH = 200
FORGET_S = 0.2
"""How long a published event may stay in the outbox, for others to be forgotten in the same write."""
_REFUSED_S = (1.0, 2.0, 5.0, 15.0, 30.0)
_MEASURE_S = 5.0
_AWAY_S = (0.1, 0.2, 0.5, 1.0, 2.0)
_TROUBLE: tuple[type[Exception], ...] = (*broker.ERRORS, PyMongoError)

PUBLISHED = Counter("mes_outbox_published", "Events that the broker confirmed in a queue", ["type"])
REFUSED = Counter("mes_outbox_refused", "Events that no queue took, each time", ["type"])
EXPIRED = Counter("mes_outbox_expired", "Events whose time passed before they could leave", ["type"])
PENDING = Gauge("mes_outbox_pending", "Documents with events not yet published")
AGE = Gauge("mes_outbox_age_seconds", "Age of the oldest event not yet published")
HOLDER = Gauge("mes_relay_active", "1 where this relay holds the lease")

STARTED = logs.Line("relay.started", logs.INFO, "the relay runs")
STOPPED = logs.Line("relay.stopped", logs.INFO, "the relay has stopped")
FELL = logs.Line("relay.fell", logs.ERROR, "the relay ends on a fault that nobody foresaw")
TOOK = logs.Line("relay.active", logs.INFO, "this relay holds the lease")
SENT = logs.Line("relay.published", logs.INFO, "events were published")
NOT_TAKEN = logs.Line("relay.not-taken", logs.ERROR, "no queue takes an event of this type; it stays in the outbox")
AWAY = logs.Line("relay.away", logs.WARNING, "the broker or the database is away; trying again")


class Relay:
    """Empties the outboxes of one database. `run` blocks until `stop`."""

    def __init__(self, db: Database, relayed: Sequence[str], url: str, doorbell: Doorbell) -> None:
        self._db, self._relayed, self._exchange = db, tuple(relayed), f"{broker.user(url)}.events"
        self._publisher = broker.Publisher(url, "relay")
        self._lease = Lease(db, "relay")
        self._doorbell = doorbell
        self._stopping, self._active = threading.Event(), False
        self._published: dict[str, list[Document]] = {}  # documents whose events left, by collection
        self._gone: dict[str, set[str]] = {}  # the ids of those events
        self._forget_at = float("inf")
        self._oldest: datetime | None = None
        self._measured_at = float("-inf")
        AGE.set_function(self._age_s)
        self._refusals: dict[str, tuple[int, float]] = {}
        self.broker_answers = False

    def stop(self) -> None:
        """Finish the batch in hand, then let `run` return."""
        self._stopping.set()
        self._doorbell.wake()

    def run(self) -> None:
        """Publish until `stop`, through any absence of broker or database."""
        woken: Iterable[str] = self._relayed
        failures = 0
        while not self._stopping.is_set():
            try:
                if self._is_holder():
                    self.sweep(woken)
                if time.monotonic() >= self._forget_at:
                    self._forget()
                failures = 0
                woken = self._doorbell.wait(SWEEP_S, self._forget_at - time.monotonic())
            except _TROUBLE as fault:
                logs.write(AWAY, error=type(fault).__name__)
                with suppress(PyMongoError):
                    self._measure()
                self._stopping.wait(_AWAY_S[min(failures, len(_AWAY_S) - 1)])
                woken, failures = self._relayed, failures + 1
        self._finish()

    def sweep(self, collections: Iterable[str]) -> None:
        """Publish all that is pending in `collections`, oldest first; soon forget what the broker confirmed."""
        for collection in collections:
            full = True
            while full and self._is_holder() and not self._stopping.is_set():
                documents = self._read(collection)
                full = bool(documents) and self._publish(collection, documents) and len(documents) == BATCH
                if full and time.monotonic() - self._measured_at > _MEASURE_S:
                    self._measure()
        if self._refusals:
            self._measure()
        else:
            PENDING.set(0)
            self._oldest = None

    def _is_holder(self) -> bool:
        held = self._lease.held()
        if held and not self._active:
            logs.write(TOOK)
        self._active = held
        HOLDER.set(held)
        return held

    def _read(self, collection: str) -> list[Document]:
        """The documents with the oldest events, those of types that nobody takes left aside.

        Majority reads only: what a failover could still undo has not happened.
        """
        now = time.monotonic()
        resting = [event_type for event_type, (_, until) in self._refusals.items() if until > now]
        gone = list(self._gone.get(collection, ()))
        due = {"pending": {"$elemMatch": {"id": {"$gt": "", "$nin": gone}, "type": {"$nin": resting}}}}
        source = self._db.get_collection(collection, read_concern=ReadConcern("majority"))
        return list(source.find(due, {"pending": 1}).hint(outbox.INDEX.document["name"]).limit(BATCH))

    def _publish(self, collection: str, documents: Sequence[Document]) -> bool:
        """Publish what `documents` hold; whether anything left the outbox."""
        now, gone = datetime.now(UTC), self._gone.setdefault(collection, set())
        waiting = [event for document in documents for event in document["pending"] if event["id"] not in gone]
        stored = [event for event in waiting if not self._rests(event["type"])]
        late = {event["id"] for event in stored if event["expires_at"] is not None and event["expires_at"] <= now}
        outgoing = [self._message(event) for event in stored if event["id"] not in late]
        failpoints.reach("relay.before-publish")
        confirmed = self._confirmed(outgoing)
        failpoints.reach("relay.after-publish")
        for event in stored:
            self._count(event, confirmed, late)
        gone |= confirmed | late
        self._published.setdefault(collection, []).extend(documents)
        self._forget_at = min(self._forget_at, time.monotonic() + FORGET_S)
        if len(gone) >= BATCH:
            self._forget()
        if confirmed:
            logs.write(SENT, collection=collection, count=len(confirmed))
        return bool(confirmed or late)

    def _confirmed(self, outgoing: Sequence[broker.Outgoing]) -> set[str]:
        try:
            confirmed = self._publisher.publish(outgoing) if outgoing else set()
        except broker.ERRORS:
            self.broker_answers = False
            raise
        self.broker_answers = True
        return confirmed

    def _message(self, event: Document) -> broker.Outgoing:
        return broker.Outgoing(event["id"], self._exchange, event["type"], event["body"], CONTENT_TYPE)

    def _rests(self, event_type: str) -> bool:
        return self._refusals.get(event_type, (0, float("-inf")))[1] > time.monotonic()

    def _count(self, event: Document, confirmed: set[str], late: set[str]) -> None:
        event_type = event["type"]
        if event["id"] in late:
            EXPIRED.labels(event_type).inc()
        elif event["id"] in confirmed:
            PUBLISHED.labels(event_type).inc()
            self._refusals.pop(event_type, None)
        else:
            # A route exists for a type or does not: what is true of one event is true of its type.
            REFUSED.labels(event_type).inc()
            if not self._rests(event_type):
                times = self._refusals.get(event_type, (0, 0.0))[0]
                rest = _REFUSED_S[min(times, len(_REFUSED_S) - 1)]
                self._refusals[event_type] = (times + 1, time.monotonic() + rest)
                logs.write(NOT_TAKEN, type=event_type, event=event["id"], retry_s=rest)

    def _forget(self) -> None:
        """Take what was published out of the outboxes. Should we die before, it is published once more."""
        if self._published:
            failpoints.reach("relay.before-forget")
        for collection in list(self._published):
            self._take_out(collection, self._published[collection], self._gone[collection])
            del self._published[collection], self._gone[collection]
        self._forget_at = float("inf")
        failpoints.reach("relay.after-forget")

    def _take_out(self, collection: str, documents: Sequence[Document], gone: set[str]) -> None:
        """Take the events `gone` out of `documents`; a document of the outbox left empty goes too."""
        touched = {each["_id"] for each in documents if any(event["id"] in gone for event in each["pending"])}
        if collection == outbox.COLLECTION:
            # Such a document never gains an event, so what was read is all there is.
            spent = {each["_id"] for each in documents if all(event["id"] in gone for event in each["pending"])}
            self._db[collection].delete_many({"_id": {"$in": list(spent)}})
            touched -= spent
        if not touched:
            return
        left = {"$filter": {"input": "$pending", "cond": {"$not": {"$in": ["$$this.id", list(gone)]}}}}
        self._db[collection].update_many(
            {"_id": {"$in": list(touched)}, "pending.id": {"$gt": ""}},
            [
                {"$set": {"pending": left}},
                {"$set": {"pending": {"$cond": [{"$eq": ["$pending", []]}, "$$REMOVE", "$pending"]}}},
            ],
        )

    def _measure(self) -> None:
        """Count what is left, when a sweep is long, or failed, or left what nobody takes."""
        self._forget()
        name, count, oldest = outbox.INDEX.document["name"], 0, None
        for collection in self._relayed:
            first = self._db[collection].find_one({"pending.id": {"$gt": ""}}, {"pending": 1}, hint=name)
            if first is not None:
                count += self._db[collection].count_documents({"pending.id": {"$gt": ""}}, hint=name)
                oldest = min(filter(None, (oldest, first["pending"][0]["at"])))
        PENDING.set(count)
        self._oldest, self._measured_at = oldest, time.monotonic()

    def _age_s(self) -> float:
        return (datetime.now(UTC) - self._oldest).total_seconds() if self._oldest else 0.0

    def _finish(self) -> None:
        self._publisher.close()
        # What cannot be forgotten now is published once more; a lease that cannot be given back expires.
        with suppress(PyMongoError):
            self._forget()
            self._lease.release()


def main(arguments: Sequence[str]) -> int:
    """Relay for the store module named by the only argument, until SIGTERM."""
    config = settings.load(ServiceSettings)
    logs.configure(config.service, "relay", config.log_level)
    relayed: Sequence[str] = importlib.import_module(arguments[0]).RELAYED
    db = mongo.connect(config)
    relay = Relay(db, relayed, config.broker_url, Doorbell(relayed, config.relay_bell))

    def readiness() -> None:
        db.command("ping")
        if not relay.broker_answers:
            broker.check_reachable(config.broker_url)

    probe.start(config.probe_port, readiness, config.probe_host)
    _end_on_signal(relay.stop)
    try:
        _prepare(db, relayed)
        logs.write(STARTED, collections=len(relayed))
        relay.run()
    except Exception as fault:  # noqa: BLE001 - its message could hold a value: it ends here, not on stderr
        logs.write(FELL, error=type(fault).__name__, at=logs.where(fault))
        return 1
    logs.write(STOPPED)
    return 0


def _end_on_signal(stop: Callable[[], None], at_latest_s: int = 5) -> None:
    """On SIGTERM finish the batch; a broker or database that does not answer is given no longer."""

    def asked(*_: object) -> None:
        signal.alarm(at_latest_s)
        stop()

    signal.signal(signal.SIGALRM, lambda *_: sys.exit(0))
    signal.signal(signal.SIGTERM, asked)
    signal.signal(signal.SIGINT, asked)


def _prepare(db: Database, relayed: Sequence[str]) -> None:
    while True:
        try:
            mongo.ensure_collections(db, {**{name: [outbox.INDEX] for name in relayed}, "leases": []})
            return
        except PyMongoError as fault:
            logs.write(AWAY, error=type(fault).__name__)
            time.sleep(1.0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
