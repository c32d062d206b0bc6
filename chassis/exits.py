"""Where a message goes that could not be applied: to a wait queue, or among the dead letters.

Guarantee: each method returns only when the broker has the message safe in its new place, so that the
old one may be acknowledged. While the broker takes nothing (an alarm), the old one waits in hand: giving
it back would count as one of its deliveries, and of all that came with it.
"""

from collections.abc import Callable, Sequence
from typing import Any

from prometheus_client import Counter

from chassis import broker, correlation, logs
from chassis.delivery import Delivery, Refused

RETRIED = Counter("mes_events_retried", "Events sent to a wait queue", ["queue"])
DEAD = Counter("mes_events_dead", "Events sent to the dead letters", ["queue", "reason"])

_AGAIN_S = 2.0
HELD = logs.Line("consumer.held", logs.WARNING, "the broker takes no copy; the message waits in hand")
RETRY = logs.Line("consumer.retry", logs.WARNING, "an event failed and will be tried again")
BURIED = logs.Line("consumer.dead", logs.ERROR, "an event went to the dead letters")


class Exits:
    """The ways out of `queue`. Publishes on a connection of its own: one that publishes may be blocked."""

    def __init__(self, url: str, queue: str, waits_ms: Sequence[int], pause: Callable[[float], None]) -> None:
        self._service, self._queue, self._waits_ms = broker.user(url), queue, tuple(waits_ms)
        self._pause = pause
        self._publisher = broker.Publisher(url, f"{queue}-exits")

    def close(self) -> None:
        """Drop the connection; it opens again when needed."""
        self._publisher.close()

    def try_later(self, delivery: Delivery, fault: Exception) -> None:
        """After the delay that its number of tries earns; when none is left, it is dead."""
        event, tries = delivery.event, delivery.tries + 1
        if tries > len(self._waits_ms):
            self.bury(delivery, type(fault).__name__)
            return
        exchange = f"{self._service}.wait.{self._waits_ms[tries - 1]}"
        self._send(delivery.again(exchange, self._queue, {"tries": tries}))
        RETRIED.labels(self._queue).inc()
        told: dict[str, logs.Field] = {"queue": self._queue, "type": event.type, "event": event.id, "tries": tries}
        with correlation.bound(event.correlationid, event.id):
            logs.write(RETRY, **told, error=type(fault).__name__, at=logs.where(fault))

    def bury(self, delivery: Delivery, reason: str) -> None:
        """Among the dead letters at once, with the reason's code."""
        event = delivery.event
        self._to_the_dead(delivery.again, {"tries": delivery.tries, "reason": reason})
        with correlation.bound(event.correlationid, event.id):
            logs.write(BURIED, queue=self._queue, type=event.type, event=event.id, reason=reason)

    def refuse(self, channel: Any, message: Any, refused: Refused) -> None:
        """Among the dead letters: no event that this queue may apply."""
        if refused.copy is None:
            # Too big to be sent once more: the broker moves it itself.
            channel.basic_reject(message.delivery_tag, requeue=False)
            DEAD.labels(self._queue, refused.reason).inc()
        else:
            self._to_the_dead(refused.copy, {"reason": refused.reason})
        logs.write(BURIED, queue=self._queue, reason=refused.reason)

    def _to_the_dead(self, copy: Any, headers: dict[str, Any]) -> None:
        self._send(copy(f"{self._service}.retry", f"{self._service}.dead", {**headers, "queue": self._queue}))
        DEAD.labels(self._queue, headers["reason"]).inc()

    def _send(self, message: broker.Outgoing) -> None:
        while True:
            try:
                taken = self._publisher.publish([message])
                break
            except broker.Unavailable as fault:
                logs.write(HELD, queue=self._queue, error=str(fault))
                self._pause(_AGAIN_S)
        if not taken:
            # Its queue is gone: connecting anew declares it again.
            raise broker.Unavailable("not-taken")
