"""The messaging service as tests use it: the real application on real servers, told by events, called by contract."""

import json
import threading
import time
import uuid
from collections.abc import Mapping
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from jwt import PyJWK
from pymongo.client_session import ClientSession
from urllib3.filepost import encode_multipart_formdata
from werkzeug.test import TestResponse

from chassis import events, freshness
from chassis.auth import TokenVerifier
from chassis.events import Event
from chassis.inbox import AlreadyApplied, Inbox
from chassis.sessions import EndedSessions
from services.messaging.actions import contributing, hearing
from services.messaging.api import create_app
from services.messaging.gate import STREAM, lane_of
from services.messaging.parts import Parts
from services.messaging.store import Database
from tests.integration.documents.vault import listed, new_id, relation_told
from tests.support.contract import operations

_RELATIONS = ("PSAuthorized", "PSContacted", "PSBlocked", "PSUnblocked")
_EFFECTS = {
    **{f"consent.{name}": hearing.apply_relation for name in _RELATIONS},
    "consent.RelationsStated": hearing.apply_relations_stated,
    "identity.ProfileActivated": hearing.apply_record_state,
    "identity.OppositionRegistered": hearing.apply_record_state,
    "identity.ProfileClosed": hearing.apply_closure,
    "identity.ProfileReactivated": hearing.apply_closure,
    "identity.RecordsStated": hearing.apply_records_stated,
    "identity.ProfessionalListed": hearing.list_professional,
    "identity.RepresentationGranted": hearing.grant_representation,
    "identity.RepresentationEnded": hearing.end_representation,
    "identity.DataDeletionRequested": hearing.erase_record,
}


class Consent:
    """Says what consent says: a heart that beats, and the last number of each lane."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self.numbers = [0] * 16
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

    def _beat(self) -> None:
        while not self._stop.wait(0.3):
            if self.beating.is_set():
                self._counter += 1
                freshness.beat(None, self._db, STREAM, 1, self.numbers, self._counter)


class Office:
    """One messaging service for a session of tests; each test invents its own people."""

    def __init__(self, parts: Parts) -> None:
        self.parts, self.db = parts, parts.db
        self._key = Ed25519PrivateKey.generate()
        public = jwt.algorithms.OKPAlgorithm.to_jwk(self._key.public_key(), as_dict=True)
        keys = {"test": PyJWK({**public, "kid": "test", "alg": "EdDSA"})}
        self.verifier = TokenVerifier(parts.settings, EndedSessions(parts.db), keys.__getitem__)
        self.app = create_app(parts, self.verifier)
        self.consent = Consent(parts.db)

    def hear(self, type_: str, subject: str, data: dict[str, Any]) -> Event:
        """Let the service apply an event."""
        event = events.new(type_, subject, data)
        self.deliver(event)
        return event

    def deliver(self, event: Event) -> None:
        """One delivery of an event, as the consumer does it: inbox and effect in one transaction."""

        def handler(event: Event, session: ClientSession) -> None:
            if event.type == "documents.ExportRequested":
                contributing.contribute_to_export(self.db, self.parts.keyring, event, session)
            else:
                _EFFECTS[event.type](self.db, event, session)

        try:
            Inbox(self.db, "policy", {event.type: handler}).apply(event)
        except AlreadyApplied:
            return

    def token(self, sub: str, role: str, record: str | None) -> str:
        """An access token of five minutes."""
        now = int(time.time())
        claims = {"iss": self.parts.settings.public_url, "aud": "mes", "sub": sub, "role": role, "sid": "ses_of-tests"}
        claims |= {"iat": now, "exp": now + 300} | ({"rec": record} if record else {})
        return jwt.encode(claims, self._key, algorithm="EdDSA", headers={"kid": "test", "typ": "at+jwt"})

    def patient(self, state: str = "activated") -> "Person":
        """Someone whose space is open, unless said."""
        record = new_id("rec")
        self.state(record, state, 2)
        return Person(self, new_id("acc"), "patient", record)

    def state(self, record: str, state: str, number: int) -> None:
        """Identity says the state of a record."""
        name = {"opposed": "OppositionRegistered", "closed": "ProfileClosed"}.get(state, "ProfileActivated")
        data: dict[str, Any] = {"record": record, "state": state, "version": {"epoch": 1, "number": number}}
        if name == "OppositionRegistered":
            data["channel"] = "online"
        self.hear(f"identity.{name}", record, data)

    def professional(self, **told: Any) -> "Person":
        """Someone of the directory."""
        person = Person(self, new_id("pro"), "professional", None)
        self.hear("identity.ProfessionalListed", person.id, listed(person.id, "G15_10", "SM54", **told))
        return person

    def representative(self, child: "Person", until: str = "2099-01-01T00:00:00Z") -> "Person":
        """A parent who acts for a child."""
        parent = self.patient()
        data = {
            "record": child.record,
            "representative": parent.id,
            "representative_record": parent.record,
            "since": "2020-01-01T00:00:00Z",
            "until": until,
            "version": {"epoch": 1, "number": 1},
        }
        self.hear("identity.RepresentationGranted", child.record, data)
        return parent

    def told_about(self, subject: str, type_: str = "messaging.MessageSent") -> list[dict[str, Any]]:
        """Events of a type about a subject that wait to be published, oldest first, as they will travel."""
        stored = [each for row in self.db.outbox.find({}) for each in row.get("pending", [])]
        bodies = [json.loads(each["body"]) for each in sorted(stored, key=lambda each: each["id"])]
        return [body for body in bodies if body["subject"] == subject and body["type"] == type_]

    def objects(self, record: str) -> set[str]:
        """Names of the objects of a record."""
        return {entry.name for entry in self.parts.files.listed(f"{record}/")}


class Person:
    """Someone who calls the API."""

    def __init__(self, office: Office, id_: str, role: str, record: str | None) -> None:
        self.office, self.id, self.role, self.record = office, id_, role, record or ""
        self.token = office.token(id_, role, record)
        self._relations: dict[str, int] = {}

    def call(self, operation_id: str, expect: int, path: Mapping[str, str] | None = None, **given: Any) -> TestResponse:
        """Call an operation; the answer has the status expected and is one that the contract documents."""
        operation = operations()[operation_id]
        headers = {"Authorization": f"Bearer {self.token}", **given.pop("headers", {})}
        address = operation.path.format(**{"record": self.record, **(path or {})})
        until = time.monotonic() + 10
        while True:
            answer = self.office.app.test_client().open(address, method=operation.method, headers=headers, **given)
            # A busy machine keeps the heart from beating in time: the same request is asked again, with its key.
            if answer.status_code != 503 or expect == 503 or time.monotonic() > until:
                break
            time.sleep(0.1)
        assert answer.status_code == expect, answer.text
        parsed = answer.json if (answer.mimetype or "").endswith("json") else answer.data
        assert operation.complain(expect, answer.mimetype or "", parsed) is None
        return answer

    def refused(self, operation_id: str, status: int, code: str, **given: Any) -> dict[str, Any]:
        """Call, expecting this problem."""
        problem: dict[str, Any] = self.call(operation_id, status, **given).json
        assert problem["code"] == code, problem
        return problem

    def status(self, operation_id: str, record: str) -> int:
        """The status of an answer, whatever it is."""
        address = operations()[operation_id].path.format(record=record)
        return self.office.app.test_client().get(address, headers={"Authorization": f"Bearer {self.token}"}).status_code

    def letter(
        self, text: str = "Bonjour, vos résultats sont bons.", files: Mapping[str, bytes] | None = None,
        key: str | None = None, **fields: str,
    ) -> dict[str, Any]:  # fmt: skip
        """What a request that sends carries."""
        form: list[tuple[str, Any]] = [("text", text), *fields.items()]
        form += [("file", (name, content, "application/octet-stream")) for name, content in (files or {}).items()]
        body, content_type = encode_multipart_formdata(form)
        return {"data": body, "headers": {"Idempotency-Key": key or uuid.uuid4().hex, "Content-Type": content_type}}

    def begin(self, record: str, subject: str = "Vos résultats", **given: Any) -> dict[str, Any]:
        """Begin a conversation; it."""
        letter = self.letter(subject=subject, **given)
        begun: dict[str, Any] = self.call("startConversation", 201, {"record": record}, **letter).json
        return begun

    def answer(self, record: str, conversation: str, text: str = "Merci docteur.", **given: Any) -> dict[str, Any]:
        """Write in a conversation; what was sent."""
        path = {"record": record, "conversation": conversation}
        sent: dict[str, Any] = self.call("sendMessage", 201, path, **self.letter(text, **given)).json
        return sent

    def inbox(self, record: str | None = None, **query: Any) -> list[dict[str, Any]]:
        """The first page of conversations."""
        path = {"record": record or self.record}
        items: list[dict[str, Any]] = self.call("listConversations", 200, path, query_string=query).json["items"]
        return items

    def read(self, record: str, conversation: str, **query: Any) -> dict[str, Any]:
        """A page of a conversation."""
        path = {"record": record, "conversation": conversation}
        thread: dict[str, Any] = self.call("readConversation", 200, path, query_string=query).json
        return thread

    def mark(self, record: str, conversation: str, up_to: int) -> None:
        """Mark as read."""
        path = {"record": record, "conversation": conversation}
        self.call("markConversationRead", 204, path, json={"up_to": up_to})

    def unread(self, record: str | None = None) -> int:
        """How many messages wait."""
        return int(self.call("countUnreadMessages", 200, {"record": record or self.record}).json["unread"])

    def relate(self, record: str, state: str) -> Event:
        """Consent says what this professional is to a record."""
        self._relations[record] = self._relations.get(record, 0) + 1
        event = relation_told(record, self.id, state, self._relations[record])
        event.data["policy"] = self.office.consent.next(record)
        self.office.deliver(event)
        return event
