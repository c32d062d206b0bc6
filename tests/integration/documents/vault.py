"""The vault as tests use it: the real application on real servers, told by events, called by contract."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from urllib3.filepost import encode_multipart_formdata
from werkzeug.test import TestResponse

from services.documents.api import create_app
from services.documents.parts import Parts
from services.documents.worker import DocumentsWorker
from tests.integration.enforcement.point import Caller, Point
from tests.integration.enforcement.told import grid_told, new_id
from tests.unit.documents import uploads

SCOPES = "documents:deposit documents:read-own"


class Vault(Point):
    """One vault for a session of tests; each test invents its own people."""

    parts: Parts

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts, DocumentsWorker(), create_app)
        self.hear("consent.AuthorizationGridUpdated", "grid", grid_told())

    @contextmanager
    def having(self, **parts: Any) -> Iterator[None]:
        """The application with other parts, for a while."""
        before = self.app
        self.app = create_app(replace(self.parts, **parts), self.verifier)
        try:
            yield
        finally:
            self.app = before

    def patient(self) -> "Person":
        """Someone whose space is open."""
        record = new_id("rec")
        self.state(record, "activated", 2)
        return Person(self, new_id("acc"), "patient", record)

    def professional(self, profession: str = "G15_10", specialty: str | None = "SM54", **told: Any) -> "Person":
        """Someone of the directory."""
        person = Person(self, new_id("pro"), "professional", None)
        person.listed(profession, specialty, **told)
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
        return self.pending(subject, (row for rows in owning for row in rows.find({"record": subject})))

    def objects(self, record: str) -> set[str]:
        """Names of the objects of a record."""
        return {entry.name for entry in self.parts.files.listed(f"{record}/")}


class Person(Caller):
    """Someone who calls the API."""

    def __init__(self, vault: Vault, id_: str, role: str, record: str | None) -> None:
        super().__init__(vault, id_, role, record)
        self.vault = vault

    def call(self, operation_id: str, expect: int, **given: Any) -> TestResponse:
        """Call an operation; the answer has the status expected and is one that the contract documents."""
        places = {"record": given.pop("record", self.record), "document": given.pop("document", "")}
        places["page"] = given.pop("page", "1")
        places |= {name: given.pop(name, "") for name in ("export", "id", "former", "reference")}
        return self.ask(operation_id, expect, places, **given)

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
