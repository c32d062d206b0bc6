"""The messaging service as tests use it: the real application on real servers, told by events, called by contract."""

import uuid
from collections.abc import Mapping
from typing import Any

from urllib3.filepost import encode_multipart_formdata
from werkzeug.test import TestResponse

from services.messaging.api import create_app
from services.messaging.parts import Parts
from services.messaging.worker import MessagingWorker
from tests.integration.enforcement.point import Caller, Point
from tests.integration.enforcement.told import new_id


class Office(Point):
    """One messaging service for a session of tests; each test invents its own people."""

    parts: Parts

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts, MessagingWorker(), create_app)

    def patient(self, state: str = "activated") -> "Person":
        """Someone whose space is open, unless said."""
        record = new_id("rec")
        self.state(record, state, 2)
        return Person(self, new_id("acc"), "patient", record)

    def professional(self, **told: Any) -> "Person":
        """Someone of the directory."""
        person = Person(self, new_id("pro"), "professional", None)
        person.listed("G15_10", "SM54", **told)
        return person

    def representative(self, child: "Person", until: str = "2099-01-01T00:00:00Z") -> "Person":
        """A parent who acts for a child."""
        parent = self.patient()
        parent.represents(child, until)
        return parent

    def told_about(self, subject: str, type_: str = "messaging.MessageSent") -> list[dict[str, Any]]:
        """Events of a type about a subject that wait to be published, oldest first, as they will travel."""
        return self.pending(subject, type_=type_)

    def objects(self, record: str) -> set[str]:
        """Names of the objects of a record."""
        return {entry.name for entry in self.parts.files.listed(f"{record}/")}


class Person(Caller):
    """Someone who calls the API."""

    def call(self, operation_id: str, expect: int, path: Mapping[str, str] | None = None, **given: Any) -> TestResponse:
        """Call an operation; what is sent carries its key, so that it may be asked again."""
        return self.ask(operation_id, expect, dict(path or {}), **given)

    def refused(self, operation_id: str, status: int, code: str, **given: Any) -> dict[str, Any]:
        """Call, expecting this problem."""
        problem: dict[str, Any] = self.call(operation_id, status, **given).json
        assert problem["code"] == code, problem
        return problem

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
