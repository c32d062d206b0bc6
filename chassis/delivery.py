"""What a message is worth: its sender proven, its event read, its past known. No I/O."""

import json
from collections.abc import Callable, Container
from dataclasses import dataclass
from typing import Any, Self

from chassis import events
from chassis.broker import Outgoing
from chassis.events import Event, EventRefused

MAX_BODY = 2**20
"""Bytes; an event carries ids and settings, so a larger body is no event of ours."""


class Refused(Exception):
    """Not an event that this queue may apply. `copy` makes a message of it; None if it is too big."""

    def __init__(self, reason: str, copy: Callable[[str, str, dict[str, Any]], Outgoing] | None) -> None:
        super().__init__(reason)
        self.reason, self.copy = reason, copy


@dataclass(frozen=True)
class Envelope:
    """A message as the broker handed it over, its body unread."""

    id: str
    sender: str
    """The user that the broker checked at the first publication."""
    tries: int
    queue: str | None
    """Where it was before it became a dead letter."""
    reason: str | None
    returned: int
    """How often the broker took it back from a consumer that vanished."""
    content_type: str
    body: bytes

    @classmethod
    def read(cls, message: Any, service: str) -> Self:
        """Read an amqp.Message. Headers count only when `service` itself, or the broker, wrote them."""
        properties = message.properties
        headers = properties.get("application_headers") or {}
        user = properties.get("user_id") or ""
        own = headers if user == service else {}
        body = message.body
        return cls(
            id=properties.get("message_id") or "",
            sender=own.get("origin", user),
            tries=int(own.get("tries", 0)),
            queue=own.get("queue") or headers.get("x-first-death-queue"),
            reason=own.get("reason") or headers.get("x-first-death-reason"),
            returned=int(headers.get("x-delivery-count", 0)),
            content_type=properties.get("content_type") or "",
            body=body.encode() if isinstance(body, str) else bytes(body),
        )

    def again(self, exchange: str, routing_key: str, headers: dict[str, Any]) -> Outgoing:
        """The same body, to be published once more by its consumer, who vouches for the first sender."""
        told = {"origin": self.sender, **headers}
        return Outgoing(self.id, exchange, routing_key, self.body, self.content_type, told)

    def event(self) -> Event:
        """The event in the body. Raises EventRefused: "too-big", "not-json", "not-a-cloudevent"."""
        if len(self.body) > MAX_BODY:
            raise EventRefused("too-big")
        try:
            told = json.loads(self.body)
        except (ValueError, RecursionError):
            raise EventRefused("not-json") from None
        if not isinstance(told, dict):
            raise EventRefused("not-a-cloudevent")
        return Event.from_cloudevent(told)


@dataclass(frozen=True)
class Delivery:
    """An event that its proven producer sent, and that a handler of this queue awaits."""

    event: Event
    envelope: Envelope

    @classmethod
    def read(cls, message: Any, service: str, known_types: Container[str]) -> Self:
        """Judge `message`, received by `service`. Raises Refused with a reason code."""
        envelope = Envelope.read(message, service)
        try:
            event = envelope.event()
            if not (event.service == envelope.sender and event.type.startswith(f"{envelope.sender}.")):
                raise EventRefused("forged")
            if event.id != envelope.id:
                raise EventRefused("wrong-id")
            if event.type not in known_types:
                raise EventRefused("unknown-type")
            events.accept(event)
        except EventRefused as refused:
            raise Refused(refused.code, None if refused.code == "too-big" else envelope.again) from None
        return cls(event, envelope)

    @property
    def tries(self) -> int:
        """How often a handler has failed on it."""
        return self.envelope.tries

    @property
    def suspect(self) -> bool:
        """Whether it came back more than once without a word, as from a process that died of it.

        Once is what any restart does to everything in hand.
        """
        return self.envelope.returned > 1

    def again(self, exchange: str, routing_key: str, headers: dict[str, Any]) -> Outgoing:
        """See Envelope.again."""
        return self.envelope.again(exchange, routing_key, headers)
