"""Lists, information and bytes."""

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import flask

from chassis.http import current_actor
from services.documents import queries
from services.documents.actions.exporting import ENDINGS
from services.documents.api.presenting import etag, present, present_page
from services.documents.api.seeking import sought_in
from services.documents.parts import Parts
from services.documents.queries import Opened

_PAGE = 20
_NOT_IN_A_NAME = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|]+')


class Reading:
    """The operations that show documents."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def operations(self) -> dict[str, Callable[..., Any]]:
        """By operation id of the contract."""
        return {
            "listDocuments": self.list,
            "searchDocuments": self.search,
            "showDocument": self.show,
            "listDocumentVersions": self.list_versions,
            "openDocument": self.open,
        }

    def list(self, record: str, query: dict[str, Any]) -> tuple[dict[str, Any], int]:
        """The documents that the actor may see, newest first."""
        page = queries.list_documents(self._parts, current_actor(), record, query.get("cursor"), query["limit"])
        return present_page(page, self._parts.types), 200

    def search(self, record: str, body: dict[str, Any]) -> tuple[dict[str, Any], int]:
        """The documents that the actor may see, and looks for. In a body: no address or log keeps what was sought."""
        actor, table = current_actor(), self._parts.types
        sought = sought_in(body, table, actor)
        cursor, limit, counted = body.get("cursor"), body.get("limit", _PAGE), body.get("counts", False)
        page = queries.list_documents(self._parts, actor, record, cursor, limit, sought, counted)
        return present_page(page, table), 200

    def show(self, record: str, document: str) -> tuple[dict[str, Any], int, dict[str, str]]:
        """The information of one document."""
        entered, found = queries.show_document(self._parts, current_actor(), record, document)
        return present(found, entered.viewer, self._parts.types), 200, {"ETag": etag(found)}

    def list_versions(self, record: str, document: str) -> tuple[dict[str, Any], int]:
        """The versions of one document, newest first."""
        entered, found = queries.list_versions(self._parts, current_actor(), record, document)
        return {"items": [present(each, entered.viewer, self._parts.types) for each in found]}, 200

    def open(self, record: str, document: str) -> flask.Response:
        """The bytes: always a download of a fixed type, never a page of this origin."""
        opened = queries.open_document(self._parts, current_actor(), record, document)
        response = flask.Response(opened.content, content_type=opened.content_type)
        response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(_file_name(opened), safe='')}"
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
        return response


def _file_name(opened: Opened) -> str:
    title = _NOT_IN_A_NAME.sub(" ", opened.document.title).strip(" .")[:100] or "document"
    return f"{title}.{ENDINGS[opened.document.media_type]}"
