"""How long one person waits: for a login, a block, an event to arrive. All in milliseconds."""

import itertools
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import Any

from deploy.native.installation import Installation
from tests.load.rates import Opener, Operation
from tests.support.mailbox import login_code
from tests.support.platform import LOGIN_CODE, Carer, Patient, Platform, until


def logins(platform: Platform, patient: Patient, times: int) -> list[float]:
    """The two code steps of a login (send the code, finish with it), without the password step and the mail's way."""
    took = []
    for _ in range(times):
        api = platform.anyone.holding(None)
        body = {"identifier": patient.identifier, "password": patient.password, "space": "patient"}
        path = {"login": api.call("startLogin", expect=201, body=body).json()["login"]}
        already = len([mail for mail in platform.mailbox.to(patient.email) if LOGIN_CODE in mail["subject"]])
        send = _timed(partial(api.call, "sendLoginCode", expect=202, path=path, body={"channel": "email"}))[0]
        code = {"code": login_code(platform.mailbox.wait(patient.email, LOGIN_CODE, count=already + 1))}
        finish = _timed(partial(api.call, "finishLogin", expect=201, path=path, body=code))[0]
        took.append(send + finish)
    return took


def blocks(patient: Patient, carer: Carer, pairs: int) -> tuple[list[float], list[float]]:
    """Blocks and unblocks in turn: what the service says it waited for the enforcement points, and the whole answer.

    An answer that came before every point had applied it counts with its whole wait.
    """
    acknowledged, walls = [], []
    path = {**patient.here, "professional": carer.id}
    for _ in range(pairs):
        for name in ("blockProfessional", "unblockProfessional"):
            wall, answer = _timed(partial(patient.api.call, name, expect=(200, 202), path=path))
            told = answer.json()["acknowledged_in_ms"]
            acknowledged.append(wall if told is None else float(told))
            walls.append(wall)
    return acknowledged, walls


@dataclass
class Load:
    """What a steady load reached, per second."""

    reached: float = 0.0


@contextmanager
def steadily(opener: Opener, per_second: int, threads: int = 8) -> Iterator[Load]:
    """Start the operation at this rate in the background; a machine that cannot keep up does as much as it can."""
    load, over = Load(), threading.Event()
    slots, begun = itertools.count(), time.perf_counter()

    def work(operation: Operation) -> int:
        done = 0
        while not over.is_set():
            over.wait(max(0.0, begun + next(slots) / per_second - time.perf_counter()))
            operation()
            done += 1
        return done

    with ThreadPoolExecutor(threads) as pool:
        running = [pool.submit(work, opener()) for _ in range(threads)]
        try:
            yield load
        finally:
            over.set()
            load.reached = sum(each.result() for each in running) / (time.perf_counter() - begun)


def events(installation: Installation, patient: Patient, carer: Carer, deposits: int) -> dict[str, list[float]]:
    """From the making of a deposit's event, just before its commit, to the transaction that applies it, by consumer.

    A professional deposits: of what a person does alone the notifier has nothing to say, so it applies nothing.
    """
    begun = datetime.now(UTC)
    for _ in range(deposits):
        patient.deposit(carer.api, type="11488-4")
        time.sleep(0.02)
    queues = {"consent": "history$", "notifier": "notices$"}
    return {
        service: until(partial(_arrived, installation, service, queue, begun, deposits))
        for service, queue in queues.items()
    }


def _arrived(installation: Installation, service: str, queue: str, begun: datetime, count: int) -> list[float]:
    inbox = installation.mongo(service).inbox
    found = inbox.find({"_id.queue": {"$regex": queue}, "at": {"$gte": begun}})
    rows = [(_made(row["_id"]["event"]), row["at"].replace(tzinfo=UTC).timestamp() * 1000) for row in found]
    lags = [at - made for made, at in rows if made >= int(begun.timestamp() * 1000)]
    return lags if len(lags) >= count else []


def _made(event: str) -> int:
    return uuid.UUID(event).int >> 80  # a version 7 begins with its milliseconds


def _timed(call: Callable[[], Any]) -> tuple[float, Any]:
    begun = time.perf_counter()
    answer = call()
    return (time.perf_counter() - begun) * 1000, answer
