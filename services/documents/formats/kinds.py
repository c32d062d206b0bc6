"""The accepted formats: how each is recognised by its first bytes, named, and stored."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kind:
    """A format. `stored_as` is the media type under which it is kept and served."""

    label: str
    extensions: tuple[str, ...]
    signatures: tuple[bytes, ...]
    declared: frozenset[str]
    stored_as: str


PDF = Kind("PDF", ("pdf",), (b"%PDF-",), frozenset({"application/pdf", "application/x-pdf"}), "application/pdf")
JPG = Kind("JPG", ("jpg", "jpeg"), (b"\xff\xd8\xff",), frozenset({"image/jpeg", "image/jpg"}), "image/jpeg")
PNG = Kind("PNG", ("png",), (b"\x89PNG\r\n\x1a\n",), frozenset({"image/png"}), "image/jpeg")
TIF = Kind("TIF", ("tif", "tiff"), (b"II*\0", b"MM\0*"), frozenset({"image/tiff"}), "image/tiff")
RTF = Kind(
    "RTF", ("rtf",), (b"{\\rtf",), frozenset({"application/rtf", "text/rtf", "application/msword"}), "application/rtf"
)
TXT = Kind("TXT", ("txt",), (), frozenset({"text/plain"}), "text/plain")

KINDS = (JPG, PDF, PNG, TXT, RTF, TIF)
"""In the order in which people are told of them (DOC-08)."""

UNTOLD = frozenset({"", "application/octet-stream", "binary/octet-stream"})
"""Declared types by which a browser says that it does not know."""

_NOT_TEXT = (
    b"%pdf-", b"<!doctype", b"<html", b"<?xml", b"<svg", b"<script", b"<?php", b"#!", b"mz", b"pk\x03\x04",
    b"gif8", b"bm", b"%!ps", b"from ", b"mime-version:", b"content-type:", b"<%",
)  # fmt: skip
"""Beginnings of other formats that are made of printable characters, in lower case."""


def recognise(content: bytes) -> Kind | None:
    """The kind whose signature stands at byte 0; TXT when the bytes are plain text; else None."""
    for kind in KINDS:
        if kind.signatures and content.startswith(kind.signatures):
            return kind
    start = content[:1024].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    return None if start.startswith(_NOT_TEXT) or b"%pdf-" in start else TXT


def contradicts(kind: Kind, name: str, declared: str) -> bool:
    """Whether the end of the file's name, or the declared media type, says another kind than its bytes."""
    ending = ending_of(name)
    if ending and ending not in kind.extensions:
        return True
    media_type = declared.partition(";")[0].strip().lower()
    return media_type not in UNTOLD and media_type not in kind.declared


def ending_of(name: str) -> str:
    """What follows the last dot of a file name, in lower case; empty when there is none."""
    _, dot, ending = name.rpartition(".")
    return ending.strip().lower() if dot else ""


def is_known(ending: str) -> bool:
    """Whether an ending is one of an accepted format; no ending says nothing."""
    return not ending or any(ending in kind.extensions for kind in KINDS)
