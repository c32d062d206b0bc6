"""Pages and thumbnails."""

from collections.abc import Callable
from typing import Any

import flask

from chassis.http import current_actor
from services.documents import viewing
from services.documents.parts import Parts
from services.documents.previews.rendered import Rendered


class Previewing:
    """The operations that show documents as pictures and text."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def operations(self) -> dict[str, Callable[..., Any]]:
        """By operation id of the contract."""
        return {
            "listPages": self.list,
            "showPage": self.show,
            "readPage": self.read,
            "showThumbnail": self.thumbnail,
        }

    def list(self, record: str, document: str) -> tuple[dict[str, Any], int]:
        """How many pages, and of what kind."""
        pages = viewing.list_pages(self._parts, current_actor(), record, document)
        return {"kind": str(pages.kind), "count": pages.count}, 200

    def show(self, record: str, document: str, page: str, query: dict[str, Any]) -> flask.Response:
        """One page."""
        return _response(viewing.show_page(self._parts, current_actor(), record, document, int(page), query["scale"]))

    def read(self, record: str, document: str, page: str) -> flask.Response:
        """The words of one page."""
        return _response(viewing.read_page(self._parts, current_actor(), record, document, int(page)))

    def thumbnail(self, record: str, document: str) -> flask.Response:
        """The first page, small."""
        return _response(viewing.show_thumbnail(self._parts, current_actor(), record, document))


def _response(rendered: Rendered) -> flask.Response:
    charset = "; charset=utf-8" if rendered.media_type.startswith("text/") else ""
    response = flask.Response(rendered.content, content_type=rendered.media_type + charset)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
