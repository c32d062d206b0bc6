"""Worker and relay of consent as processes on real servers, heard and spoken to as other services do."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from chassis import broker, mongo, settings
from chassis.broker import Outgoing
from chassis.events import CONTENT_TYPE, Event
from deploy.native.installation import Installation
from services.consent import store
from services.consent.settings import ConsentSettings

ROOT = Path(__file__).parents[3]
MODULES = {"worker": "chassis.worker services.consent.worker", "relay": "chassis.relay services.consent.store"}


class Consent:
    """`consent.told("documents", event)`, `consent.heard("PSBlocked")`, `consent.kill("worker")`."""

    def __init__(self, servers: Installation) -> None:
        self._servers = servers
        self._env = servers.env("consent") | {"RETRY_WAITS_MS": "200,400,800,1600,5000,10000", "LOG_LEVEL": "WARNING"}
        self.settings = settings.load(ConsentSettings, self._env)
        self.db = mongo.connect(self.settings)
        store.prepare(self.db)
        self._running: dict[str, subprocess.Popen[bytes]] = {}
        self._connection = broker.connect(servers.env("documents")["BROKER_URL"], "listening")
        self._channel = self._connection.channel()
        self._queue = f"documents.listening-{os.getpid()}"
        broker.declare_exchanges(self._channel, "documents")
        broker.declare_queue(self._channel, "documents", self._queue.partition(".")[2], ())
        self._channel.queue_bind(self._queue, "consent.events", "consent.#")
        self._heard: list[dict[str, Any]] = []

    def start(self, *names: str) -> None:
        """Start worker or relay."""
        for name in names:
            command = [sys.executable, "-m", *MODULES[name].split()]
            self._running[name] = subprocess.Popen(command, env={**os.environ, **self._env}, cwd=ROOT)

    def kill(self, name: str) -> None:
        """As `kill -9` does."""
        process = self._running.pop(name)
        process.kill()
        process.wait()

    def close(self) -> None:
        """End everything this object started."""
        for process in self._running.values():
            process.terminate()
        for process in self._running.values():
            process.wait(120)
        self.db.client.close()
        self._channel.queue_delete(self._queue)
        self._connection.close()

    def told(self, service: str, *told: Event) -> None:
        """Let a service say events; each must reach a queue."""
        outgoing = [Outgoing(e.id, f"{service}.events", e.type, e.to_json(), CONTENT_TYPE) for e in told]
        with broker.Publisher(self._servers.env(service)["BROKER_URL"], "test") as publisher:
            for message in outgoing:
                eventually(lambda message=message: publisher.publish([message]) == {message.id})

    def may_say(self, service: str, owner: str, told: Event) -> bool:
        """Whether the broker takes an event of `owner` from another service."""
        outgoing = Outgoing(told.id, f"{owner}.events", told.type, told.to_json(), CONTENT_TYPE)
        try:
            with broker.Publisher(self._servers.env(service)["BROKER_URL"], "test") as publisher:
                return publisher.publish([outgoing]) == {told.id}
        except broker.ERRORS:
            return False

    def heard(self, name: str) -> list[dict[str, Any]]:
        """Everything consent said so far under an event name, oldest first."""
        while (message := self._channel.basic_get(self._queue, no_ack=True)) is not None:
            self._heard.append(json.loads(message.body))
        return [event for event in self._heard if event["type"] == f"consent.{name}"]


def eventually(holds: Callable[[], Any], seconds: float = 180.0) -> Any:
    """Wait until `holds()` is true and give back what it returned."""
    deadline = time.monotonic() + seconds
    while not (result := holds()):
        assert time.monotonic() < deadline, "did not become true in time"
        time.sleep(0.05)
    return result
