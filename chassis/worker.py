"""`python -m chassis.worker services.<name>.worker`: runs a service's worker class under nameko.

It and chassis.extensions alone import nameko and eventlet (docs/decisions say how to leave them). A
worker class says which method applies which events, and which runs by the clock:

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
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar, cast

from nameko.containers import ServiceContainer
from nameko.extensions import register_entrypoint
from pymongo.errors import PyMongoError

from chassis import consumer, extensions, freshness, inbox, logs, mongo, outbox, probe, settings
from chassis.connection import Database as Db
from chassis.events import Event
from chassis.inbox import Permanent
from chassis.settings import ServiceSettings

__all__ = ["Database", "Made", "Permanent", "Settings", "every", "main", "on", "once_applied"]

F = TypeVar("F", bound=Callable[..., None])
S = TypeVar("S")
T = TypeVar("T")

STARTED = logs.Line("worker.started", logs.INFO, "the worker runs")
STOPPED = logs.Line("worker.stopped", logs.INFO, "the worker has stopped")
FELL = logs.Line("worker.fell", logs.ERROR, "the worker ends on a fault that nobody foresaw")
NO_DATABASE = logs.Line("worker.no-database", logs.WARNING, "the database is away; trying again")


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
        register_entrypoint(method, extensions.On(types, queue, together, gather_s, unless))
        return method

    return register


def every(seconds: float) -> Callable[[F], F]:
    """Run the method `(self)` every `seconds`, never twice at once; a run that raises is counted."""

    def register(method: F) -> F:
        register_entrypoint(method, extensions.Every(seconds))
        return method

    return register


def once_applied(method: F) -> F:
    """Run the method `(self)` after each batch of events whose effects were committed here; it must not wait.

    Only a help: a process that dies in between does not run it.
    """
    register_entrypoint(method, extensions.OnceApplied())
    return method


def Database(prepare: Callable[[Db], None] | None = None) -> Db:  # noqa: N802 - a kind of thing, as nameko has it
    """The service's database; `prepare(db)` runs once before anything is consumed."""
    return cast(Db, extensions.Database(prepare))


def Settings(cls: type[T]) -> T:  # noqa: N802
    """The service's own settings, read at start."""
    return cast(T, extensions.Settings(cls))


def Made(make: Callable[[S], T], cls: type[S]) -> T:  # noqa: N802
    """What `make` gives of the settings `cls`, once, before anything is consumed; if it raises, nothing starts."""
    return cast(T, extensions.Made(make, cls))


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
        except PyMongoError as fault:
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
