"""Files as people send them, made by code: sound ones."""

import io
import os
from collections.abc import Callable

import pikepdf
from PIL import Image


def pdf(spoil: Callable[[pikepdf.Pdf], None] | None = None, padding: int = 0, **saving: object) -> bytes:
    """A PDF of one page; `spoil` may put anything in it; `padding` bytes of noise make it larger."""
    document = pikepdf.new()
    document.add_blank_page()
    if padding:
        document.Root.Padding = document.make_stream(os.urandom(padding))
    if spoil is not None:
        spoil(document)
    out = io.BytesIO()
    document.save(out, **saving)  # type: ignore[arg-type]
    return out.getvalue()


def picture(kind: str, mode: str = "RGB", size: tuple[int, int] = (64, 48), **saving: object) -> bytes:
    """A picture of one colour in Pillow's format `kind`."""
    out = io.BytesIO()
    Image.new(mode, size, 90 if mode in ("1", "L", "P") else None or 0).save(out, kind, **saving)
    return out.getvalue()


def pages(count: int, size: tuple[int, int] = (8, 8)) -> bytes:
    """A TIF of several black and white pages."""
    out = io.BytesIO()
    first, *others = [Image.new("1", size) for _ in range(count)]
    first.save(out, "TIFF", save_all=True, append_images=others)
    return out.getvalue()


def rtf(inside: bytes = b"Bonjour, tout va bien. \\'e9t\\'e9\\par") -> bytes:
    """An RTF document with `inside` as its text."""
    return b"{\\rtf1\\ansi\\deff0{\\fonttbl{\\f0 Helvetica;}}\\f0 " + inside + b"}"


def text() -> bytes:
    """A few lines in UTF-8."""
    return "Ordonnance :\n- repos\n- de l'eau, été comme hiver\n".encode()


def _tagged(document: pikepdf.Pdf) -> None:
    """A title in the tree of its structure, and a page that comes with a transition."""
    title = pikepdf.Dictionary(Type=pikepdf.Name.StructElem, S=pikepdf.Name.H1)
    document.Root.StructTreeRoot = pikepdf.Dictionary(K=pikepdf.Array([document.make_indirect(title)]))
    document.pages[0].obj.Trans = pikepdf.Dictionary(Type=pikepdf.Name.Trans, S=pikepdf.Name.Dissolve)


GOOD: dict[str, tuple[bytes, str, str]] = {
    "pdf": (pdf(), "ordonnance.pdf", "application/pdf"),
    "pdf-with-open-destination": (
        pdf(lambda d: d.Root.__setitem__("/OpenAction", pikepdf.Array([d.pages[0].obj, pikepdf.Name.Fit]))),
        "a.pdf",
        "application/pdf",
    ),
    "pdf-with-link": (
        pdf(
            lambda d: d.pages[0].obj.__setitem__(
                "/Annots",
                pikepdf.Array(
                    [
                        pikepdf.Dictionary(
                            Type=pikepdf.Name.Annot,
                            Subtype=pikepdf.Name.Link,
                            Rect=[0, 0, 9, 9],
                            A=pikepdf.Dictionary(S=pikepdf.Name.URI, URI="https://example.invalid"),
                        )
                    ]
                ),
            )
        ),
        "a.pdf",
        "application/pdf",
    ),
    "pdf-tagged": (pdf(_tagged), "a.pdf", "application/pdf"),
    "pdf-with-object-streams": (pdf(object_stream_mode=pikepdf.ObjectStreamMode.generate), "a.PDF", ""),
    "jpg": (picture("JPEG"), "photo.jpg", "image/jpeg"),
    "jpeg-grey": (picture("JPEG", "L"), "photo.JPEG", "application/octet-stream"),
    "jpg-cmyk": (picture("JPEG", "CMYK"), "photo.jpg", "image/jpeg"),
    "png": (picture("PNG"), "capture.png", "image/png"),
    "png-transparent": (picture("PNG", "RGBA"), "capture.png", "image/png"),
    "png-palette": (picture("PNG", "P"), "capture.png", "image/png"),
    "png-16-bit": (picture("PNG", "I;16"), "capture.png", "image/png"),
    "tif": (picture("TIFF"), "radio.tif", "image/tiff"),
    "tiff-pages": (pages(3), "radio.tiff", "image/tiff"),
    "rtf": (rtf(), "lettre.rtf", "application/rtf"),
    "rtf-as-word": (
        rtf(b"{\\field{\\*\\fldinst HYPERLINK https://a.invalid/PRINT}{\\fldrslt ici}}"),
        "a.rtf",
        "application/msword",
    ),
    "txt": (text(), "note.txt", "text/plain"),
    "txt-latin": ("été".encode("windows-1252"), "note.txt", "text/plain; charset=iso-8859-1"),
    "txt-bom": (b"\xef\xbb\xbf" + text(), "note.txt", "text/plain"),
    "no-ending": (text(), "note", ""),
}
"""By what they are: bytes, name, declared type."""
