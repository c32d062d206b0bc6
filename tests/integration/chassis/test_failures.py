"""Handlers that fail, messages that are no events, and the way back from the dead letters."""

import argparse
import json
import time
from typing import Any

import pytest

from chassis import deadletters
from chassis.events import Event
from chassis.inbox import Permanent
from tests.integration.chassis.place import WAITS_MS, Place, counted, supervised
from tests.integration.chassis.servers import eventually

SECRET = "fermeture-du-dossier"


class Capricious:
    """A handler that fails while told to."""

    def __init__(self, place: Place) -> None:
        self.place, self.failing, self.times = place, True, list[float]()

    def __call__(self, event: Event, session: Any) -> None:
        self.place.add_up(event, session)
        if self.failing and event.data["counter"] != "good":
            self.times.append(time.monotonic())
            raise RuntimeError(SECRET)


def test_a_failure_is_retried_with_growing_delays_then_dead_then_replayed_once(place: Place) -> None:
    handler = Capricious(place)
    place.listen(handler)
    said = counted()
    place.push(said, *[counted("good") for _ in range(50)])
    eventually(lambda: place.total("good") == 50)
    eventually(lambda: place.waiting("dead") == 1)
    assert place.total() == 0
    # Each try comes after its wait; one that fails in a batch is at once tried alone.
    assert handler.times[-1] - handler.times[0] >= sum(WAITS_MS) / 1000
    assert handler.times[-1] - handler.times[-3] >= WAITS_MS[-1] / 1000

    [dead] = deadletters.listed(place.beta)
    assert (dead.id, dead.queue, dead.envelope.reason) == (said.id, "beta.counts", "RuntimeError")
    assert dead.envelope.tries == len(WAITS_MS)
    handler.failing = False
    assert deadletters.replay(place.beta, said.id) == 1
    eventually(lambda: place.total() == 1)
    assert deadletters.listed(place.beta) == []


def test_a_replay_that_comes_twice_and_late_is_applied_once(place: Place) -> None:
    handler = Capricious(place)
    place.listen(handler)
    said = counted()
    place.push(said)
    eventually(lambda: place.waiting("dead") == 1)
    place.push(said)
    eventually(lambda: place.waiting("dead") == 2)
    handler.failing = False
    assert deadletters.replay(place.beta) == 2
    eventually(lambda: place.total() == 1)
    eventually(lambda: place.waiting("counts") == 0)
    time.sleep(0.2)
    assert place.total() == 1


def test_a_permanent_failure_is_dead_at_once(place: Place) -> None:
    def give_up(event: Event, session: Any) -> None:
        raise Permanent("hopeless")

    place.listen(give_up)
    place.push(counted())
    assert eventually(lambda: place.waiting("dead") == 1) < WAITS_MS[-1]
    assert deadletters.listed(place.beta)[0].envelope.reason == "hopeless"


def test_what_is_no_event_is_dead_and_the_others_are_applied(place: Place, capsys: pytest.CaptureFixture[str]) -> None:
    place.listen()
    good = [counted() for _ in range(300)]
    forged = counted().to_cloudevent() | {"source": "/services/gamma"}
    unknown = counted().to_cloudevent() | {"type": "alpha.Unknown"}
    partial = counted().to_cloudevent() | {"data": {"counter": SECRET}}
    generous = counted(by=1000).to_cloudevent()
    generous["data"]["later"] = "unknown to us"
    poison: dict[str, bytes | str] = {
        "not-json": SECRET,
        "not-a-cloudevent": json.dumps({"specversion": "1.0", "secret": SECRET}),
        "forged": json.dumps(forged),
        "unknown-type": json.dumps(unknown),
        "data-refused": json.dumps(partial),
        "deep": "[" * 200_000,
        "too-big": json.dumps(counted().to_cloudevent() | {"filler": SECRET * 1_000_000}),
    }
    for number, (reason, body) in enumerate(poison.items()):
        place.push(*good[number * 40 : number * 40 + 40])
        name = json.loads(body)["id"] if reason in ("forged", "unknown-type", "data-refused") else reason
        place.push_raw((name, "alpha.Counted", body))
    place.push(*good[280:])
    place.push_raw((generous["id"], "alpha.Counted", json.dumps(generous)))
    eventually(lambda: place.total() == 1300)
    eventually(lambda: place.waiting("dead") == len(poison))
    reasons = sorted(str(letter.envelope.reason) for letter in deadletters.listed(place.beta))
    # "deep" is JSON too deep to be read; what is too big is moved by the broker, which says "rejected".
    assert reasons == sorted([*poison.keys() - {"deep", "too-big"}, "not-json", "rejected"])
    assert SECRET not in capsys.readouterr().out


def test_a_message_with_the_name_of_another_event_is_dead(place: Place) -> None:
    place.listen()
    place.push_raw(("another-id", "alpha.Counted", counted().to_json()))
    eventually(lambda: place.waiting("dead") == 1)
    assert place.total() == 0


def test_an_event_that_kills_its_process_is_dead_and_no_other_with_it(place: Place) -> None:
    with supervised(place.worker()):
        deadly = counted("deadly")
        for _ in range(5):
            place.push(*[counted() for _ in range(50)])
        place.push(deadly, *[counted() for _ in range(50)])
        eventually(lambda: place.total() == 300)
        eventually(lambda: place.waiting("dead") == 1)
    [dead] = deadletters.listed(place.beta)
    assert (dead.id, dead.envelope.reason) == (deadly.id, "kills-its-process")


def test_the_commands_show_what_is_dead_but_no_value(place: Place, capsys: pytest.CaptureFixture[str]) -> None:
    def give_up(event: Event, session: Any) -> None:
        raise Permanent("hopeless")

    place.listen(give_up)
    said = counted(SECRET)
    place.push(said)
    eventually(lambda: place.waiting("dead") == 1)
    assert _command(place, "list") == 0
    assert _command(place, "show", said.id) == 0
    told = capsys.readouterr().out
    assert said.id in told
    assert "beta.counts" in told
    assert SECRET not in told
    assert _command(place, "show", said.id, "--data") == 0
    assert SECRET in capsys.readouterr().out
    assert _command(place, "show", "nobody") == 1
    assert _command(place, "replay", "nobody") == 1
    assert _command(place, "drop", said.id) == 0
    assert _command(place, "list") == 0
    assert "0 dead letters" in capsys.readouterr().out


def _command(place: Place, *words: str) -> int:
    parser = argparse.ArgumentParser()
    deadletters.arguments(parser)
    return deadletters.run(place.beta, parser.parse_args(words))
