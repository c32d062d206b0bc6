"""`python -m chassis.worker services.<name>.worker`: runs a service's worker class under nameko.

The only module that imports nameko and eventlet (docs/decisions say how to leave them). A worker
class says which method applies which events, and which runs by the clock:

    class DocumentsWorker:
        name = "documents"
        db = Database()

        @on("consent.PSBlocked", queue="policy")
        def withdraw_access(self, event, session): ...

        @every(seconds=1.0)
        def look_around(self): ...

        @once_applied
        def go_on(self): ...

Each queue has its own connection and green thread. A handler writes through `session` only: its
effect commits together with the event's inbox id, once (see chassis.inbox, chassis.consumer).
"""

import sys
import warnings

with warnings.catch_warnings():
    # nameko stands on eventlet, which announces its end; said once, in docs/decisions.
    warnings.filterwarnings("ignore", message=r"\s*Eventlet is deprecated")
    import eventlet

if __name__ == "__main__":
    # Before anything opens a socket or makes a lock; then on with the module under its own name.
    eventlet.monkey_patch()
    from chassis import worker

    sys.exit(worker.main(sys.argv[1:]))

import importlib
import signal
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar, cast

import pymongo.database
from nameko.containers import ServiceContainer
from nameko.extensions import DependencyProvider, Entrypoint, SharedExtension, register_entrypoint
from prometheus_client import Counter

from chassis import consumer, correlation, freshness, inbox, logs, mongo, outbox, probe, settings
from chassis.events import Event
from chassis.inbox import Permanent
from chassis.settings import ServiceSettings

__all__ = ["Database", "Permanent", "Settings", "every", "main", "on", "once_applied"]

Db = pymongo.database.Database[dict[str, Any]]
F = TypeVar("F", bound=Callable[..., None])
T = TypeVar("T")

STARTED = logs.Line("worker.started", logs.INFO, "the worker runs")
STOPPED = logs.Line("worker.stopped", logs.INFO, "the worker has stopped")
FELL = logs.Line("worker.fell", logs.ERROR, "the worker ends on a fault that nobody foresaw")
NO_DATABASE = logs.Line("worker.no-database", logs.WARNING, "the database is away; trying again")
MISSED = logs.Line("worker.missed", logs.ERROR, "a timed method failed; it runs again at its next time")
FAILED_RUNS = Counter("mes_timer_failures", "Timed methods that raised", ["method"])


@dataclass(frozen=True, kw_only=True)
class _Tuning:
    retry_waits_ms: tuple[str, ...] = tuple(str(wait) for wait in consumer.WAITS_MS)
    """Delays before each new try of a failed event, in milliseconds; then it is dead."""


def on(
    *types: str,
    queue: str,
    together: bool = False,
    gather_s: float = 0.0,
    unless: Callable[[Event], bool] | None = None,
) -> Callable[[F], F]:
    """Apply events of `types`, taken from `<service>.<queue>`, with the method `(self, event, session)`.

    `together`: with the method `(self, events, session)`, which gets those that came at once (inbox.Together).
    `gather_s`: between two batches of this queue lies so long; the first event after a rest never waits.
    `unless`: of which events it is known from themselves alone that the method would do nothing.
    """

    def register(method: F) -> F:
        register_entrypoint(method, _On(types, queue, together, gather_s, unless))
        return method

    return register


def every(seconds: float) -> Callable[[F], F]:
    """Run the method `(self)` every `seconds`, never twice at once; a run that raises is counted."""

    def register(method: F) -> F:
        register_entrypoint(method, _Every(seconds))
        return method

    return register


def once_applied(method: F) -> F:
    """Run the method `(self)` after each batch of events whose effects were committed here; it must not wait.

    Only a help: a process that dies in between does not run it.
    """
    register_entrypoint(method, _OnceApplied())
    return method


def Database(prepare: Callable[[Db], None] | None = None) -> Db:  # noqa: N802 - a kind of thing, as nameko has it
    """The service's database; `prepare(db)` runs once before anything is consumed."""
    return cast(Db, _Database(prepare))


def Settings(cls: type[T]) -> T:  # noqa: N802
    """The service's own settings, read at start."""
    return cast(T, _Settings(cls))


class _Database(DependencyProvider):  # type: ignore[misc]  # nameko has no types
    def __init__(self, prepare: Callable[[Db], None] | None) -> None:
        self._prepare = prepare

    def setup(self) -> None:
        if self._prepare is not None:
            self._prepare(self.container.config["db"])

    def get_dependency(self, worker_ctx: object) -> Db:
        return cast(Db, self.container.config["db"])


class _Settings(DependencyProvider):  # type: ignore[misc]
    def __init__(self, cls: type[Any]) -> None:
        self._cls = cls

    def setup(self) -> None:
        self._loaded = settings.load(self._cls)

    def get_dependency(self, worker_ctx: object) -> Any:
        return self._loaded


class _Consumers(SharedExtension):  # type: ignore[misc]
    """All queues of the service, whatever number of methods they feed."""

    def __init__(self) -> None:
        self._methods: dict[str, dict[str, str]] = {}
        self._together: set[str] = set()
        self._gather_s: dict[str, float] = {}
        self._unless: dict[str, dict[str, Callable[[Event], bool]]] = {}
        self._afterwards: list[str] = []
        self._running: list[tuple[consumer.QueueConsumer, Any]] = []

    def register(self, told: "_On", method: str) -> None:
        """Feed the events of `told` to `method`. Raises ValueError if another has them."""
        if told.together:
            self._together.add(method)
        self._gather_s[told.queue] = max(told.gather_s, self._gather_s.get(told.queue, 0.0))
        if told.unless is not None:
            self._unless.setdefault(told.queue, {}).update(dict.fromkeys(told.types, told.unless))
        for event_type in told.types:
            if self._methods.setdefault(told.queue, {}).setdefault(event_type, method) != method:
                raise ValueError(f"{told.queue} has two methods for {event_type}")

    def run_once_applied(self, method: str) -> None:
        """Run `method` after each batch, of any queue."""
        self._afterwards.append(method)

    def start(self) -> None:
        config = self.container.config
        for queue, methods in self._methods.items():
            by_method = {method: self._handler(method) for method in methods.values()}
            handlers = {event_type: by_method[method] for event_type, method in methods.items()}
            url, db, waits_ms = config["settings"].broker_url, config["db"], config["waits_ms"]
            elsewhere = [told for other in self._methods if other != queue for told in self._methods[other]]
            one = consumer.QueueConsumer(
                url,
                queue,
                db,
                handlers,
                waits_ms,
                elsewhere,
                self._afterwards_run,
                self._gather_s[queue],
                self._unless.get(queue),
            )
            config["consumers"].append(one)
            self._running.append((one, self.container.spawn_managed_thread(one.run, identifier=f"queue-{queue}")))

    def stop(self) -> None:
        for one, _ in self._running:
            one.stop()
        for _, thread in self._running:
            thread.wait()

    def _afterwards_run(self) -> None:
        for method in self._afterwards:
            getattr(_instance(self.container), method)()

    def _handler(self, method: str) -> inbox.Handler:
        def handle(told: Any, session: Any) -> None:
            getattr(_instance(self.container), method)(told, session)

        return inbox.Together(handle) if method in self._together else handle


class _On(Entrypoint):  # type: ignore[misc]
    consumers = _Consumers()

    def __init__(
        self,
        types: Sequence[str],
        queue: str,
        together: bool,
        gather_s: float,
        unless: Callable[[Event], bool] | None,
    ) -> None:
        super().__init__()
        self.types, self.queue, self.together = tuple(types), queue, together
        self.gather_s, self.unless = gather_s, unless

    def setup(self) -> None:
        self.consumers.register(self, self.method_name)

    def stop(self) -> None:
        self.consumers.stop()


class _OnceApplied(Entrypoint):  # type: ignore[misc]
    consumers = _Consumers()

    def setup(self) -> None:
        self.consumers.run_once_applied(self.method_name)


class _Every(Entrypoint):  # type: ignore[misc]
    def __init__(self, seconds: float) -> None:
        super().__init__()
        self.seconds = seconds
        self._stopping = threading.Event()

    def start(self) -> None:
        self._thread = self.container.spawn_managed_thread(self._run, identifier=self.method_name)

    def stop(self) -> None:
        self._stopping.set()
        self._thread.wait()

    def _run(self) -> None:
        due = time.monotonic()
        while not self._stopping.is_set():
            self._run_once()
            due = max(due + self.seconds, time.monotonic())
            self._stopping.wait(due - time.monotonic())

    def _run_once(self) -> None:
        with correlation.bound(correlation.fresh()):
            try:
                getattr(_instance(self.container), self.method_name)()
            except Exception as fault:  # noqa: BLE001 - one bad run must not end the clock
                FAILED_RUNS.labels(self.method_name).inc()
                logs.write(MISSED, method=self.method_name, error=type(fault).__name__, at=logs.where(fault))


def _instance(container: Any) -> Any:
    """A fresh instance of the worker class with its dependencies, as nameko makes one per call."""
    service = container.service_cls()
    for provider in container.dependencies:
        setattr(service, provider.attr_name, provider.get_dependency(None))
    return service


def main(arguments: Sequence[str]) -> int:
    """Run the worker class of the module named by the only argument, until SIGTERM."""
    config = settings.load(ServiceSettings)
    logs.configure(config.service, "worker", config.log_level)
    worker_class = find(importlib.import_module(arguments[0]))
    db = mongo.connect(config)
    consumers: list[consumer.QueueConsumer] = []

    def readiness() -> None:
        db.command("ping")
        if not consumers or not all(each.listening for each in consumers):
            raise probe.NotReady("a queue is not listened to")

    probe.start(config.probe_port, readiness, config.probe_host)
    _prepare(db)
    waits_ms = [int(wait) for wait in settings.load(_Tuning).retry_waits_ms]
    container = ServiceContainer(
        worker_class, {"settings": config, "db": db, "consumers": consumers, "waits_ms": waits_ms}
    )
    for number in (signal.SIGTERM, signal.SIGINT):
        # A handler runs in the hub, which may not wait: stopping gets a green thread of its own.
        signal.signal(number, lambda *_: eventlet.spawn_n(container.stop))
    try:
        container.start()
        logs.write(STARTED, queues=len(consumers))
        _wait(container)
    except Exception as fault:  # noqa: BLE001 - its message could hold a value: it ends here, not on stderr
        logs.write(FELL, error=type(fault).__name__, at=logs.where(fault))
        return 1
    logs.write(STOPPED)
    return 0


def find(module: Any) -> type[Any]:
    """The worker class of `module`: the one class defined there that has a `name`."""
    classes = [each for each in vars(module).values() if isinstance(each, type) and each.__module__ == module.__name__]
    found = [each for each in classes if isinstance(getattr(each, "name", None), str)]
    if len(found) != 1:
        raise LookupError(f"{module.__name__} has {len(found)} worker classes instead of one")
    return found[0]


def _prepare(db: Db) -> None:
    specs = {**inbox.COLLECTIONS, outbox.COLLECTION: [outbox.INDEX], freshness.COLLECTION: []}
    while True:
        try:
            mongo.ensure_collections(db, specs)
            return
        except pymongo.errors.PyMongoError as fault:
            if not inbox.database_is_away(fault):
                raise
            logs.write(NO_DATABASE, error=type(fault).__name__)
            time.sleep(1.0)


def _wait(container: ServiceContainer) -> None:
    waiting = eventlet.spawn(container.wait)
    while True:
        try:
            waiting.wait()
            return
        except InterruptedError:
            continue  # the signal that asks us to stop interrupts the hub
