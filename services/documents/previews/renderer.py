"""The isolated process that draws documents: `python -m services.documents.previews.renderer`.

The order of a job is JSON: what to `do`, and with which `page`. It ends when nothing was asked for a while.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PIL import Image

from services.documents.isolation import child
from services.documents.previews import image_pages, pdf_pages, pictures, text_pages
from services.documents.previews.rendered import Kind, Rendered

PAGE_PIXELS = 1_754
"""The longest side of a page: A4 at 150 points per inch."""
THUMBNAIL_PIXELS = 240
_IDLE_S = 120.0


@dataclass(frozen=True, slots=True)
class _Source:
    """A document as the renderer reads it: `picture(page, longest)`, `text(page)`."""

    kind: Kind
    count: Callable[[], int]
    picture: Callable[[int, int], Image.Image]
    text: Callable[[int], str]


def render(order: str, content: bytes) -> bytes:
    """The result of one order, packed. Raises errors.FileDamaged or NotFound."""
    asked: dict[str, Any] = json.loads(order)
    source = _source(asked["media_type"], asked["charset"], content)
    match asked["do"]:
        case "count":
            told = json.dumps({"kind": source.kind, "count": source.count()})
            return Rendered("application/json", told.encode()).packed()
        case "thumbnail":
            return pictures.encoded(pictures.fitted(source.picture(1, THUMBNAIL_PIXELS), THUMBNAIL_PIXELS)).packed()
        case "page" if source.kind is Kind.IMAGE:
            return pictures.encoded(source.picture(asked["page"], PAGE_PIXELS * asked["scale"])).packed()
        case _:
            return Rendered("text/plain", source.text(asked["page"]).encode()).packed()


def _source(media_type: str, charset: str | None, content: bytes) -> _Source:
    match media_type:
        case "application/pdf":
            return _Source(
                Kind.IMAGE,
                lambda: pdf_pages.count(content),
                lambda page, longest: pdf_pages.picture(content, page, longest),
                lambda page: pdf_pages.text(content, page),
            )
        case "image/jpeg" | "image/tiff":
            return _Source(
                Kind.IMAGE,
                lambda: image_pages.count(content),
                lambda page, longest: image_pages.picture(content, page, longest),
                lambda page: "",
            )
        case _:
            text = (
                text_pages.of_rtf(content) if media_type == "application/rtf" else text_pages.of_text(content, charset)
            )
            return _Source(
                Kind.TEXT,
                lambda: text_pages.count(text),
                lambda _, longest: text_pages.picture(text, longest),
                lambda page: text_pages.page(text, page),
            )


if __name__ == "__main__":
    child.run(render, _IDLE_S)
