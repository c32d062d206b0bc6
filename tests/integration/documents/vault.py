"""The vault as tests use it: the real application on real servers, told by events, called by contract."""

import json
import secrets
import string
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
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
from services.documents.actions import exporting, hearing, insuring
from services.documents.api import create_app
from services.documents.gate import STREAM, lane_of
from services.documents.parts import Parts
from services.documents.store import Database
from tests.support.contract import operations
from tests.unit.documents import grids, uploads

_ALPHABET = string.ascii_letters + string.digits
SCOPES = "documents:deposit documents:read-own"


def _open_record(db: Database, event: Event, session: ClientSession) -> None:
    hearing.apply_record_state(db, event, session)
    insuring.deliver_what_waited(db, event, session, epoch=1)


def _shut_record(db: Database, event: Event, session: ClientSession) -> None:
    hearing.apply_record_state(db, event, session)
    insuring.drop_what_waited(db, event, session)


_EFFECTS = {
    "consent.PSAuthorized": hearing.apply_relation,
    "consent.PSContacted": hearing.apply_relation,
    "consent.PSBlocked": hearing.apply_relation,
    "consent.PSUnblocked": hearing.apply_relation,
    "consent.EmergencyAccessOpened": hearing.apply_relation,
    "consent.EmergencyAccessEnded": hearing.apply_relation,
    "consent.AdministratorAppointed": hearing.apply_relation,
    "consent.AdministratorRemoved": hearing.apply_relation,
    "consent.RelationsStated": hearing.apply_relations_stated,
    "consent.PolicyHeartbeat": hearing.hear_heartbeat,
    "consent.AuthorizationGridUpdated": hearing.apply_grid,
    "identity.ProfileActivated": _open_record,
    "identity.OppositionRegistered": _shut_record,
    "identity.ProfileClosed": hearing.apply_closure,
    "identity.ProfileReactivated": hearing.apply_closure,
    "identity.RecordsStated": hearing.apply_records_stated,
    "identity.ProfessionalListed": hearing.list_professional,
    "identity.OrganisationListed": hearing.list_organisation,
    "identity.RepresentationGranted": hearing.grant_representation,
    "identity.RepresentationEnded": hearing.end_representation,
    "identity.SessionEnded": hearing.end_session,
    "identity.DataDeletionRequested": hearing.erase_record,
    "identity.ExportContributed": exporting.keep_part,
    "consent.ExportContributed": exporting.keep_part,
    "messaging.ExportContributed": exporting.keep_part,
    "messaging.MessageSent": hearing.know_attachments,
    "notifier.ExportContributed": exporting.keep_part,
    "profile.ExportContributed": exporting.keep_part,
}


def new_id(kind: str) -> str:
    """An id that nothing has yet."""
    return f"{kind}_" + "".join(secrets.choice(_ALPHABET) for _ in range(22))


class Consent:
    """Says what consent says: a heart that beats, and the last number of each lane."""

    def __init__(self, db: Database, grid_name: str) -> None:
        self._db, self.grid_name = db, grid_name
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

    def heard_soon(self, ask: Callable[[], TestResponse], *, unless: bool) -> TestResponse:
        """The answer of `ask`, asked again while a busy machine keeps the heart from beating in time."""
        until = time.monotonic() + 10
        while (answer := ask()).status_code == 503 and not unless and time.monotonic() < until:
            time.sleep(0.1)
        return answer

    def _beat(self) -> None:
        while not self._stop.wait(0.3):
            if self.beating.is_set():
                self._counter += 1
                said = {"grid_version": self.grid_name}
                freshness.beat(None, self._db, STREAM, 1, self.numbers, self._counter, said=said)


class Vault:
    """One vault for a session of tests; each test invents its own people."""

    def __init__(self, parts: Parts) -> None:
        self.parts, self.db = parts, parts.db
        self._key = Ed25519PrivateKey.generate()
        public = jwt.algorithms.OKPAlgorithm.to_jwk(self._key.public_key(), as_dict=True)
        keys = {"test": PyJWK({**public, "kid": "test", "alg": "EdDSA"})}
        self._verifier = TokenVerifier(parts.settings, EndedSessions(parts.db), keys.__getitem__)
        self.app = create_app(parts, self._verifier)
        self.hear("consent.AuthorizationGridUpdated", "grid", grid_told())
        self.consent = Consent(parts.db, grids.raw()["name"])

    @contextmanager
    def having(self, **parts: Any) -> Iterator[None]:
        """The application with other parts, for a while."""
        before = self.app
        self.app = create_app(replace(self.parts, **parts), self._verifier)
        try:
            yield
        finally:
            self.app = before

    def hear(self, type_: str, subject: str, data: dict[str, Any]) -> Event:
        """Let the vault apply an event."""
        event = events.new(type_, subject, data)
        self.deliver(event)
        return event

    def deliver(self, event: Event) -> None:
        """One delivery of an event, as the consumer does it: inbox and effect in one transaction."""
        effect = _EFFECTS[event.type]

        def handler(event: Event, session: ClientSession) -> None:
            effect(self.db, event, session)

        try:
            Inbox(self.db, "policy", {event.type: handler}).apply(event)
        except AlreadyApplied:
            return

    def token(
        self, sub: str, role: str, record: str | None, session: str = "ses_of-these-tests", scope: str = ""
    ) -> str:
        """An access token of five minutes."""
        now = int(time.time())
        claims = {"iss": self.parts.settings.public_url, "aud": "mes", "sub": sub, "role": role, "sid": session}
        claims |= {"iat": now, "exp": now + 300} | ({"rec": record} if record else {})
        claims |= {"client_id": new_id("cli"), "scope": scope} if scope else {}
        return jwt.encode(claims, self._key, algorithm="EdDSA", headers={"kid": "test", "typ": "at+jwt"})

    def patient(self) -> "Person":
        """Someone whose space is open."""
        record = new_id("rec")
        data = {"record": record, "state": "activated", "version": {"epoch": 1, "number": 2}}
        self.hear("identity.ProfileActivated", record, data)
        return Person(self, new_id("acc"), "patient", record)

    def professional(self, profession: str = "G15_10", specialty: str | None = "SM54", **told: Any) -> "Person":
        """Someone of the directory."""
        person = Person(self, new_id("pro"), "professional", None)
        self.hear("identity.ProfessionalListed", person.id, listed(person.id, profession, specialty, **told))
        return person

    def organisation(self, kind: str = "hospital", scope: str = SCOPES, **told: Any) -> "Person":
        """Software of an organisation of the register."""
        person = Person(self, new_id("org"), "organisation", None)
        person.token = self.token(person.id, "organisation", None, scope=scope)
        data = {
            "organisation": person.id,
            "identifier": {"scheme": "finess", "value": "750100125"},
            "name": "CH des Marronniers",
            "kind": kind,
            "active": True,
            "version": {"epoch": 1, "number": 1},
        }
        self.hear("identity.OrganisationListed", person.id, data | told)
        return person

    def told_about(self, subject: str) -> list[dict[str, Any]]:
        """Events about a record that wait to be published, oldest first, as they will travel."""
        owning = [self.db.documents, self.db.exports, self.db.switches]
        rows = [*(row for rows in owning for row in rows.find({"record": subject})), *self.db.outbox.find({})]
        stored = [each for row in rows for each in row.get("pending", [])]
        bodies = [json.loads(each["body"]) for each in sorted(stored, key=lambda each: each["id"])]
        return [body for body in bodies if body["subject"] == subject]

    def objects(self, record: str) -> set[str]:
        """Names of the objects of a record."""
        return {entry.name for entry in self.parts.files.listed(f"{record}/")}


class Person:
    """Someone who calls the API."""

    def __init__(self, vault: Vault, id_: str, role: str, record: str | None) -> None:
        self.vault, self.id, self.role, self.record = vault, id_, role, record or ""
        self.token = vault.token(id_, role, record)
        self.relations: dict[str, int] = {}

    def call(self, operation_id: str, expect: int, **given: Any) -> TestResponse:
        """Call an operation; the answer has the status expected and is one that the contract documents."""
        operation = operations()[operation_id]
        places = {"record": given.pop("record", self.record), "document": given.pop("document", "")}
        places["page"] = given.pop("page", "1")
        places |= {name: given.pop(name, "") for name in ("export", "id", "former", "reference")}
        headers = {"Authorization": f"Bearer {self.token}", **given.pop("headers", {})}
        answer = self.vault.consent.heard_soon(
            lambda: self.vault.app.test_client().open(
                operation.path.format(**places), method=operation.method, headers=headers, **given
            ),
            unless=expect == 503 or "data" in given,
        )
        assert answer.status_code == expect, answer.text
        parsed = answer.json if (answer.mimetype or "").endswith("json") else answer.data
        assert operation.complain(expect, answer.mimetype or "", parsed) is None
        return answer

    def refused(self, operation_id: str, status: int, code: str, **given: Any) -> dict[str, Any]:
        """Call, expecting this problem."""
        problem: dict[str, Any] = self.call(operation_id, status, **given).json
        assert problem["code"] == code, problem
        return problem

    def deposit(
        self,
        content: bytes | None = None,
        name: str = "bilan.pdf",
        declared: str = "application/pdf",
        expect: int = 201,
        key: str | None = None,
        record: str | None = None,
        **fields: str,
    ) -> TestResponse:
        """Deposit a file; by default a PDF, under the heading that fits the role."""
        heading = {"type": "11488-4"} if self.role != "patient" else {"section": "BIOLOGIE"}
        form: dict[str, Any] = {"title": "Bilan", "document_date": "2026-03-01", **heading, **fields}
        form = {field: value for field, value in form.items() if value}
        form["file"] = (name, uploads.pdf() if content is None else content, declared)
        return self._send("depositDocument", form, expect, key, record=record or self.record)

    def replace(
        self,
        document: str,
        version: int = 1,
        expect: int = 201,
        key: str | None = None,
        record: str | None = None,
        content: bytes | None = None,
        **fields: str,
    ) -> TestResponse:
        """Put a new version in the place of `version` of a document."""
        form: dict[str, Any] = {"title": "Bilan corrigé", "document_date": "2026-03-02", **fields}
        form["file"] = ("bilan.pdf", uploads.pdf(padding=7) if content is None else content, "application/pdf")
        place = {"record": record or self.record, "document": document}
        return self._send("replaceDocument", form, expect, key, {"If-Match": f'"{version}"'}, **place)

    def _send(
        self,
        operation_id: str,
        form: dict[str, Any],
        expect: int,
        key: str | None,
        headers: dict[str, str] | None = None,
        **place: str,
    ) -> TestResponse:
        body, content_type = encode_multipart_formdata(form)
        told = {"Idempotency-Key": key or uuid.uuid4().hex, "Content-Type": content_type, **(headers or {})}
        return self.call(operation_id, expect, data=body, headers=told, **place)

    def change(self, document: str, body: dict[str, Any], version: int = 1, expect: int = 200, **place: str) -> Any:
        """The JSON of the answer to a change of `version`."""
        headers = {"If-Match": f'"{version}"'}
        return self.call("changeDocument", expect, document=document, json=body, headers=headers, **place).json

    def search(self, record: str | None = None, **sought: Any) -> dict[str, Any]:
        """A page of a search."""
        page: dict[str, Any] = self.call("searchDocuments", 200, record=record or self.record, json=sought).json
        return page

    def list(self, record: str | None = None, **query: Any) -> list[dict[str, Any]]:
        """The items of the first page."""
        answer = self.call("listDocuments", 200, record=record or self.record, query_string=query)
        items: list[dict[str, Any]] = answer.json["items"]
        return items

    def hurry(self, record: str, until: datetime, ground: str = "emergency") -> None:
        """Consent says that this professional reads in an emergency."""
        self.relations[record] = self.relations.get(record, 0) + 1
        event = emergency_told(record, self.id, ground, until, self.relations[record])
        event.data["policy"] = self.vault.consent.next(record)
        self.vault.deliver(event)

    def relate(self, record: str, state: str, administrator: bool = False) -> Event:
        """Consent says what this professional is to a record."""
        self.relations[record] = self.relations.get(record, 0) + 1
        event = relation_told(record, self.id, state, self.relations[record], administrator)
        event.data["policy"] = self.vault.consent.next(record)
        self.vault.deliver(event)
        return event


def emergency_told(record: str, professional: str, ground: str, until: datetime, number: int = 1) -> Event:
    """A stranger to the record reads in an emergency until a moment."""
    told = relation_told(record, professional, "contact", number).data
    until_text = until.isoformat(timespec="milliseconds").replace("+00:00", "Z")
    told |= {"began": "emergency", "emergency": {"id": str(uuid.uuid4()), "ground": ground, "until": until_text}}
    return events.new("consent.EmergencyAccessOpened", record, told)


def relation_told(record: str, professional: str, state: str, number: int, administrator: bool = False) -> Event:
    """A relation in its version `number`, as a restatement (without a place in the stream)."""
    name = {"contact": "PSContacted", "authorized": "PSAuthorized", "blocked": "PSBlocked"}[state]
    data = {
        "record": record,
        "professional": professional,
        "state": state,
        "administrator": administrator,
        "began": "declared-care",
        "version": {"epoch": 1, "number": number},
        "policy": None,
    }
    return events.new(f"consent.{name}", record, data)


def listed(professional: str, profession: str, specialty: str | None, **told: Any) -> dict[str, Any]:
    """A directory entry."""
    return {
        "professional": professional,
        "rpps": "99700000013",
        "family_name": "LEROUX",
        "given_name": "Camille",
        "profession_code": profession,
        "profession_label": "Médecin",
        "specialty_code": specialty,
        "specialty_label": "Médecine générale" if specialty else None,
        "role_codes": [],
        "activity_codes": [],
        "structure": None,
        "active": True,
        "version": {"epoch": 1, "number": 1},
        **told,
    }


def grid_told(number: int = 1) -> dict[str, Any]:
    """The shipped grid as consent announces it."""
    raw = grids.raw()
    columns = [
        {"id": each["id"], "label": each["label"], **{code: each[code] for code in grids.CODES}}
        for each in [*raw["columns"], *raw["outside"]]
    ]
    return {
        "version": {"epoch": 1, "number": number},
        "name": raw["name"],
        "effective": raw["effective"],
        "source": raw["source"],
        "columns": columns,
        "rows": [{"type": row["type"], "allowed": row["allowed"]} for row in raw["rows"]],
    }
