"""From the bytes that came to the bytes to keep, or a refusal that says what to do."""

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass

from services.documents import errors
from services.documents.formats import images, kinds, pdf, rtf, text
from services.documents.formats.kinds import Kind


@dataclass(frozen=True, slots=True)
class Checked:
    """`content` is what is kept and `media_type` how it is served, with the charset of a text."""

    content: bytes
    media_type: str
    charset: str | None = None


def check(content: bytes, name: str, declared: str, max_bytes: int, max_pixels: int) -> Checked:
    """Recognise, compare with what was said, look inside, clean.

    `name` and `declared` are the file name and media type that came with it; `max_bytes` is
    inclusive (C-32). Raises the refusals of `errors`.
    """
    if not content:
        raise errors.FileEmpty
    if len(content) > max_bytes:
        raise errors.TooLarge
    kind = kinds.recognise(content)
    if kind is None or not kinds.is_known(kinds.ending_of(name)):
        raise errors.FormatRefused
    if kind is kinds.TXT:
        charset = text.charset_of(content)
        if charset is None:
            raise errors.FormatRefused
    if kinds.contradicts(kind, name, declared):
        raise errors.NameMismatch(kind.label)
    if kind is kinds.TXT:
        _refuse_appended_archive(content)
        return Checked(content, kind.stored_as, charset)
    return Checked(_CLEAN[kind.label](content, max_pixels), kind.stored_as)


def _pdf(content: bytes, _: int) -> bytes:
    _refuse_appended_archive(content)
    pdf.inspect(content)
    return content


def _rtf(content: bytes, _: int) -> bytes:
    _refuse_appended_archive(content)
    rtf.inspect(content)
    return content


def _refuse_appended_archive(content: bytes) -> None:
    # A file that is also a ZIP archive (read from its end) carries whatever it likes: a polyglot.
    if zipfile.is_zipfile(io.BytesIO(content)):
        raise errors.ActiveContent


_CLEAN: dict[str, Callable[[bytes, int], bytes]] = {
    kinds.PDF.label: _pdf,
    kinds.RTF.label: _rtf,
    kinds.JPG.label: images.to_jpeg,
    kinds.PNG.label: images.to_jpeg,
    kinds.TIF.label: images.to_tiff,
}

__all__ = ["Checked", "Kind", "check"]
