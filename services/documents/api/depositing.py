"""Deposits."""

from collections.abc import Callable
from typing import Any

import flask

from chassis.http import current_actor
from services.documents.actions.deposit import deposit_document
from services.documents.api.forms import read_upload
from services.documents.api.presenting import etag, present
from services.documents.parts import Parts


class Depositing:
    """The operations that put a document in."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def operations(self) -> dict[str, Callable[..., Any]]:
        """By operation id of the contract."""
        return {"depositDocument": self.deposit}

    def deposit(self, record: str) -> tuple[dict[str, Any], int, dict[str, str]]:
        """Deposit a document. Who may not enter the record is told before their file is read."""
        actor = current_actor()
        entered = self._parts.gate.enter(actor, record)
        upload = read_upload(flask.request, self._parts.settings.upload_max_bytes)
        key = flask.request.headers["Idempotency-Key"]
        document = deposit_document(self._parts, actor, entered, upload, key)
        location = f"/api/documents/records/{record}/documents/{document.id}"
        body = present(document, actor.id, self._parts.types)
        return body, 201, {"Location": location, "ETag": etag(document)}
