"""An enforcement point as tests use it: its real application and worker on real servers, told by events."""

import inspect
import json
import threading
import time
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from flask import Flask
from jwt import PyJWK
from pymongo.client_session import ClientSession
from werkzeug.test import TestResponse

from chassis import events, freshness
from chassis.auth import TokenVerifier
from chassis.connection import Database
from chassis.events import Event
from chassis.inbox import AlreadyApplied, Inbox
from chassis.sessions import EndedSessions
from enforcement.lanes import LANES, STREAM, lane_of
from tests.integration.enforcement.told import (
    emergency_told,
    examples,
    listed,
    new_id,
    record_told,
    relation_told,
    representation_told,
)
from tests.support.contract import operations
from tests.unit.enforcement import grids

_BUSY_S = 120.0


class Consent:
    """Says what consent says: a heart that beats, and the last number of each lane."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self.grid_name = grids.raw()["name"]
        self.numbers = [0] * LANES
        self._counter = int(time.time() * 10)
        self.beating = threading.Event()
        self.beating.set()
        self._stop = threading.Event()
        self._heart = threading.Thread(target=self._beat, daemon=True)
        self._heart.start()

    def close(self) -> None:
        """The heart stops."""
        self._stop.set()
        self._heart.join()

    def next(self, record: str) -> dict[str, int]:
        """The place in the stream of the next event about `record`."""
        lane = lane_of(record)
        self.numbers[lane] += 1
        return {"epoch": 1, "lane": lane, "number": self.numbers[lane]}

    def heard_soon(self, ask: Callable[[], TestResponse]) -> TestResponse:
        """The answer of `ask`, asked again while a busy machine keeps the heart from beating in time."""
        until = time.monotonic() + _BUSY_S
        while (answer := ask()).status_code == 503 and time.monotonic() < until:
            time.sleep(0.1)
        return answer

    def _beat(self) -> None:
        while not self._stop.wait(0.5):
            if self.beating.is_set():
                self._counter += 1
                said = {"grid_version": self.grid_name}
                freshness.beat(None, self._db, STREAM, 1, self.numbers, self._counter, said=said)


class Point:
    """One service for a session of tests; each test invents its own people."""

    def __init__(self, parts: Any, worker: Any, create_app: Callable[[Any, TokenVerifier], Flask]) -> None:
        self.parts, self.db = parts, parts.db
        """`worker`: an instance of the service's worker class, to which this gives what nameko would."""
        self._worker = worker
        worker.db, worker.settings = parts.db, parts.settings
        self._methods = _methods(type(worker))
        self._key = Ed25519PrivateKey.generate()
        public = jwt.algorithms.OKPAlgorithm.to_jwk(self._key.public_key(), as_dict=True)
        keys = {"test": PyJWK({**public, "kid": "test", "alg": "EdDSA"})}
        self._ended = EndedSessions(parts.db)
        self.verifier = TokenVerifier(parts.settings, self._ended, keys.__getitem__)
        self.app = create_app(parts, self.verifier)
        self.consent = Consent(parts.db)

    def close(self) -> None:
        """Consent's heart stops, and nobody asks any more who has logged out."""
        self.consent.close()
        self._ended.close()

    def hear(self, type_: str, subject: str, data: dict[str, Any]) -> Event:
        """Let the worker apply an event."""
        event = events.new(type_, subject, data)
        self.deliver(event)
        return event

    def deliver(self, event: Event) -> None:
        """One delivery of an event, as the consumer does it: inbox and effect in one transaction."""
        effect = getattr(self._worker, self._methods[event.type])

        def handler(event: Event, session: ClientSession) -> None:
            effect(event, session)

        try:
            Inbox(self.db, "policy", {event.type: handler}).apply(event)
        except AlreadyApplied:
            return

    def hear_example(self, type_: str) -> None:
        """Let the worker apply the example of a contract, with a field that nobody knows yet."""
        data = examples(self._worker.name)[type_]
        unforeseen = events.new(type_, data.get("record", "subject"), data)
        unforeseen.data["a-field-of-next-year"] = {"we": "ignore"}
        self.deliver(unforeseen)
        # The examples speak of lane 7 up to 42: from here on, consent's heart knows of them too.
        self.consent.numbers[7] = max(self.consent.numbers[7], 42)
        for number in range(1, self.consent.numbers[7] + 1):
            freshness.applied(None, self.db, STREAM, 1, 7, number)

    def state(self, record: str, state: str, number: int) -> None:
        """Identity says the state of a record."""
        self.deliver(record_told(record, state, number))

    def token(
        self, sub: str, role: str, record: str | None, session: str = "ses_of-these-tests", scope: str = ""
    ) -> str:
        """An access token of five minutes."""
        now = int(time.time())
        claims = {"iss": self.parts.settings.public_url, "aud": "mes", "sub": sub, "role": role, "sid": session}
        claims |= {"iat": now, "exp": now + 300} | ({"rec": record} if record else {})
        claims |= {"client_id": new_id("cli"), "scope": scope} if scope else {}
        return jwt.encode(claims, self._key, algorithm="EdDSA", headers={"kid": "test", "typ": "at+jwt"})

    def pending(self, subject: str, rows: Iterable[dict[str, Any]] = (), type_: str = "") -> list[dict[str, Any]]:
        """Events about a subject that wait to be published, oldest first, as they will travel.

        `rows`: of the service's own collections that carry events.
        """
        stored = [each for row in [*rows, *self.db.outbox.find({})] for each in row.get("pending", [])]
        bodies = [json.loads(each["body"]) for each in sorted(stored, key=lambda each: str(each["id"]))]
        return [body for body in bodies if body["subject"] == subject and body["type"].endswith(type_)]


class Caller:
    """Someone who calls the API of a point."""

    def __init__(self, point: Point, id_: str, role: str, record: str | None) -> None:
        self._point, self.id, self.role, self.record = point, id_, role, record or ""
        self.token = point.token(id_, role, record)
        self._relations: dict[str, int] = {}

    def ask(self, operation_id: str, expect: int, places: dict[str, str], **given: Any) -> TestResponse:
        """Call an operation; the answer has the status expected and is one that the contract documents.

        Asked again while a busy machine keeps consent's heart from beating in time.
        """
        operation = operations()[operation_id]
        headers = {"Authorization": f"Bearer {self.token}", **given.pop("headers", {})}
        path = operation.path.format(**{"record": self.record, **places})

        def call() -> TestResponse:
            return self._point.app.test_client().open(path, method=operation.method, headers=headers, **given)

        answer = call() if expect == 503 else self._point.consent.heard_soon(call)
        assert answer.status_code == expect, answer.text
        parsed = answer.json if answer.data and (answer.mimetype or "").endswith("json") else answer.data
        assert operation.complain(expect, answer.mimetype or "", parsed) is None
        return answer

    def status(self, operation_id: str, record: str) -> int:
        """The status of one try at reading, whatever it is."""
        path = operations()[operation_id].path.format(record=record)
        return self._point.app.test_client().get(path, headers={"Authorization": f"Bearer {self.token}"}).status_code

    def listed(self, profession: str, specialty: str | None, **told: Any) -> None:
        """Identity lists this professional."""
        self._point.hear("identity.ProfessionalListed", self.id, listed(self.id, profession, specialty, **told))

    def relate(self, record: str, state: str, administrator: bool = False) -> Event:
        """Consent says what this professional is to a record."""
        return self._told_in_stream(record, relation_told(record, self.id, state, self._next(record), administrator))

    def hurry(self, record: str, until: datetime, ground: str = "emergency") -> Event:
        """Consent says that this professional reads in an emergency."""
        return self._told_in_stream(record, emergency_told(record, self.id, ground, until, self._next(record)))

    def represents(self, child: "Caller", until: str = "2099-01-01T00:00:00Z", number: int = 1) -> None:
        """Identity says that this account acts for a child."""
        self._point.deliver(representation_told(child.record, self.id, self.record, until, number))

    def _next(self, record: str) -> int:
        self._relations[record] = self._relations.get(record, 0) + 1
        return self._relations[record]

    def _told_in_stream(self, record: str, event: Event) -> Event:
        event.data["policy"] = self._point.consent.next(record)
        self._point.deliver(event)
        return event


def _methods(worker: type) -> dict[str, str]:
    """Worker method by event type."""
    return {
        event_type: name
        for name, method in inspect.getmembers(worker, inspect.isfunction)
        for entrypoint in getattr(method, "nameko_entrypoints", ())
        for event_type in getattr(entrypoint, "types", ())
    }
