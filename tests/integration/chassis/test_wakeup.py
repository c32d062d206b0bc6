"""The relay hears of events as they are committed, and of nothing else."""

import socket

import pytest
from pymongo.client_session import ClientSession

from chassis import mongo, outbox
from tests.integration.chassis.place import Place, counted

LONG_S = 300.0


def begin(place: Place) -> None:
    """The first look is around everything; so are those that come in time."""
    assert place.doorbell.wait(LONG_S) == {"outbox", "things"}


def test_a_write_with_events_rings_for_its_collection(place: Place) -> None:
    begin(place)
    place.alpha_db.things.insert_one({"pending": outbox.pending(counted())})
    assert place.doorbell.wait(LONG_S) == {"things"}


def test_a_transaction_rings_when_it_is_committed(place: Place) -> None:
    begin(place)

    def work(session: ClientSession) -> None:
        place.alpha_db.things.insert_one({"of": "the same transaction"}, session=session)
        outbox.add(place.alpha_db, session, counted())
        place.alpha_db.things.find_one({}, session=session)
        place.doorbell.wake()
        assert place.doorbell.wait(LONG_S) == frozenset()

    mongo.transaction(place.alpha_db, work)
    assert "outbox" in place.doorbell.wait(LONG_S)


def test_a_transaction_given_up_does_not_ring(place: Place) -> None:
    begin(place)

    class GivenUp(Exception):
        pass

    def work(session: ClientSession) -> None:
        outbox.add(place.alpha_db, session, counted())
        raise GivenUp

    with pytest.raises(GivenUp):
        mongo.transaction(place.alpha_db, work)
    place.alpha_db.things.insert_one({"without": "events"})
    place.doorbell.wake()
    assert place.doorbell.wait(LONG_S) == frozenset()


def test_a_write_without_events_does_not_ring(place: Place) -> None:
    begin(place)
    place.alpha_db.things.insert_one({"without": "events"})
    place.doorbell.wake()
    assert place.doorbell.wait(LONG_S) == frozenset()


def test_names_that_are_nobodys_wake_for_nothing(place: Place) -> None:
    begin(place)
    host, port = place.doorbell.address.split(":")
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as stranger:
        stranger.sendto(b"elsewhere,\xff,things.", (host, int(port)))
    assert place.doorbell.wait(LONG_S) == frozenset()
