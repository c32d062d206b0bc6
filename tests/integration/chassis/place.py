"""What a test of the bus works with: two services' databases and broker users, and ways to run their parts."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import amqp
import pymongo
from pymongo.client_session import ClientSession

from chassis import broker, events, inbox, mongo, outbox
from chassis.consumer import QueueConsumer
from chassis.events import Event
from chassis.relay import Relay, _prepare
from chassis.settings import ServiceSettings
from chassis.wakeup import Doorbell
from tests.integration.chassis.servers import Mongod, RabbitMQ, eventually

_COUNTED = {
    "type": "object",
    "properties": {"counter": {"type": "string"}, "by": {"type": "integer"}},
    "required": ["counter", "by"],
}
CONTRACTS: Mapping[str, dict[str, Any]] = {
    "alpha.Counted": _COUNTED,
    "alpha.Urgent": _COUNTED,
    "alpha.Unheard": _COUNTED,
    "beta.Noticed": _COUNTED,
}
WAITS_MS = (100, 300, 600)
ROOT = Path(__file__).parents[3]
Handler = Callable[[Event, ClientSession], None]


def counted(counter: str = "c", by: int = 1, kind: str = "alpha.Counted", **more: Any) -> Event:
    """An event that adds `by` to `counter`."""
    return events.new(kind, "subject", {"counter": counter, "by": by}, **more)


@dataclass
class Place:
    mongod: Mongod
    rabbitmq: RabbitMQ
    vhost: str
    name: str
    folder: Path
    contracts_dir: Path
    stack: ExitStack = field(default_factory=ExitStack)

    def __post_init__(self) -> None:
        self.doorbell = Doorbell(("outbox", "things"))
        self.alpha = replace(self.settings("alpha"), relay_bell=self.doorbell.address)
        self.beta = self.settings("beta")
        self.alpha_db, self.beta_db = mongo.connect(self.alpha), mongo.connect(self.beta)
        _prepare(self.alpha_db, ("outbox", "things"))
        mongo.ensure_collections(self.beta_db, {**inbox.COLLECTIONS, "outbox": [outbox.INDEX], "counters": []})

    def settings(self, service: str) -> ServiceSettings:
        return ServiceSettings(
            service=service,
            mongo_url=self.mongod.url,
            mongo_db=f"{service}_{self.name}",
            broker_url=self.rabbitmq.url(service, self.vhost),
            public_url="https://test.invalid",
        )

    def environment(self, service: str, **more: str) -> dict[str, str]:
        chosen = self.settings(service)
        return {
            **os.environ,
            "SERVICE": service,
            "MONGO_URL": chosen.mongo_url,
            "MONGO_DB": chosen.mongo_db,
            "BROKER_URL": chosen.broker_url,
            "PUBLIC_URL": chosen.public_url,
            "RETRY_WAITS_MS": ",".join(map(str, WAITS_MS)),
            "LOG_LEVEL": "DEBUG",
            "CONTRACTS_DIR": str(self.contracts_dir),
            **more,
        }

    def close(self) -> None:
        self.stack.close()
        self.alpha_db.client.close()
        self.beta_db.client.close()
        mongo._client.cache_clear()  # or another place, given the same port for its bell, gets the closed one
        self.doorbell.close()
        with pymongo.MongoClient(self.mongod.url) as client:
            client.drop_database(self.alpha.mongo_db)
            client.drop_database(self.beta.mongo_db)

    # -- alpha's side

    def relay(self) -> Relay:
        """A relay of alpha in a thread."""
        relay = Relay(self.alpha_db, ("outbox", "things"), self.alpha.broker_url, self.doorbell)
        self._in_thread(relay.run, relay.stop)
        return relay

    def say(self, *said: Event) -> None:
        """Commit `said` in alpha's outbox, one document each."""
        self.alpha_db.outbox.insert_many([{"_id": each.id, "pending": outbox.pending(each)} for each in said])

    def push(self, *said: Event, url: str | None = None) -> set[str]:
        """Publish `said` at once, as alpha's relay would."""
        return self.push_raw(*[(each.id, each.type, each.to_json()) for each in said], url=url)

    def push_raw(self, *messages: tuple[str, str, bytes | str], url: str | None = None) -> set[str]:
        with broker.Publisher(url or self.alpha.broker_url, "test") as publisher:
            return publisher.publish(
                [broker.Outgoing(id_, "alpha.events", key, body, events.CONTENT_TYPE) for id_, key, body in messages]
            )

    def push_under_the_name_of(self, user: str, event: Event) -> None:
        """Publish as alpha a message that says it comes from `user`."""
        connection = broker.connect(self.alpha.broker_url, "test")
        try:
            channel = connection.channel()
            channel.basic_publish(amqp.Message(event.to_json(), user_id=user), "alpha.events", event.type)
            channel.confirm_select()
            connection.drain_events(timeout=60)
        finally:
            broker.abandon(connection)

    def outbox_is_empty(self) -> bool:
        return self.alpha_db.outbox.count_documents({}) == 0

    # -- beta's side

    def listen(self, handler: Handler | None = None, queue: str = "counts", *types: str, **how: Any) -> QueueConsumer:
        """Beta's consumer in a thread, its queue bound when this returns; `how` as QueueConsumer takes it."""
        self._declare_alpha()
        handlers = dict.fromkeys(types or ("alpha.Counted",), handler or self.add_up)
        consumer = QueueConsumer(self.beta.broker_url, queue, self.beta_db, handlers, WAITS_MS, **how)
        self._in_thread(consumer.run, consumer.stop)
        eventually(lambda: consumer.listening, what="beta listens")
        return consumer

    def add_up(self, event: Event, session: ClientSession) -> None:
        """The usual handler."""
        change = {"$inc": {"total": event.data["by"], "times": 1}}
        self.beta_db.counters.update_one({"_id": event.data["counter"]}, change, upsert=True, session=session)

    def total(self, counter: str = "c") -> int:
        found = self.beta_db.counters.find_one({"_id": counter})
        return int(found["total"]) if found else 0

    def waiting(self, queue: str) -> int:
        """Messages in one of beta's queues, those a consumer holds excepted."""
        connection = broker.connect(self.beta.broker_url, "test")
        try:
            return int(connection.channel().queue_declare(f"beta.{queue}", passive=True).message_count)
        finally:
            broker.abandon(connection)

    def _declare_alpha(self) -> None:
        connection = broker.connect(self.alpha.broker_url, "test")
        broker.declare_exchanges(connection.channel(), "alpha")
        broker.abandon(connection)

    # -- processes

    def process(self, *arguments: str, service: str = "beta", **environment: str) -> "Process":
        """`python -m …` as an installation would run it."""
        self._declare_alpha()
        process = Process(
            arguments, self.environment(service, **environment), self.folder / f"{len(arguments)}-{service}.log"
        )
        self.stack.callback(process.end)
        return process

    def worker(self, **environment: str) -> "Process":
        """Beta's worker, its two queues bound when this returns."""
        process = self.process("chassis.worker", "tests.integration.chassis.beta", **environment)
        queues = {"beta.counts", "beta.urgent"}
        eventually(lambda: {line["queue"] for line in process.said("consumer.listening")} == queues, what="it listens")
        return process

    def _in_thread(self, run: Callable[[], None], stop: Callable[[], None]) -> None:
        thread = threading.Thread(target=run, daemon=True)
        thread.start()

        def end() -> None:
            stop()
            thread.join(timeout=180)
            assert not thread.is_alive()

        self.stack.callback(end)


class Process:
    """A child process whose lines are kept."""

    def __init__(self, arguments: tuple[str, ...], environment: dict[str, str], log: Path) -> None:
        self._arguments, self._environment, self._log = arguments, environment, log
        self.start()

    def start(self) -> None:
        with self._log.open("ab") as output:
            command = [sys.executable, "-m", *self._arguments]
            self.child = subprocess.Popen(command, env=self._environment, cwd=ROOT, stdout=output, stderr=output)

    def text(self) -> str:
        return self._log.read_text()

    def said(self, code: str) -> list[dict[str, Any]]:
        """Its log lines with this code."""
        # The last may be half written.
        whole = (line for line in self.text().splitlines(keepends=True) if line.endswith("\n"))
        lines = [json.loads(line) for line in whole if line.startswith("{")]
        return [line for line in lines if line["code"] == code]

    def end(self) -> None:
        self.child.kill()
        self.child.wait()


@contextmanager
def supervised(process: Process) -> Any:
    """Start `process` again whenever it dies, as a supervisor would."""
    over = threading.Event()

    def watch() -> None:
        while not over.wait(0.05):
            if process.child.poll() is not None:
                process.start()

    thread = threading.Thread(target=watch, daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()
