"""From a commit in one service to its effect in another."""

import random
import threading
import time

import amqp
import pytest

from chassis import broker, consumer, outbox, relay
from chassis.inbox import Together
from tests.integration.chassis.place import Place, counted
from tests.integration.chassis.servers import eventually


def test_what_is_committed_is_applied(place: Place) -> None:
    place.listen()
    place.relay()
    place.say(*[counted(by=number) for number in range(300)])
    eventually(lambda: place.total() == sum(range(300)))
    eventually(place.outbox_is_empty)


def test_an_event_embedded_in_an_aggregate_leaves_and_the_aggregate_stays(place: Place) -> None:
    place.listen()
    place.relay()
    place.alpha_db.things.insert_one({"_id": "t", "state": "new", "pending": outbox.pending(counted(), counted())})
    eventually(lambda: place.total() == 2)
    eventually(lambda: place.alpha_db.things.find_one({"_id": "t"}) == {"_id": "t", "state": "new"})
    more = {"$set": {"state": "old"}, "$push": {"pending": {"$each": outbox.pending(counted())}}}
    place.alpha_db.things.update_one({"_id": "t"}, more)
    eventually(lambda: place.total() == 3)
    eventually(lambda: place.alpha_db.things.find_one({"_id": "t"}) == {"_id": "t", "state": "old"})


def test_the_same_event_many_times_has_its_effect_once(place: Place) -> None:
    place.listen()
    one, other = counted(), counted()
    place.push(one)
    eventually(lambda: place.total() == 1)
    at_once = [threading.Thread(target=place.push, args=(each,)) for each in [one] * 5 + [other] * 5]
    random.shuffle(at_once)
    for thread in at_once:
        thread.start()
    for thread in at_once:
        thread.join()
    eventually(lambda: place.total() == 2)
    eventually(lambda: place.waiting("counts") == 0)
    time.sleep(0.3)
    assert place.total() == 2


def test_order_does_not_matter_and_five_relays_publish_like_one(place: Place) -> None:
    place.listen()
    said = [counted(by=number) for number in range(200)]
    random.shuffle(said)
    for _ in range(5):
        place.relay()
    place.say(*said)
    eventually(lambda: place.total() == sum(range(200)))
    eventually(place.outbox_is_empty)


def test_events_that_a_handler_says_carry_their_cause(place: Place) -> None:
    place.worker()
    urgent = counted(kind="alpha.Urgent")
    place.push(urgent)
    eventually(lambda: place.beta_db.outbox.count_documents({}) > 0)
    answer = place.beta_db.outbox.find_one({})["pending"][0]
    assert answer["type"] == "beta.Noticed"
    assert f'"correlationid":"{urgent.correlationid}"' in answer["body"]
    assert f'"causationid":"{urgent.id}"' in answer["body"]


def test_an_event_past_its_time_is_neither_published_nor_applied(place: Place) -> None:
    place.listen()
    place.relay()
    late = counted(expires=0)
    assert place.push(late) == {late.id}
    place.say(counted(expires=0), counted(by=5, expires=60))
    eventually(lambda: place.total() == 5)
    eventually(place.outbox_is_empty)
    assert place.beta_db.inbox.count_documents({}) == 1


def test_an_event_that_no_queue_takes_stays_and_holds_up_no_other(place: Place) -> None:
    place.listen()
    place.relay()
    place.say(*[counted(kind="alpha.Unheard") for _ in range(250)])
    place.say(*[counted() for _ in range(50)])
    eventually(lambda: place.total() == 50)
    eventually(lambda: place.alpha_db.outbox.count_documents({}) == 250)
    time.sleep(1.2)
    assert place.alpha_db.outbox.count_documents({}) == 250
    place.listen(place.add_up, "heard-now", "alpha.Unheard")
    eventually(place.outbox_is_empty)
    eventually(lambda: place.total() == 300)


def test_the_broker_refuses_a_forged_producer(place: Place) -> None:
    place.listen()
    with pytest.raises(broker.Unavailable) as wrong_exchange:
        place.push(counted(), url=place.beta.broker_url)
    assert isinstance(wrong_exchange.value.__cause__, amqp.AccessRefused)
    with pytest.raises(amqp.PreconditionFailed):
        place.push_under_the_name_of("beta", counted())
    assert place.total() == 0


def test_a_commit_wakes_the_relay(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(relay, "SWEEP_S", 3600.0)
    place.listen()
    running = place.relay()
    place.say(counted())
    eventually(lambda: place.total() == 1)
    eventually(lambda: running.broker_answers)
    place.alpha_db.things.insert_one({"_id": "t", "state": "new"})
    place.alpha_db.things.update_one({"_id": "t"}, {"$push": {"pending": {"$each": outbox.pending(counted())}}})
    eventually(lambda: place.total() == 2)
    place.alpha_db.things.replace_one({"_id": "t"}, {"pending": outbox.pending(counted())})
    eventually(lambda: place.total() == 3)


def test_an_event_that_moved_to_another_queue_is_no_longer_delivered_to_the_first(place: Place) -> None:
    place.listen(queue="unrelated")  # alpha's exchange and beta's exist now
    connection = broker.connect(place.beta.broker_url, "test")
    try:
        channel = connection.channel()
        broker.declare_queue(channel, "beta", "before", ("alpha.Counted", "alpha.Other"))
        place.push(counted())
        eventually(lambda: place.waiting("before") == 1)
        broker.declare_queue(channel, "beta", "after", ("alpha.Counted",), ("alpha.Other",))
        broker.declare_queue(channel, "beta", "before", ("alpha.Other",), ("alpha.Counted",))
        place.push(counted())
        eventually(lambda: place.waiting("after") == 1)
        assert place.waiting("before") == 1
    finally:
        broker.abandon(connection)


def test_the_first_event_after_a_rest_does_not_wait_and_those_that_follow_are_applied_together(place: Place) -> None:
    batches: list[int] = []
    together = Together(lambda told, session: batches.append(len(told)))
    place.listen(together, gather_s=3600.0)
    place.push(counted())
    eventually(lambda: batches == [1])
    place.push(*[counted() for _ in range(consumer.BATCH - 1)])
    time.sleep(0.5)
    assert batches == [1]
    place.push(counted())  # a full batch has nothing more to wait for
    eventually(lambda: batches == [1, consumer.BATCH])


def test_an_event_of_which_it_is_known_that_it_changes_nothing_costs_no_transaction(place: Place) -> None:
    place.listen(unless={"alpha.Counted": lambda event: event.data["by"] == 0})
    place.push(counted(by=0), counted(by=3))
    eventually(lambda: place.total() == 3)
    eventually(lambda: place.waiting("counts") == 0)
    assert place.beta_db.inbox.count_documents({}) == 1


def test_who_cannot_tell_whether_an_event_changes_something_applies_it(place: Place) -> None:
    place.listen(unless={"alpha.Counted": lambda event: bool(event.data["no such field"])})
    place.push(counted(by=3))
    eventually(lambda: place.total() == 3)


def test_an_event_that_joins_published_ones_in_their_aggregate_leaves_too(place: Place) -> None:
    """What was published is forgotten a little later: until then it must neither leave again nor hide what is new."""
    heard: list[str] = []
    place.listen(lambda event, session: heard.append(event.id))
    place.relay()
    first, second = counted(), counted()
    place.alpha_db.things.insert_one({"_id": "t", "pending": outbox.pending(first)})
    eventually(lambda: heard == [first.id])
    place.alpha_db.things.update_one({"_id": "t"}, {"$push": {"pending": {"$each": outbox.pending(second)}}})
    eventually(lambda: heard == [first.id, second.id])
    eventually(lambda: place.alpha_db.things.find_one({"_id": "t"}) == {"_id": "t"})
    assert heard == [first.id, second.id]
