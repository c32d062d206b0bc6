"""Lists, information and bytes."""

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import flask

from chassis.http import current_actor
from services.documents import queries
from services.documents.actions.exporting import ENDINGS
from services.documents.api.presenting import etag, present
from services.documents.parts import Parts
from services.documents.queries import Opened

_NOT_IN_A_NAME = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|]+')


class Reading:
    """The operations that show documents."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def operations(self) -> dict[str, Callable[..., Any]]:
        """By operation id of the contract."""
        return {"listDocuments": self.list, "showDocument": self.show, "openDocument": self.open}

    def list(self, record: str, query: dict[str, Any]) -> tuple[dict[str, Any], int]:
        """The documents that the actor may see, newest first."""
        actor, table = current_actor(), self._parts.types
        page = queries.list_documents(self._parts, actor, record, query.get("cursor"), query["limit"])
        return {"items": [present(each, actor.id, table) for each in page.items], "next": page.next}, 200

    def show(self, record: str, document: str) -> tuple[dict[str, Any], int, dict[str, str]]:
        """The information of one document."""
        actor = current_actor()
        found = queries.show_document(self._parts, actor, record, document)
        return present(found, actor.id, self._parts.types), 200, {"ETag": etag(found)}

    def open(self, record: str, document: str) -> flask.Response:
        """The bytes: always a download of a fixed type, never a page of this origin."""
        opened = queries.open_document(self._parts, current_actor(), record, document)
        response = flask.Response(opened.content, content_type=_content_type(opened))
        response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(_file_name(opened), safe='')}"
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
        return response


def _content_type(opened: Opened) -> str:
    charset = f"; charset={opened.charset}" if opened.charset is not None else ""
    return opened.document.media_type + charset


def _file_name(opened: Opened) -> str:
    title = _NOT_IN_A_NAME.sub(" ", opened.document.title).strip(" .")[:100] or "document"
    return f"{title}.{ENDINGS[opened.document.media_type]}"
