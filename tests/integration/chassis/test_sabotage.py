"""The bus with a part taken out: what the other tests promise must then fail, or they prove nothing."""

from collections.abc import Sequence

import pytest

from chassis import outbox
from chassis.broker import Outgoing, Publisher
from chassis.consumer import QueueConsumer
from chassis.delivery import Delivery
from chassis.events import Event
from chassis.inbox import Inbox
from tests.integration.chassis.place import Place, counted
from tests.integration.chassis.servers import eventually


def test_without_the_inbox_an_event_counts_as_often_as_it_comes(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    def apply(inbox: Inbox, event: Event, watched: bool = False) -> None:
        with place.beta_db.client.start_session() as session:
            inbox._run(event, session)

    monkeypatch.setattr(Inbox, "apply", apply)
    place.listen()
    one = counted()
    for times in (1, 2, 3):
        place.push(one)
        eventually(lambda times=times: place.total() == times)


def test_acknowledged_before_its_effect_an_event_is_lost_by_a_failure(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    def settle(consumer: QueueConsumer, messages: Sequence[object]) -> None:
        consumer._channel.basic_ack(messages[-1].delivery_tag, multiple=True)  # type: ignore[attr-defined]
        for message in messages:
            delivery = Delivery.read(message, "beta", {"alpha.Counted"})
            consumer._inbox.apply(delivery.event)

    failures: list[str] = []

    def fail(event: Event, session: object) -> None:
        failures.append(event.id)
        raise ConnectionResetError

    monkeypatch.setattr(QueueConsumer, "_settle", settle)
    place.listen(fail)
    place.push(counted())
    eventually(lambda: len(failures) == 1)
    eventually(lambda: place.waiting("counts") == 0)
    assert (place.total(), place.waiting("dead"), place.beta_db.inbox.count_documents({})) == (0, 0, 0)


def test_a_relay_that_takes_a_returned_event_for_sent_loses_it(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    def publish(publisher: Publisher, messages: Sequence[Outgoing]) -> set[str]:
        return honest(publisher, messages) | {message.id for message in messages}

    honest = Publisher.publish
    monkeypatch.setattr(Publisher, "publish", publish)
    place.relay()
    place.say(counted(kind="alpha.Unheard"))
    eventually(place.outbox_is_empty)
    place.listen(place.add_up, "late", "alpha.Unheard")
    assert (place.total(), place.waiting("late")) == (0, 0)


def test_an_aggregate_replaced_whole_loses_the_event_it_carried(place: Place) -> None:
    place.alpha_db.things.insert_one({"_id": "t", "pending": outbox.pending(counted())})
    place.alpha_db.things.replace_one({"_id": "t"}, {"state": "new"})
    place.listen()
    place.relay()
    place.say(counted(by=10))
    eventually(lambda: place.total() == 10)
    eventually(place.outbox_is_empty)
    assert place.total() == 10
