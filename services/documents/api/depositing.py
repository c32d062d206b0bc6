"""Deposits."""

from collections.abc import Callable
from typing import Any

import flask

from chassis.http import current_actor
from services.documents.actions.deposit import deposit_document
from services.documents.actions.replacing import replace_document, replaceable
from services.documents.api.changing import expected_version
from services.documents.api.forms import read_upload
from services.documents.api.presenting import etag, present
from services.documents.domain.document import Document
from services.documents.gate import Entered
from services.documents.parts import Parts
from services.documents.store.documents import Intention


class Depositing:
    """The operations that put a document in."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def operations(self) -> dict[str, Callable[..., Any]]:
        """By operation id of the contract."""
        return {"depositDocument": self.deposit, "replaceDocument": self.replace}

    def deposit(self, record: str) -> tuple[dict[str, Any], int, dict[str, str]]:
        """Deposit a document. Who may not enter the record is told before their file is read."""
        actor = current_actor()
        entered = self._parts.gate.enter(actor, record, to_deposit=True)
        upload = read_upload(flask.request, self._parts.settings.upload_max_bytes)
        key = flask.request.headers["Idempotency-Key"]
        return self._created(entered, deposit_document(self._parts, actor, entered, upload, key))

    def replace(self, record: str, document: str) -> tuple[dict[str, Any], int, dict[str, str]]:
        """Put a new version in the place of a document."""
        actor, expected = current_actor(), expected_version(flask.request)
        entered = self._parts.gate.enter(actor, record, document)
        before = replaceable(entered, expected)
        upload = read_upload(flask.request, self._parts.settings.upload_max_bytes, replaces=document)
        key = flask.request.headers["Idempotency-Key"]
        intention = Intention(key, upload.fingerprint())
        return self._created(entered, replace_document(self._parts, actor, entered, before, upload, intention))

    def _created(self, entered: Entered, document: Document) -> tuple[dict[str, Any], int, dict[str, str]]:
        location = f"/api/documents/records/{document.record}/documents/{document.id}"
        body = present(document, entered.viewer, self._parts.types)
        return body, 201, {"Location": location, "ETag": etag(document)}
