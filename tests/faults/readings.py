"""Reads of a professional under fire, and the history that is compared with them afterwards."""

import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import requests

from tests.faults.ledger import renew
from tests.support.contract import operations
from tests.support.platform import Carer, Patient, Platform

REFUSED = (401, 404, 429)
"""Answers that a read gets before anything is opened; 503 is looked at more closely."""


@dataclass
class Reader:
    """A professional who opens each document of a record, until it is shown or nobody can say whether it was.

    A document is therefore read once at most, so that every entry of the history answers to one read.
    """

    platform: Platform
    patient: Patient
    carer: Carer
    shown: set[str] = field(default_factory=set)
    unsure: set[str] = field(default_factory=set)
    give_up: threading.Event = field(default_factory=threading.Event)
    asked: int = 0

    @property
    def done(self) -> bool:
        """Whether every document has had its read."""
        return len(self.shown) + len(self.unsure) >= self.asked

    def under_fire(self, documents: list[str], strike: Callable[[], None], clients: int = 4) -> None:
        """Read `documents` by `clients` at once, while `strike` does its harm beside them."""
        waiting, self.asked = iter(documents), len(documents)
        lock = threading.Lock()

        def next_one() -> Iterator[str]:
            while not self.give_up.is_set():
                with lock:
                    document = next(waiting, None)
                if document is None:
                    return
                yield document

        late = threading.Timer(900, self.give_up.set)
        late.daemon = True
        late.start()
        with ThreadPoolExecutor(clients) as pool:
            work = [pool.submit(lambda: [self._read(document) for document in next_one()]) for _ in range(clients)]
            try:
                strike()
            except BaseException:
                self.give_up.set()
                raise
            for each in work:
                each.result()
        late.cancel()

    def _read(self, document: str) -> None:
        while not self.give_up.is_set():
            verdict = self._try(document)
            if verdict is not None:
                (self.shown if verdict else self.unsure).add(document)
                # As people read; and whoever got no answer does not ask for everything in vain.
                time.sleep(0.2 if verdict else 1)
                return
            time.sleep(0.1)

    def _try(self, document: str) -> bool | None:
        """True: shown; False: nobody can say; None: refused before anything was opened."""
        api = self.carer.api
        try:
            answer = api.http.get(
                api.url + operations()["openDocument"].path.format(**self.patient.document(document)),
                headers={"Authorization": f"Bearer {api.token}"},
                verify=api.ca,
                timeout=30,
            )
        except requests.RequestException:
            return False
        if answer.status_code == 401:
            renew(api)
        if answer.status_code in REFUSED or (answer.status_code == 503 and "rights-unknown" in answer.text):
            return None
        return answer.status_code == 200

    def shows_more(self, count: int = 10) -> None:
        """Wait until so many more documents have been shown, or there is nothing left to show."""
        wanted = len(self.shown) + count
        while len(self.shown) < wanted and not self.give_up.is_set() and not self.done:
            time.sleep(0.01)

    def faults(self, seconds: float) -> list[str]:
        """Every way in which reads and history differ, once they have had `seconds` to agree."""
        end = time.monotonic() + seconds
        while (found := self._differences()) and time.monotonic() < end:
            time.sleep(0.5)
        return found

    def entries(self) -> Counter[str]:
        """How many entries of the history each document has that was read."""
        rows = self.platform.installation.mongo("consent").history.find(
            {"record": self.patient.record, "action": "document-consulted"}
        )
        return Counter(row["object"]["id"] for row in rows)

    def _differences(self) -> list[str]:
        told = self.entries()
        found = [f"{each} was shown and is not in the history" for each in self.shown - told.keys()]
        found += [f"{each} is in the history and was not asked for" for each in told.keys() - self.shown - self.unsure]
        found += [f"{each} is in the history {times} times" for each, times in told.items() if times > 1]
        return found
