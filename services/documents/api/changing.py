"""Changes: information, visibility, deletion."""

import re
from collections.abc import Callable
from typing import Any

import flask

from chassis.http import current_actor
from services.documents.actions import change
from services.documents.api.presenting import etag, present
from services.documents.parts import Parts

# A gateway that compresses an answer weakens its tag on the way (RFC 9110, 8.8.1).
_TAG = re.compile(r'(?:W/)?"([1-9][0-9]{0,8})"')


class Changing:
    """The operations that change or remove a document."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def operations(self) -> dict[str, Callable[..., Any]]:
        """By operation id of the contract."""
        return {"changeDocument": self.change, "deleteDocument": self.delete}

    def change(self, record: str, document: str, body: dict[str, Any]) -> tuple[dict[str, Any], int, dict[str, str]]:
        """Change information or visibility, of the version that was read."""
        tag = _TAG.fullmatch(flask.request.headers["If-Match"].strip())
        expected = int(tag[1]) if tag is not None else 0
        actor = current_actor()
        after = change.change_document(self._parts, actor, record, document, body, expected)
        return present(after, actor.id, self._parts.types), 200, {"ETag": etag(after)}

    def delete(self, record: str, document: str) -> tuple[None, int]:
        """Delete a document one deposited oneself."""
        change.delete_document(self._parts, current_actor(), record, document)
        return None, 204
