"""The service's side of the renderers."""

import json

from services.documents import errors
from services.documents.isolation.pool import Pool
from services.documents.previews.rendered import Kind, Pages, Rendered


class Renderers(Pool):
    """Processes that draw documents; apart from the inspectors, so that looking never keeps a deposit waiting."""

    def __init__(self) -> None:
        super().__init__("services.documents.previews.renderer")

    def pages(self, media_type: str, charset: str | None, content: bytes) -> Pages:
        """How many pages. Raises errors.PreviewImpossible or Busy, as all of these do."""
        told = json.loads(self._rendered("count", media_type, charset, content).content)
        return Pages(Kind(told["kind"]), told["count"])

    def page(self, media_type: str, charset: str | None, content: bytes, page: int, scale: int) -> Rendered:
        """One page, from 1, as a picture `scale` times as fine, or as text. Raises errors.NotFound too."""
        return self._rendered("page", media_type, charset, content, page, scale)

    def text(self, media_type: str, charset: str | None, content: bytes, page: int) -> Rendered:
        """The words of one page, empty where there is only a picture. Raises errors.NotFound too."""
        return self._rendered("text", media_type, charset, content, page)

    def thumbnail(self, media_type: str, charset: str | None, content: bytes) -> Rendered:
        """The first page, small."""
        return self._rendered("thumbnail", media_type, charset, content)

    def _rendered(
        self, do: str, media_type: str, charset: str | None, content: bytes, page: int = 1, scale: int = 1
    ) -> Rendered:
        order = {"do": do, "media_type": media_type, "charset": charset, "page": page, "scale": scale}
        try:
            return Rendered.unpacked(self.ask(json.dumps(order), content))
        except (errors.FileDamaged, errors.FileProtected, errors.ImageTooBig, errors.TooComplex):
            raise errors.PreviewImpossible from None
