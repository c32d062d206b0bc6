"""RabbitMQ: connections that give up, topology, and a publisher that knows what arrived.

Every service owns, and alone may write to, `<svc>.events` (topic: what it says), `<svc>.retry`
(direct: back to one of its queues, or among its dead letters) and one fanout `<svc>.wait.<ms>` per
delay. Its queues, all quorum, are `<svc>.<queue>`, `<svc>.wait.<ms>` and `<svc>.dead`.

Guarantees: no call waits longer than WAIT_S for a broker that stopped answering; an id counts as
published only when the broker confirmed it *and* some queue took it.
"""

import socket
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Self
from urllib.parse import unquote, urlsplit

import amqp

CONNECT_S = 3.0
WAIT_S = 10.0
DELIVERY_LIMIT = 20
ERRORS: tuple[type[Exception], ...] = (amqp.exceptions.AMQPError, OSError)
"""What any call here may raise when the broker is away, frozen, or refuses."""

_QUORUM = {
    "x-queue-type": "quorum",
    # A message leaves for its next queue only once that queue has it on disk.
    "x-dead-letter-strategy": "at-least-once",
    "x-overflow": "reject-publish",
}


class Unavailable(OSError):
    """The broker did not answer in time, or not as agreed. Try again later."""

    log_safe = True


@dataclass(frozen=True)
class Outgoing:
    """A message to publish; `id` is the event's."""

    id: str
    exchange: str
    routing_key: str
    body: bytes | str
    content_type: str
    headers: dict[str, Any] = field(default_factory=dict)


def user(url: str) -> str:
    """The broker user in `url`, which is the service's name."""
    return unquote(urlsplit(url).username or "")


def connect(url: str, process: str, heartbeat_s: int = 0) -> Any:
    """An open connection (amqp.Connection) whose every read and write is bounded by WAIT_S."""
    parts = urlsplit(url)
    connection = amqp.Connection(
        host=f"{parts.hostname}:{parts.port or 5672}",
        userid=user(url),
        password=unquote(parts.password or ""),
        login_method="PLAIN",
        virtual_host=unquote(parts.path[1:]) or "/",
        heartbeat=heartbeat_s,
        connect_timeout=CONNECT_S,
        client_properties={"connection_name": f"{user(url)}-{process}"},
    )
    connection.connect()
    connection.sock.settimeout(WAIT_S)
    return connection


def abandon(connection: Any) -> None:
    """Drop `connection` at once, without the farewell that a frozen broker would never answer."""
    connection.collect()


def check_reachable(url: str) -> None:
    """Raises OSError unless something accepts connections at the broker's address."""
    parts = urlsplit(url)
    socket.create_connection((parts.hostname or "", parts.port or 5672), timeout=CONNECT_S).close()


def declare_exchanges(channel: Any, service: str) -> None:
    """Declare what `service` publishes to."""
    channel.exchange_declare(f"{service}.events", "topic", durable=True, auto_delete=False)
    channel.exchange_declare(f"{service}.retry", "direct", durable=True, auto_delete=False)


def declare_waits(channel: Any, service: str, waits_ms: Iterable[int]) -> None:
    """Declare the dead-letter queue of `service` and one queue per delay, shared by all its queues.

    What waits keeps the name of its queue as routing key, so that it finds its way back.
    """
    _declare_quorum(channel, f"{service}.dead", {})
    channel.queue_bind(f"{service}.dead", f"{service}.retry", f"{service}.dead")
    for wait_ms in waits_ms:
        name = f"{service}.wait.{wait_ms}"
        channel.exchange_declare(name, "fanout", durable=True, auto_delete=False)
        _declare_quorum(channel, name, {"x-message-ttl": wait_ms, "x-dead-letter-exchange": f"{service}.retry"})
        channel.queue_bind(name, name)


def declare_queue(
    channel: Any, service: str, queue: str, types: Collection[str], elsewhere: Iterable[str] = ()
) -> None:
    """Declare `<service>.<queue>` and bind it to each event type at its producer's exchange.

    `elsewhere`: types that other queues of the service take; one that moved there is not delivered here any more.
    Raises amqp.NotFound, which closes the channel, while a producer has not declared its exchange.
    """
    name = f"{service}.{queue}"
    _declare_quorum(
        channel,
        name,
        {
            "x-delivery-limit": DELIVERY_LIMIT,
            "x-dead-letter-exchange": f"{service}.retry",
            "x-dead-letter-routing-key": f"{service}.dead",
        },
    )
    channel.queue_bind(name, f"{service}.retry", name)
    for event_type in types:
        channel.queue_bind(name, _exchange_of(event_type), event_type)
    # Only at exchanges that were proven to exist: a queue waits for its own producers, not for others'.
    bound = set(map(_exchange_of, types))
    for event_type in elsewhere:
        if event_type not in types and _exchange_of(event_type) in bound:
            channel.queue_unbind(name, _exchange_of(event_type), event_type)


def _exchange_of(event_type: str) -> str:
    return f"{event_type.partition('.')[0]}.events"


def _declare_quorum(channel: Any, name: str, arguments: dict[str, Any]) -> None:
    # at-least-once dead-lettering is refused on a queue that dead-letters nowhere
    kind = _QUORUM if "x-dead-letter-exchange" in arguments else {"x-queue-type": "quorum"}
    channel.queue_declare(name, durable=True, auto_delete=False, arguments={**kind, **arguments})


class Publisher:
    """Publishes batches with confirms on one lazily opened connection; not for several threads at once."""

    def __init__(self, url: str, process: str) -> None:
        self._url, self._process, self._user = url, process, user(url)
        self._connection: Any = None
        self._channel: Any = None
        self._unconfirmed: dict[int, str] = {}
        self._refused: set[str] = set()
        self._last_tag = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *raised: object) -> None:
        self.close()

    def publish(self, messages: Sequence[Outgoing]) -> set[str]:
        """Publish `messages`, whose ids differ, and wait for the broker's word on each.

        Returns the ids that are safe in at least one queue. Left out are those that no queue takes
        (the broker returns them, *and* confirms them) or that it refused (nack). Raises one of
        ERRORS when the broker's word did not come: then any of them may or may not have arrived.
        """
        try:
            self._open()
            for message in messages:
                self._send(message)
            while self._unconfirmed:
                self._connection.drain_events(timeout=WAIT_S)
        except ERRORS as fault:
            self.close()
            raise Unavailable(type(fault).__name__) from fault
        return {message.id for message in messages} - self._refused

    def close(self) -> None:
        """Drop the connection; the next `publish` opens another."""
        connection, self._connection, self._channel = self._connection, None, None
        if connection is not None:
            abandon(connection)

    def _open(self) -> None:
        self._unconfirmed.clear()
        self._refused = set()
        if self._connection is None:
            self._connection = connect(self._url, self._process)
            self._channel = self._connection.channel()
            self._last_tag = 0
            declare_exchanges(self._channel, self._user)
            self._channel.confirm_select()
            self._channel.events["basic_ack"].add(self._on_ack)
            self._channel.events["basic_nack"].add(self._on_nack)
            self._channel.events["basic_return"].add(self._on_return)

    def _send(self, message: Outgoing) -> None:
        self._last_tag += 1
        self._unconfirmed[self._last_tag] = message.id
        self._channel.basic_publish(
            amqp.Message(
                message.body,
                content_type=message.content_type,
                delivery_mode=2,
                message_id=message.id,
                user_id=self._user,
                application_headers=message.headers,
            ),
            exchange=message.exchange,
            routing_key=message.routing_key,
            mandatory=True,
        )

    def _settled(self, tag: int, multiple: bool) -> list[str]:
        tags = [each for each in self._unconfirmed if each <= tag] if multiple else [tag]
        return [self._unconfirmed.pop(each) for each in tags if each in self._unconfirmed]

    def _on_ack(self, tag: int, multiple: bool) -> None:
        self._settled(tag, multiple)

    def _on_nack(self, tag: int, multiple: bool) -> None:
        self._refused.update(self._settled(tag, multiple))

    def _on_return(self, fault: Exception, exchange: str, routing_key: str, message: Any) -> None:
        self._refused.add(message.properties["message_id"])
