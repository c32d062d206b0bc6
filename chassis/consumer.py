"""One queue's consumer: takes messages, has them applied, and loses none on the way.

Guarantees: a message is acknowledged only after its effect is committed, or after the broker has
confirmed its copy in a wait queue or among the dead letters. A failure is retried after growing
delays; while the database is away the batch waits in place, uncounted. A broker that fell silent is
left abruptly. A body is never logged.

Plain blocking code on its own connection: the worker runs one per queue in a green thread, so that
an urgent queue never waits behind another's backlog.
"""

import itertools
import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeVar

from prometheus_client import Counter, Gauge, Histogram

from chassis import broker, correlation, failpoints, logs
from chassis.connection import Database
from chassis.delivery import Delivery, Refused
from chassis.events import Event
from chassis.exits import Exits
from chassis.inbox import AlreadyApplied, Handler, Inbox, Permanent, database_is_away

BATCH = 100
PREFETCH = 2 * BATCH
HEARTBEAT_S = 5
WAITS_MS = (500, 5_000, 30_000, 300_000)
_COUNT_S = 10.0
_SLOW_TRIES = 2
_RETRY_S = (0.1, 0.2, 0.5, 1.0, 2.0)

APPLIED = Counter("mes_events_applied", "Events whose effect was committed", ["queue"])
SKIPPED = Counter("mes_events_skipped", "Events without effect", ["queue", "why"])
DEAD_NOW = Gauge("mes_dead_letters", "Events among the dead letters now", ["queue"])
LATENCY = Histogram(
    "mes_event_latency_seconds",
    "From what happened to its effect here, by the two machines' clocks",
    ["queue"],
    buckets=(0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 5, 30, 300),
)

LISTENING = logs.Line("consumer.listening", logs.INFO, "listening to the queue")
CUT = logs.Line("consumer.cut", logs.WARNING, "the broker is away; trying again")
WAITING = logs.Line("consumer.waiting", logs.WARNING, "the database is away; the batch waits in place")
EFFECT = logs.Line("consumer.applied", logs.INFO, "an event was applied")
ROUTINE = logs.Line("consumer.routine", logs.DEBUG, "a short-lived event was applied")

T = TypeVar("T")


class _Stopping(Exception):
    """The consumer was asked to stop while it waited: what it holds goes back to the queue."""


class QueueConsumer:
    """Consumes `<service>.<queue>` until `stop`. `run` blocks."""

    def __init__(
        self,
        url: str,
        queue: str,
        db: Database,
        handlers: Mapping[str, Handler],
        waits_ms: Sequence[int] = WAITS_MS,
        elsewhere: Iterable[str] = (),
        once_applied: Callable[[], None] = lambda: None,
        gather_s: float = 0.0,
        unless: Mapping[str, Callable[[Event], bool]] | None = None,
    ) -> None:
        """`once_applied` runs after each batch, whatever became of its events; it must neither wait nor raise.

        Between two batches lie at least `gather_s`: what comes closer waits for others and is applied with them.
        An event that `unless` of its type holds true of has no effect: it is passed over without a transaction.
        """
        self._elsewhere = tuple(elsewhere)  # types that the service's other queues take
        self._url, self._service, self._db, self._waits_ms = url, broker.user(url), db, tuple(waits_ms)
        self.queue = f"{self._service}.{queue}"
        self._short, self._handlers = queue, dict(handlers)
        self._inbox = Inbox(db, queue, handlers)
        self._exits = Exits(url, self.queue, self._waits_ms, self._pause)
        self._once_applied, self._gather_s, self._settled_at = once_applied, gather_s, float("-inf")
        self._unless = dict(unless or {})
        self._stopping = threading.Event()
        self._received: list[Any] = []
        self._connection: Any = None
        self._channel: Any = None
        self._silent_s, self._counted_at = 0.0, float("-inf")
        self.listening = False

    def stop(self) -> None:
        """Finish the batch in hand, then let `run` return."""
        self._stopping.set()

    def run(self) -> None:
        """Listen until `stop`, through any number of broker restarts."""
        failures = 0
        while not self._stopping.is_set():
            try:
                self._connect()
                failures = 0
                self._listen()
            except _Stopping:
                pass
            except broker.ERRORS as fault:
                logs.write(CUT, queue=self.queue, error=type(fault).__name__)
                self._stopping.wait(_RETRY_S[min(failures, len(_RETRY_S) - 1)])
                failures += 1
            finally:
                self._disconnect()

    def _connect(self) -> None:
        self._received.clear()
        self._silent_s = 0.0
        self._connection = broker.connect(self._url, self._short, HEARTBEAT_S)
        self._channel = self._connection.channel()
        self._channel.auto_decode = False
        broker.declare_exchanges(self._channel, self._service)
        broker.declare_waits(self._channel, self._service, self._waits_ms)
        broker.declare_queue(self._channel, self._service, self._short, self._handlers, self._elsewhere)
        self._channel.basic_qos(0, PREFETCH, False)
        self._channel.basic_consume(self.queue, callback=self._received.append)

    def _disconnect(self) -> None:
        self.listening = False
        connection, self._connection, self._channel = self._connection, None, None
        if connection is not None:
            broker.abandon(connection)
        self._exits.close()

    def _listen(self) -> None:
        ended = threading.Event()
        pulse = threading.Thread(target=_keep_alive, args=(self._connection, ended), name="heartbeat", daemon=True)
        pulse.start()
        self.listening = True
        logs.write(LISTENING, queue=self.queue)
        try:
            while not self._stopping.is_set():
                self._count_the_dead()
                if self._received or self._hear(1.0):
                    self._gather()
                if self._received:
                    batch, self._received[:] = self._received[:BATCH], self._received[BATCH:]
                    self._settle(batch)
                    self._settled_at = time.monotonic()
        finally:
            ended.set()
            pulse.join(timeout=2 * HEARTBEAT_S)

    def _gather(self) -> None:
        until = self._settled_at + self._gather_s
        while len(self._received) < BATCH and self._hear(max(0.0, until - time.monotonic())):
            pass

    def _count_the_dead(self) -> None:
        # Asked only of a broker just heard: one that fell silent must be noticed by its silence.
        if self._silent_s == 0 and time.monotonic() - self._counted_at > _COUNT_S:
            dead = self._channel.queue_declare(f"{self._service}.dead", passive=True)
            DEAD_NOW.labels(f"{self._service}.dead").set(dead.message_count)
            self._counted_at = time.monotonic()

    def _hear(self, timeout_s: float) -> bool:
        """Whether a frame other than a heartbeat came within the time.

        Raises broker.Unavailable when the connection is lost. Silence counts only while we listen, so
        that a long transaction is not taken for a dead broker.
        """
        before = self._connection.bytes_recv
        try:
            self._connection.drain_events(timeout=timeout_s)
        except TimeoutError:
            self._silent_s = 0.0 if self._connection.bytes_recv != before else self._silent_s + timeout_s
            if self._silent_s > 2 * HEARTBEAT_S:
                raise broker.Unavailable("silent") from None
            return False
        except broker.ERRORS as fault:
            # Never to be taken for a failure of the handler during which we listen.
            raise broker.Unavailable(type(fault).__name__) from fault
        self._silent_s = 0.0
        return True

    def _settle(self, messages: Sequence[Any]) -> None:
        """Bring every message to its end, then acknowledge all that are still open at once."""
        fresh: dict[str, Delivery] = {}
        suspects = []
        for message in messages:
            try:
                delivery = Delivery.read(message, self._service, self._handlers)
            except Refused as refused:
                self._exits.refuse(self._channel, message, refused)
                continue
            if delivery.event.expired:
                SKIPPED.labels(self.queue, "expired").inc()
            elif self._is_idle(delivery.event):
                SKIPPED.labels(self.queue, "without-effect").inc()
            elif delivery.suspect:
                suspects.append(delivery)
            else:
                fresh.setdefault(delivery.event.id, delivery)
        if len(fresh) > 1:
            self._apply_together(list(fresh.values()))
        else:
            suspects += fresh.values()
        for delivery in suspects:
            self._apply_alone(delivery)
        self._once_applied()
        failpoints.reach("worker.before-ack")
        self._channel.basic_ack(messages[-1].delivery_tag, multiple=True)

    def _is_idle(self, event: Event) -> bool:
        unless = self._unless.get(event.type)
        try:
            return unless is not None and unless(event)
        except Exception:  # noqa: BLE001 - the handler will meet the same fault, and the event its way out
            return False

    def _apply_together(self, deliveries: Sequence[Delivery]) -> None:
        try:
            self._inbox.apply_together([delivery.event for delivery in deliveries])
        except Exception:  # noqa: BLE001 - whatever it was, each event now answers for itself
            done = self._while_database_is_away(
                lambda: self._inbox.applied_among([delivery.event for delivery in deliveries])
            )
            SKIPPED.labels(self.queue, "duplicate").inc(len(done))
            for delivery in deliveries:
                if delivery.event.id not in done:
                    self._apply_alone(delivery)
        else:
            for delivery in deliveries:
                self._note_applied(delivery)

    def _apply_alone(self, delivery: Delivery) -> None:
        try:
            self._while_database_is_away(lambda: self._inbox.apply(delivery.event, watched=delivery.suspect))
        except _PASS_ON:
            raise
        except AlreadyApplied:
            SKIPPED.labels(self.queue, "duplicate").inc()
        except Permanent as permanent:
            self._exits.bury(delivery, permanent.reason)
        except Exception as fault:  # noqa: BLE001 - a handler may fail in any way; none may lose the event
            self._exits.try_later(delivery, fault)
        else:
            self._note_applied(delivery)

    def _while_database_is_away(self, work: Callable[[], T]) -> T:
        """The result of `work`, done again and again while the database cannot answer.

        Anything else that it raises comes out; so does being too slow for a database that answers.
        """
        answered = 0
        for attempt in itertools.count():
            try:
                return work()
            except Exception as fault:
                if not database_is_away(fault):
                    raise
                answered += self._inbox.database_answers()
                if answered > _SLOW_TRIES:
                    raise
                logs.write(WAITING, queue=self.queue, error=type(fault).__name__)
                self._pause(_RETRY_S[min(attempt, len(_RETRY_S) - 1)])
        raise AssertionError  # itertools.count has no end

    def _pause(self, seconds: float) -> None:
        """Wait without losing the broker: its heartbeats are heard, further messages are kept."""
        if self._stopping.is_set():
            raise _Stopping
        self._hear(seconds)

    def _note_applied(self, delivery: Delivery) -> None:
        event = delivery.event
        APPLIED.labels(self.queue).inc()
        LATENCY.labels(self.queue).observe(event.age)
        with correlation.bound(event.correlationid, event.id):
            logs.write(EFFECT if event.expires is None else ROUTINE, queue=self.queue, type=event.type, event=event.id)


_PASS_ON: tuple[type[Exception], ...] = (_Stopping, broker.Unavailable)


def _keep_alive(connection: Any, ended: threading.Event) -> None:
    while not ended.wait(HEARTBEAT_S / 2):
        try:
            connection.send_heartbeat()
        except broker.ERRORS:
            return  # the reader finds out by itself
