"""Looking at documents page by page. A preview is a read: the same gate, the same decision, the same trace.

Pages are drawn when they are asked for and kept nowhere: there is nothing derived to seal, rotate, erase or lose.
"""

from chassis.auth import Actor
from services.documents import queries
from services.documents.parts import Parts
from services.documents.previews.rendered import Pages, Rendered


def list_pages(parts: Parts, actor: Actor, record: str, document: str) -> Pages:
    """How many pages, and of what kind. Raises NotFound, PreviewImpossible, Busy and the gate's problems."""
    opened = queries.view_document(parts, actor, record, document)
    return parts.renderers.pages(opened.document.media_type, opened.charset, opened.content)


def show_page(parts: Parts, actor: Actor, record: str, document: str, page: int, scale: int) -> Rendered:
    """One page, from 1, as a picture or as text. Raises the same; NotFound too for a page that is not there."""
    opened = queries.view_document(parts, actor, record, document)
    return parts.renderers.page(opened.document.media_type, opened.charset, opened.content, page, scale)


def read_page(parts: Parts, actor: Actor, record: str, document: str, page: int) -> Rendered:
    """The words of one page. Raises the same."""
    opened = queries.view_document(parts, actor, record, document)
    return parts.renderers.text(opened.document.media_type, opened.charset, opened.content, page)


def show_thumbnail(parts: Parts, actor: Actor, record: str, document: str) -> Rendered:
    """The first page, small. Raises the same."""
    opened = queries.view_document(parts, actor, record, document)
    return parts.renderers.thumbnail(opened.document.media_type, opened.charset, opened.content)
