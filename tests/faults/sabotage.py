"""Runs a service process with one promise broken: `python -m tests.faults.sabotage NAME MODULE ARGUMENTS…`.

A fault test proves something only if it turns red when the thing that saves it is taken away. Each
function below takes one such thing away, in a running process, and leaves the rest alone.
"""

import contextlib
import importlib
import sys
import threading
import time
from collections.abc import Callable
from typing import Any

LATER_S = 2.0
"""Longer than a killer's pause on a busy machine: what was promised is still to be done when it strikes."""


def _later(work: Callable[[], Any], seconds: float = LATER_S) -> None:
    threading.Thread(target=lambda: (time.sleep(seconds), work()), daemon=True).start()


def answers_before_the_commit() -> None:
    """The vault says 201 and writes afterwards."""
    documents = importlib.import_module("services.documents.store.documents")
    insert = documents.insert
    documents.insert = lambda *arguments: _later(lambda: insert(*arguments))


def acknowledges_before_the_commit() -> None:
    """The worker tells the broker it is done, then does it."""
    consumer = importlib.import_module("chassis.consumer").QueueConsumer
    settle = consumer._settle

    def hasty(self: Any, batch: list[Any]) -> None:
        for message in batch:
            self._channel.basic_ack(message.delivery_tag)
            message.channel = _Deaf()
        time.sleep(2 * LATER_S)
        channel, self._channel = self._channel, _Deaf()
        try:
            settle(self, batch)
        finally:
            self._channel = channel

    consumer._settle = hasty


class _Deaf:
    def basic_ack(self, *_: Any, **__: Any) -> None: ...

    def basic_reject(self, *_: Any, **__: Any) -> None: ...


def marks_before_sending() -> None:
    """The notifier notes a message as sent, then sends it."""
    sender = importlib.import_module("services.notifier.sending.transport").SmtpTransport
    send = sender.send
    sender.send = lambda self, message: _later(lambda: send(self, message))


def forgets_before_publishing() -> None:
    """The relay takes events out of the outbox, then publishes them."""
    relay = importlib.import_module("chassis.relay").Relay
    confirmed, one_at_a_time = relay._confirmed, threading.Lock()

    def publish(self: Any, outgoing: list[Any]) -> None:
        with one_at_a_time:
            confirmed(self, outgoing)

    def hasty(self: Any, outgoing: list[Any]) -> set[str]:
        _later(lambda: publish(self, outgoing))
        return {each.id for each in outgoing}

    relay._confirmed = hasty


def takes_the_broker_at_its_word() -> None:
    """The relay believes that what it sent has arrived, whether the broker said so or was gone."""
    broker = importlib.import_module("chassis.broker")
    publish = broker.Publisher.publish

    def trusting(self: Any, messages: list[Any]) -> set[str]:
        with contextlib.suppress(*broker.ERRORS):
            publish(self, messages)
        return {message.id for message in messages}

    broker.Publisher.publish = trusting


def answers_before_the_database_has() -> None:
    """The vault says 201, asks the database afterwards and does not insist."""
    # Imported here: before a worker is patched by eventlet, its locks would be of the wrong kind.
    pymongo = importlib.import_module("pymongo")
    documents = importlib.import_module("services.documents.store.documents")
    insert = documents.insert

    def once(*arguments: Any) -> None:
        with pymongo.timeout(0.3):
            insert(*arguments)

    documents.insert = lambda *arguments: _later(lambda: once(*arguments))


def answers_before_the_store_has() -> None:
    """The vault says 201, hands the bytes to the object store afterwards and does not insist."""
    files = importlib.import_module("services.documents.files").Files
    put = files.put
    files.put = lambda self, name, content: _later(lambda: put(self, name, content))


def answers_before_the_trace() -> None:
    """The vault shows a document first, and writes down afterwards who saw it."""
    traces = importlib.import_module("services.documents.traces")
    write = traces.Traces._write
    # So late that who kills a busy process cannot miss it, however slow the machine.
    traces.Traces._write = lambda self: _later(lambda: write(self), 5)
    queries = importlib.import_module("services.documents.queries")
    queries._Trace.committed = lambda self: None


def believes_without_a_heartbeat() -> None:
    """The vault takes what it holds of the rights for the newest, however long consent has been silent."""
    importlib.import_module("chassis.freshness").Freshness.is_fresh = lambda self, lane: True


def main(arguments: list[str]) -> None:
    """Break the promise named first, then run the module named second as it would have run."""
    name, module, *rest = arguments
    if module == "chassis.worker":
        import eventlet

        eventlet.monkey_patch()
    globals()[name]()
    sys.argv = [module, *rest]
    if module == "gunicorn":
        importlib.import_module("gunicorn.app.wsgiapp").run()
    else:
        sys.exit(importlib.import_module(module).main(rest))


if __name__ == "__main__":
    main(sys.argv[1:])
