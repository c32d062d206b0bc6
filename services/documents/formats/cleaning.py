"""The part of the check that opens a file with a parser: run by an inspector, apart from the service."""

import io
import zipfile
from collections.abc import Callable

from services.documents import errors
from services.documents.formats import images, kinds, pdf, rtf


def clean(label: str, content: bytes, max_pixels: int) -> bytes:
    """The bytes to keep of a file of the kind `label`: themselves, or a picture encoded anew.

    Raises errors.FileDamaged, FileProtected, ActiveContent or ImageTooBig.
    """
    return _BY_KIND[label](content, max_pixels)


def _pdf(content: bytes, _: int) -> bytes:
    refuse_appended_archive(content)
    pdf.inspect(content)
    return content


def _rtf(content: bytes, _: int) -> bytes:
    refuse_appended_archive(content)
    rtf.inspect(content)
    return content


def refuse_appended_archive(content: bytes) -> None:
    """A file that is also a ZIP archive (read from its end) carries whatever it likes. Raises errors.ActiveContent."""
    if zipfile.is_zipfile(io.BytesIO(content)):
        raise errors.ActiveContent


_BY_KIND: dict[str, Callable[[bytes, int], bytes]] = {
    kinds.PDF.label: _pdf,
    kinds.RTF.label: _rtf,
    kinds.JPG.label: images.to_jpeg,
    kinds.PNG.label: images.to_jpeg,
    kinds.TIF.label: images.to_tiff,
}
