"""Changes: information, visibility, deletion."""

import re
from collections.abc import Callable
from typing import Any

import flask

from chassis.http import current_actor
from services.documents import queries
from services.documents.actions import change, switching
from services.documents.api.presenting import etag, present
from services.documents.parts import Parts

# A gateway that compresses an answer weakens its tag on the way (RFC 9110, 8.8.1).
_TAG = re.compile(r'(?:W/)?"([1-9][0-9]{0,8})"')


def expected_version(request: flask.Request) -> int:
    """The version that If-Match names; 0, which no document has, if it names none of ours."""
    tag = _TAG.fullmatch(request.headers["If-Match"].strip())
    return int(tag[1]) if tag is not None else 0


class Changing:
    """The operations that change or remove a document, and the switch of a whole record."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def operations(self) -> dict[str, Callable[..., Any]]:
        """By operation id of the contract."""
        return {
            "changeDocument": self.change,
            "deleteDocument": self.delete,
            "showRecordVisibility": self.show_switch,
            "changeRecordVisibility": self.turn_switch,
        }

    def change(self, record: str, document: str, body: dict[str, Any]) -> tuple[dict[str, Any], int, dict[str, str]]:
        """Change information or visibility, of the version that was read."""
        entered, after = change.change_document(
            self._parts, current_actor(), record, document, body, expected_version(flask.request)
        )
        (told,) = queries.as_seen(self._parts, entered, [after])
        return present(told, entered.viewer, self._parts.types), 200, {"ETag": etag(after)}

    def delete(self, record: str, document: str) -> tuple[None, int]:
        """Delete a document one deposited oneself."""
        change.delete_document(self._parts, current_actor(), record, document)
        return None, 204

    def show_switch(self, record: str) -> tuple[dict[str, Any], int]:
        """Whether everything in the record is hidden."""
        return switching.show_switch(self._parts, current_actor(), record)._asdict(), 200

    def turn_switch(self, record: str, body: dict[str, Any]) -> tuple[dict[str, Any], int]:
        """Hide everything, in emergencies too, or show it again."""
        switch = switching.turn_switch(self._parts, current_actor(), record, body["all_hidden"])
        return switch._asdict(), 200
