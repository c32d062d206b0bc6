"""PDF: readable without repair, and made of pages only.

Names are looked for by walking every object of the file as a reader would see it, because a search
in the bytes finds nothing of what lies in compressed object streams.
"""

import io
from typing import Any

import pikepdf

from services.documents import errors

# Of the process, set before any file is opened: what qpdf may unpack of one stream of objects, and how it may nest.
pikepdf.settings.set_qpdf_limits(
    flate_max_memory=32 * 2**20, run_length_max_memory=32 * 2**20, png_max_memory=32 * 2**20,
    tiff_max_memory=32 * 2**20, parser_max_nesting=100, max_stream_filters=4,
)  # fmt: skip

_FORBIDDEN_KEYS = frozenset({
    "/AA", "/JS", "/JavaScript", "/EmbeddedFiles", "/EF", "/AF", "/XFA", "/RichMediaContent", "/RichMediaSettings",
    "/Launch", "/RichMedia", "/Collection",
})  # fmt: skip
"""Keys that hold an action, a script, an attached file or a form program (ISO 32000-2, 12.6, 12.7.8, 13.6, 7.11)."""

_FORBIDDEN_ACTIONS = frozenset({
    "/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/ResetForm", "/GoToE", "/GoToR", "/GoTo3DView",
    "/Rendition", "/Movie", "/Sound", "/RichMediaExecute", "/Trans", "/SetOCGState", "/Hide", "/Named",
})  # fmt: skip
_HARMLESS_AT_OPENING = "/GoTo"
_FORBIDDEN_SUBTYPES = frozenset({"/RichMedia", "/3D", "/Movie", "/Sound", "/Screen", "/FileAttachment"})
_FORBIDDEN_TYPES = frozenset({"/EmbeddedFile"})
_MAX_OBJECTS = 100_000
_MAX_NESTING = 64
_END_OF_FILE = b"%%EOF"


def inspect(content: bytes) -> None:
    """Refuse a PDF that is damaged, locked, active, or followed by something else.

    Raises errors.FileDamaged, FileProtected, ActiveContent or TooComplex.
    """
    _refuse_tail(content)
    try:
        with pikepdf.open(io.BytesIO(content), attempt_recovery=False, suppress_warnings=True) as document:
            if len(document.objects) > _MAX_OBJECTS:
                raise errors.TooComplex
            if len(document.pages) == 0:
                raise errors.FileDamaged
            _inspect_opening(document)
            for entry in document.objects:
                _inspect(entry, 0)
            if document.get_warnings():
                # Something could not be read, or only beyond a limit: what was not seen cannot be vouched for.
                raise errors.FileDamaged
    except pikepdf.PasswordError:
        raise errors.FileProtected from None
    except (pikepdf.PdfError, ValueError, RuntimeError, RecursionError):
        # pikepdf turns every fault of the C++ library below it into one of these.
        raise errors.FileDamaged from None


def _refuse_tail(content: bytes) -> None:
    _, found, tail = content.rpartition(_END_OF_FILE)
    if not found:
        raise errors.FileDamaged
    if tail.strip(b" \t\r\n\0"):
        raise errors.ActiveContent


def _inspect_opening(document: pikepdf.Pdf) -> None:
    """An opening action may only choose the first page shown, which most writers set."""
    opening = document.Root.get("/OpenAction")
    if not isinstance(opening, pikepdf.Dictionary):
        return
    if str(opening.get("/S")) != _HARMLESS_AT_OPENING or "/Next" in opening:
        raise errors.ActiveContent


def _inspect(entry: Any, depth: int) -> None:
    """Walk one object; what it refers to is an object of its own and has its turn."""
    if depth > _MAX_NESTING:
        raise errors.FileDamaged
    if isinstance(entry, pikepdf.Array):
        for item in entry:
            _descend(item, depth)
    elif isinstance(entry, pikepdf.Dictionary | pikepdf.Stream):
        keys = set(entry.keys())
        if keys & _FORBIDDEN_KEYS or _is_active(entry, keys):
            raise errors.ActiveContent
        for key in keys:
            _descend(entry[key], depth)


def _is_active(entry: pikepdf.Object, keys: set[str]) -> bool:
    return (
        # Whatever /Type says: a reader follows /S alone, and no structure element or page transition is called so.
        ("/S" in keys and str(entry["/S"]) in _FORBIDDEN_ACTIONS)
        or ("/Subtype" in keys and str(entry["/Subtype"]) in _FORBIDDEN_SUBTYPES)
        or ("/Type" in keys and str(entry["/Type"]) in _FORBIDDEN_TYPES)
    )


def _descend(item: Any, depth: int) -> None:
    if isinstance(item, pikepdf.Array | pikepdf.Dictionary | pikepdf.Stream) and not item.is_indirect:
        _inspect(item, depth + 1)
