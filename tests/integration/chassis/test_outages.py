"""Servers and processes that stop, freeze, die and come back."""

import signal
import time
from collections.abc import Sequence

import pytest

from chassis import deadletters, exits
from chassis.broker import Outgoing, Publisher, Unavailable
from chassis.events import Event
from chassis.inbox import Permanent
from tests.integration.chassis.place import Place, counted
from tests.integration.chassis.servers import eventually


def test_a_broker_that_restarts_loses_nothing(place: Place) -> None:
    consumer = place.listen()
    relay = place.relay()
    place.say(*[counted() for _ in range(20)])
    eventually(lambda: place.total() == 20)
    # RabbitMQ 3.10 writes a new queue's name to disk up to 3 s after it declared it.
    time.sleep(8)
    place.rabbitmq.kill()
    place.say(*[counted() for _ in range(20)])
    eventually(lambda: not consumer.listening)
    eventually(lambda: not relay.broker_answers)
    place.rabbitmq.start()
    eventually(lambda: place.total() == 40)
    eventually(place.outbox_is_empty)


def test_a_frozen_broker_is_left_and_found_again(place: Place) -> None:
    consumer = place.listen()
    place.relay()
    place.rabbitmq.freeze()
    try:
        place.say(*[counted() for _ in range(20)])
        eventually(lambda: not consumer.listening, what="silence is noticed")
    finally:
        place.rabbitmq.thaw()
    eventually(lambda: place.total() == 20)
    eventually(place.outbox_is_empty)
    time.sleep(0.2)
    assert place.total() == 20


def test_while_the_database_is_away_events_wait_in_place(place: Place) -> None:
    consumer = place.listen()
    place.push(counted())
    eventually(lambda: place.total() == 1)
    place.mongod.kill()
    place.push(*[counted() for _ in range(20)])
    time.sleep(2)
    assert consumer.listening
    place.mongod.start()
    eventually(lambda: place.total() == 21)
    assert place.waiting("dead") == 0
    assert all(place.waiting(f"wait.{wait_ms}") == 0 for wait_ms in (100, 300, 600))


@pytest.mark.parametrize("point", ["relay.after-publish", "relay.before-forget"])
def test_a_relay_killed_after_publishing_says_it_again_and_it_is_applied_once(place: Place, point: str) -> None:
    place.listen()
    marker = place.folder / "died-once"
    relay = place.process(
        "chassis.relay",
        "tests.integration.chassis.alpha",
        service="alpha",
        MES_FAILPOINT=f"{point}@{marker}",
    )
    place.say(*[counted() for _ in range(10)])
    assert relay.child.wait(timeout=180) == -signal.SIGKILL
    eventually(lambda: place.total() == 10)
    assert not place.outbox_is_empty()
    relay.start()
    eventually(place.outbox_is_empty)
    assert place.total() == 10
    relay.child.terminate()
    assert relay.child.wait(timeout=180) == 0
    assert relay.said("relay.stopped")


def test_a_worker_killed_before_it_acknowledges_applies_once(place: Place) -> None:
    marker = place.folder / "died-once"
    worker = place.worker(MES_FAILPOINT=f"worker.before-ack@{marker}")
    place.push(*[counted() for _ in range(10)])
    assert worker.child.wait(timeout=180) == -signal.SIGKILL
    assert place.total() > 0
    worker.start()
    eventually(lambda: place.total() == 10)
    eventually(lambda: place.waiting("counts") == 0)
    place.push(counted(by=5))
    eventually(lambda: place.total() == 15)


def test_a_worker_stops_cleanly_and_ticks_while_it_lives(place: Place) -> None:
    worker = place.worker()
    eventually(lambda: place.beta_db.ticks.count_documents({}) > 3)
    place.push(*[counted() for _ in range(200)])
    eventually(lambda: place.total() > 0)
    worker.child.send_signal(signal.SIGTERM)
    assert worker.child.wait(timeout=180) == 0
    assert worker.said("worker.stopped")
    applied = place.beta_db.inbox.count_documents({})
    assert place.total() == applied
    eventually(lambda: place.waiting("counts") == 200 - applied, what="what it held is given back")
    correlations = place.beta_db.ticks.distinct("correlation")
    assert len(correlations) == place.beta_db.ticks.count_documents({})
    missed = worker.said("worker.missed")
    assert {line["method"] for line in missed} == {"stumble"}
    assert "fermeture-du-dossier" not in worker.text()


def test_an_urgent_event_does_not_wait_behind_a_backlog(place: Place) -> None:
    place.worker()
    for _ in range(10):
        place.push(*[counted() for _ in range(500)])
    place.push(counted(kind="alpha.Urgent"))
    eventually(lambda: place.beta_db.outbox.count_documents({}) == 1)
    assert place.total() < 5_000, "the backlog was gone before the urgent event"


def test_a_failure_waits_in_hand_while_the_broker_takes_no_copy(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    refusals = iter(range(2))

    def publish(publisher: Publisher, messages: Sequence[Outgoing]) -> set[str]:
        if publisher._process.endswith("-exits") and next(refusals, None) is not None:
            raise Unavailable("alarm")
        return honest(publisher, messages)

    honest = Publisher.publish
    monkeypatch.setattr(Publisher, "publish", publish)
    monkeypatch.setattr(exits, "_AGAIN_S", 0.2)
    consumer = place.listen(_give_up)
    place.push(counted())
    eventually(lambda: place.waiting("dead") == 1)
    assert next(refusals, None) is None
    assert consumer.listening
    assert deadletters.listed(place.beta)[0].envelope.returned == 0


def _give_up(event: Event, session: object) -> None:
    raise Permanent("hopeless")
