"""Dead letters of a service: what a queue could not apply. Listed, shown, replayed, dropped.

A replay goes back to its queue by way of `<svc>.retry`; thanks to the inbox it is applied at most
once, and thanks to versions a late one never overwrites something newer. Values of an event's data
are printed only on `--data`. Meant for a service's cli:

    dead = commands.add_parser("dead"); deadletters.arguments(dead)
    ...
    return deadletters.run(settings, asked)
"""

import argparse
import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from chassis import broker
from chassis.delivery import Envelope
from chassis.events import EventRefused
from chassis.settings import ServiceSettings

MOST = 10_000
"""How many are looked at in one go; the rest keep their place."""


@dataclass(frozen=True)
class DeadLetter:
    """A message that its queue gave up."""

    id: str
    envelope: Envelope
    tag: int

    @property
    def queue(self) -> str:
        """The queue that gave it up, empty if nobody wrote it down."""
        return self.envelope.queue or ""

    def told(self, data: bool = False) -> dict[str, Any]:
        """What may be shown: attributes and the names of the data's fields; values only with `data`."""
        facts: dict[str, Any] = {
            "id": self.id,
            "queue": self.queue,
            "reason": self.envelope.reason,
            "tries": self.envelope.tries,
            "sender": self.envelope.sender,
            "bytes": len(self.envelope.body),
        }
        try:
            event = self.envelope.event()
        except EventRefused as refused:
            return {**facts, "unreadable": refused.code}
        shown = {"type": event.type, "subject": event.subject, "time": event.time, "correlation": event.correlationid}
        return {**facts, **shown, "data": event.data if data else sorted(event.data)}


def listed(settings: ServiceSettings) -> list[DeadLetter]:
    """All dead letters of the service, oldest first; they stay where they are."""
    with _looked_at(settings) as (_, letters):
        return letters


def replay(settings: ServiceSettings, letter_id: str | None = None) -> int:
    """Send those with `letter_id`, or all, back to the queues that gave them up. Returns how many.

    One whose queue is unknown, or gone, stays. Raises one of broker.ERRORS if the broker is away.
    """
    replayed = 0
    with _looked_at(settings) as (channel, letters), broker.Publisher(settings.broker_url, "replay") as publisher:
        for letter in letters:
            if letter_id not in (None, letter.id) or not letter.queue:
                continue
            if publisher.publish([letter.envelope.again(f"{settings.service}.retry", letter.queue, {})]):
                channel.basic_ack(letter.tag)
                replayed += 1
    return replayed


def drop(settings: ServiceSettings, letter_id: str) -> int:
    """Throw away those with `letter_id`, for good: what is no event at all can only go. Returns how many."""
    with _looked_at(settings) as (channel, letters):
        chosen = [letter for letter in letters if letter.id == letter_id]
        for letter in chosen:
            channel.basic_ack(letter.tag)
        return len(chosen)


@contextmanager
def _looked_at(settings: ServiceSettings) -> Iterator[tuple[Any, list[DeadLetter]]]:
    """The dead letters, taken but not acknowledged: those still so at the end return to their place."""
    connection = broker.connect(settings.broker_url, "dead-letters")
    try:
        channel = connection.channel()
        channel.auto_decode = False
        broker.declare_exchanges(channel, settings.service)
        broker.declare_waits(channel, settings.service, ())
        letters: list[DeadLetter] = []
        while len(letters) < MOST and (message := channel.basic_get(f"{settings.service}.dead")) is not None:
            envelope = Envelope.read(message, settings.service)
            name = envelope.id or hashlib.sha256(envelope.body).hexdigest()[:32]
            letters.append(DeadLetter(name, envelope, message.delivery_tag))
        yield channel, letters
        connection.close()
    finally:
        broker.abandon(connection)


def arguments(parser: argparse.ArgumentParser) -> None:
    """Give `parser` the subcommands list, show, replay and drop."""
    does = parser.add_subparsers(dest="dead", required=True, metavar="list|show|replay|drop")
    does.add_parser("list", help="one line per dead letter")
    show = does.add_parser("show", help="what a dead letter says about itself")
    show.add_argument("id")
    show.add_argument("--data", action="store_true", help="with the values of its data")
    again = does.add_parser("replay", help="send back to the queue that gave it up")
    which = again.add_mutually_exclusive_group(required=True)
    which.add_argument("id", nargs="?")
    which.add_argument("--all", action="store_true")
    does.add_parser("drop", help="throw away for good").add_argument("id")


def run(settings: ServiceSettings, asked: argparse.Namespace) -> int:
    """Do what was asked; the exit status is 1 when nothing has that id."""
    if asked.dead == "list":
        letters = listed(settings)
        for told in (letter.told() for letter in letters):
            _say(f"{told['id']}  {told['queue']}  {told.get('type', '?')}  {told['reason']}  tries {told['tries']}")
        _say(f"{len(letters)} dead letters")
        return 0
    if asked.dead == "show":
        found = [letter.told(asked.data) for letter in listed(settings) if letter.id == asked.id]
        for told in found:
            _say(json.dumps(told, indent=2, ensure_ascii=False))
        return 0 if found else 1
    done = drop(settings, asked.id) if asked.dead == "drop" else replay(settings, asked.id)
    _say(f"{done} {'dropped' if asked.dead == 'drop' else 'replayed'}")
    return 0 if done or getattr(asked, "all", False) else 1


def _say(line: str) -> None:
    print(line)  # noqa: T201 - the voice of a command
