"""The profile service as tests use it: the real application on real servers, told by events, called by contract."""

import json
import secrets
import string
import threading
import time
import uuid
from datetime import datetime
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from jwt import PyJWK
from pymongo.client_session import ClientSession
from werkzeug.test import TestResponse

from chassis import events, freshness
from chassis.auth import TokenVerifier
from chassis.events import Event
from chassis.inbox import AlreadyApplied, Inbox
from chassis.sessions import EndedSessions
from services.profile.actions import hearing
from services.profile.api import create_app
from services.profile.gate import STREAM, lane_of
from services.profile.parts import Parts
from services.profile.store import Database
from services.profile.vault import Vault
from tests.integration.documents.vault import emergency_told, grid_told, listed, relation_told
from tests.support.contract import operations
from tests.unit.documents import grids

_ALPHABET = string.ascii_letters + string.digits
ALLERGY = {"label": "Pollens de bouleau", "detail": "Éternuements", "started_on": "2019-03", "note": "Au printemps"}
VACCINATION = {"label": "Grippe", "started_on": "2025-10-12", "detail": "Lot A12"}


def _contribute(db: Database, event: Event, session: ClientSession) -> None:
    hearing.contribute_to_export(db, Vault(db, _MASTER_KEYS[db.name]), event, session)


_MASTER_KEYS: dict[str, bytes] = {}
_RELATIONS = (
    "PSAuthorized", "PSContacted", "PSBlocked", "PSUnblocked", "EmergencyAccessOpened", "EmergencyAccessEnded",
    "AdministratorAppointed", "AdministratorRemoved",
)  # fmt: skip
_EFFECTS = {
    **{f"consent.{name}": hearing.apply_relation for name in _RELATIONS},
    "consent.RelationsStated": hearing.apply_relations_stated,
    "consent.AuthorizationGridUpdated": hearing.apply_grid,
    "identity.ProfileActivated": hearing.apply_record_state,
    "identity.OppositionRegistered": hearing.apply_record_state,
    "identity.ProfileClosed": hearing.apply_closure,
    "identity.ProfileReactivated": hearing.apply_closure,
    "identity.RecordsStated": hearing.apply_records_stated,
    "identity.RepresentationGranted": hearing.grant_representation,
    "identity.RepresentationEnded": hearing.end_representation,
    "identity.ProfessionalListed": hearing.list_professional,
    "identity.SessionEnded": hearing.end_session,
    "identity.DataDeletionRequested": hearing.erase_record,
    "documents.ExportRequested": _contribute,
}


def new_id(kind: str) -> str:
    """An id that nothing has yet."""
    return f"{kind}_" + "".join(secrets.choice(_ALPHABET) for _ in range(22))


class Book:
    """One service for a session of tests, with consent's heart beating beside it."""

    def __init__(self, parts: Parts) -> None:
        self.parts, self.db = parts, parts.db
        self._key = Ed25519PrivateKey.generate()
        public = jwt.algorithms.OKPAlgorithm.to_jwk(self._key.public_key(), as_dict=True)
        keys = {"test": PyJWK({**public, "kid": "test", "alg": "EdDSA"})}
        self.app = create_app(parts, TokenVerifier(parts.settings, EndedSessions(parts.db), keys.__getitem__))
        _MASTER_KEYS[parts.db.name] = parts.settings.master_key
        self.beating = threading.Event()
        self.beating.set()
        self._numbers, self._counter = [0] * 16, int(time.time() * 10)
        self._stop = threading.Event()
        self._heart = threading.Thread(target=self._beat, daemon=True)
        self.hear("consent.AuthorizationGridUpdated", "grid", grid_told())
        self._heart.start()

    def close(self) -> None:
        """The heart stops."""
        self._stop.set()
        self._heart.join()

    def _beat(self) -> None:
        while not self._stop.wait(0.3):
            if self.beating.is_set():
                self._counter += 1
                said = {"grid_version": grids.raw()["name"]}
                freshness.beat(None, self.db, STREAM, 1, self._numbers, self._counter, said=said)

    def wait_for_silence(self) -> None:
        """Until the service has noticed that consent is silent."""
        until = time.monotonic() + 15
        probe, record = self.professional(), self.patient().record
        while probe.status("showProfile", record) != 503:
            assert time.monotonic() < until
            time.sleep(0.1)

    def hear(self, type_: str, subject: str, data: dict[str, Any]) -> Event:
        """Let the worker apply an event."""
        event = events.new(type_, subject, data)
        self.deliver(event)
        return event

    def deliver(self, event: Event) -> None:
        """One delivery of an event, as the consumer does it: inbox and effect in one transaction."""
        effect = _EFFECTS[event.type]

        def handler(event: Event, session: ClientSession) -> None:
            effect(self.db, event, session)

        try:
            Inbox(self.db, "people", {event.type: handler}).apply(event)
        except AlreadyApplied:
            return

    def deliver_in_stream(self, event: Event, record: str) -> None:
        """The same for an event of consent's policy stream, in its next place."""
        lane = lane_of(record)
        self._numbers[lane] += 1
        event.data["policy"] = {"epoch": 1, "lane": lane, "number": self._numbers[lane]}
        self.deliver(event)

    def token(self, sub: str, role: str, record: str | None) -> str:
        """An access token of five minutes."""
        now = int(time.time())
        claims = {"iss": self.parts.settings.public_url, "aud": "mes", "sub": sub, "role": role, "sid": "ses_test"}
        claims |= {"iat": now, "exp": now + 300} | ({"rec": record} if record else {})
        return jwt.encode(claims, self._key, algorithm="EdDSA", headers={"kid": "test", "typ": "at+jwt"})

    def patient(self) -> "Person":
        """Someone whose space is open."""
        person = Person(self, new_id("acc"), "patient", new_id("rec"))
        data = {"record": person.record, "state": "activated", "version": {"epoch": 1, "number": 2}}
        self.hear("identity.ProfileActivated", person.record, data)
        return person

    def professional(self, profession: str = "G15_10", **told: Any) -> "Person":
        """Someone of the directory."""
        person = Person(self, new_id("pro"), "professional", None)
        specialty = "SM54" if profession == "G15_10" else None
        self.hear("identity.ProfessionalListed", person.id, listed(person.id, profession, specialty, **told))
        return person

    def told_about(self, subject: str, type_: str = "") -> list[dict[str, Any]]:
        """Events about a record that wait to be published, oldest first, as they will travel."""
        rows = [*self.db.profiles.find({"_id": subject}), *self.db.outbox.find({})]
        stored = [each for row in rows for each in row.get("pending", [])]
        bodies = [json.loads(each["body"]) for each in sorted(stored, key=lambda each: each["id"])]
        return [body for body in bodies if body["subject"] == subject and body["type"].endswith(type_)]


class Person:
    """Someone who calls the API."""

    def __init__(self, book: Book, id_: str, role: str, record: str | None) -> None:
        self.book, self.id, self.record = book, id_, record or ""
        self._token = book.token(id_, role, record)
        self._relations: dict[str, int] = {}

    def call(self, operation_id: str, expect: int, **given: Any) -> TestResponse:
        """Call an operation; the answer has the status expected and is one that the contract documents.

        Asked again while a busy machine keeps consent's heart from beating in time.
        """
        operation = operations()[operation_id]
        places = {"record": given.pop("record", self.record), "section": given.pop("section", "allergies")}
        places["item"] = given.pop("item", "")
        headers = {"Authorization": f"Bearer {self._token}", **given.pop("headers", {})}
        path, until = operation.path.format(**places), time.monotonic() + 15
        while True:
            client = self.book.app.test_client()
            answer = client.open(path, method=operation.method, headers=headers, **given)
            if answer.status_code != 503 or expect == 503 or time.monotonic() > until:
                break
            time.sleep(0.1)
        assert answer.status_code == expect, answer.text
        assert operation.complain(expect, answer.mimetype or "", answer.json if answer.data else b"") is None
        return answer

    def status(self, operation_id: str, record: str) -> int:
        """The status of one try."""
        headers = {"Authorization": f"Bearer {self._token}"}
        path = operations()[operation_id].path.format(record=record)
        return self.book.app.test_client().get(path, headers=headers).status_code

    def refused(self, operation_id: str, status: int, code: str, **given: Any) -> dict[str, Any]:
        """Call, expecting this problem."""
        problem: dict[str, Any] = self.call(operation_id, status, **given).json
        assert problem["code"] == code, problem
        return problem

    def shown(self, record: str | None = None) -> dict[str, dict[str, Any]]:
        """The sections of a profile, by code."""
        told = self.call("showProfile", 200, record=record or self.record).json
        return {section["code"]: section for section in told["sections"]}

    def add(
        self, content: dict[str, Any], section: str = "allergies", expect: int = 201, key: str = "", **given: Any
    ) -> dict[str, Any]:
        """Add an entry; the JSON of the answer."""
        headers = {"Idempotency-Key": key or uuid.uuid4().hex}
        added = self.call("addEntry", expect, section=section, json=content, headers=headers, **given)
        told: dict[str, Any] = added.json
        return told

    def change(
        self,
        entry: dict[str, Any],
        content: dict[str, Any],
        expect: int = 200,
        section: str = "allergies",
        **given: Any,
    ) -> dict[str, Any]:
        """Change the version of an entry that is at hand."""
        headers = {"If-Match": f'"{entry["version"]}"'}
        given |= {"item": entry["id"], "json": content, "headers": headers, "section": section}
        told: dict[str, Any] = self.call("changeEntry", expect, **given).json
        return told

    def relate(self, record: str, state: str) -> None:
        """Consent says what this professional is to a record."""
        self._relations[record] = self._relations.get(record, 0) + 1
        self.book.deliver_in_stream(relation_told(record, self.id, state, self._relations[record]), record)

    def hurry(self, record: str, until: datetime) -> None:
        """Consent says that this professional reads in an emergency."""
        self._relations[record] = self._relations.get(record, 0) + 1
        told = emergency_told(record, self.id, "emergency", until, self._relations[record])
        self.book.deliver_in_stream(told, record)

    def represents(self, child: "Person", until: str = "2040-01-01T00:00:00Z", number: int = 1) -> None:
        """Identity says that this account acts for a child."""
        data = {"record": child.record, "representative": self.id, "representative_record": self.record}
        data |= {"since": "2026-01-01T00:00:00Z", "until": until, "version": {"epoch": 1, "number": number}}
        self.book.hear("identity.RepresentationGranted", child.record, data)
