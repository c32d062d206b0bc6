"""What chassis.worker makes of nameko: dependencies, queues and clocks of a worker class.

With chassis.worker the only modules that import nameko (docs/decisions/consumers.md says how to leave it).
"""

import threading
import time
from collections.abc import Callable, Sequence
from typing import Any, cast

from nameko.extensions import DependencyProvider, Entrypoint, SharedExtension
from prometheus_client import Counter

from chassis import consumer, correlation, inbox, logs, settings
from chassis.connection import Database as Db
from chassis.events import Event

MISSED = logs.Line("worker.missed", logs.ERROR, "a timed method failed; it runs again at its next time")
FAILED_RUNS = Counter("mes_timer_failures", "Timed methods that raised", ["method"])


class Database(DependencyProvider):  # type: ignore[misc]  # nameko has no types
    def __init__(self, prepare: Callable[[Db], None] | None) -> None:
        self._prepare = prepare

    def setup(self) -> None:
        if self._prepare is not None:
            self._prepare(self.container.config["db"])

    def get_dependency(self, worker_ctx: object) -> Db:
        return cast(Db, self.container.config["db"])


class Settings(DependencyProvider):  # type: ignore[misc]
    def __init__(self, cls: type[Any]) -> None:
        self._cls = cls

    def setup(self) -> None:
        self._loaded = settings.load(self._cls)

    def get_dependency(self, worker_ctx: object) -> Any:
        return self._loaded


class Made(DependencyProvider):  # type: ignore[misc]
    def __init__(self, make: Callable[[Any], Any], cls: type[Any]) -> None:
        self._make, self._cls = make, cls

    def setup(self) -> None:
        self._made = self._make(settings.load(self._cls))

    def get_dependency(self, worker_ctx: object) -> Any:
        return self._made


class _Consumers(SharedExtension):  # type: ignore[misc]
    """All queues of the service, whatever number of methods they feed."""

    def __init__(self) -> None:
        self._methods: dict[str, dict[str, str]] = {}
        self._together: set[str] = set()
        self._gather_s: dict[str, float] = {}
        self._unless: dict[str, dict[str, Callable[[Event], bool]]] = {}
        self._afterwards: list[str] = []
        self._running: list[tuple[consumer.QueueConsumer, Any]] = []

    def register(self, told: "On", method: str) -> None:
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


class On(Entrypoint):  # type: ignore[misc]
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


class OnceApplied(Entrypoint):  # type: ignore[misc]
    consumers = _Consumers()

    def setup(self) -> None:
        self.consumers.run_once_applied(self.method_name)


class Every(Entrypoint):  # type: ignore[misc]
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
