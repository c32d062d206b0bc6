"""Pages of a PDF, drawn by PDFium without a script engine."""

from collections.abc import Iterator
from contextlib import contextmanager

import pypdfium2 as pdfium
from PIL import Image

from services.documents import errors

_MAX_TEXT = 100_000


def count(content: bytes) -> int:
    """How many pages. Raises errors.FileDamaged."""
    with _opened(content) as document:
        return len(document)


def picture(content: bytes, page: int, longest: int) -> Image.Image:
    """One page (from 1) as pixels, its longest side `longest`. Raises errors.NotFound or FileDamaged."""
    with _page(content, page) as sheet:
        scale = longest / max(*sheet.get_size(), 1.0)
        image: Image.Image = sheet.render(scale=scale, rev_byteorder=True).to_pil()
        return image.convert("RGB")


def text(content: bytes, page: int) -> str:
    """The words of one page, as far as the file holds them. Raises errors.NotFound or FileDamaged."""
    with _page(content, page) as sheet:
        words: str = sheet.get_textpage().get_text_bounded()
        return words[:_MAX_TEXT].replace("\r\n", "\n").replace("\0", "")


@contextmanager
def _page(content: bytes, page: int) -> Iterator[pdfium.PdfPage]:
    with _opened(content) as document:
        if not 1 <= page <= len(document):
            raise errors.NotFound
        document.init_forms()  # what was typed into a form is part of the page
        yield document[page - 1]


@contextmanager
def _opened(content: bytes) -> Iterator[pdfium.PdfDocument]:
    try:
        document = pdfium.PdfDocument(content)
        try:
            yield document
        finally:
            document.close()
    except (pdfium.PdfiumError, ValueError):
        raise errors.FileDamaged from None
