"""What an attached file is, by its first bytes: its name and what the sender says of it prove nothing.

The same formats as the documents accept (DOC-08), which check a file again, wholly, when it is added there.
"""

_SIGNATURES = (
    (b"%PDF-", "application/pdf"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"II*\0", "image/tiff"),
    (b"MM\0*", "image/tiff"),
    (b"{\\rtf", "application/rtf"),
)
FORMATS = ("JPG", "PDF", "PNG", "TXT", "RTF", "TIF")
"""The same, as people call them."""
UNKNOWN = "application/octet-stream"
_NOT_IN_A_NAME = frozenset('/\\:*?"<>|')
_NAME_LENGTH = 120


def media_type_of(content: bytes) -> str:
    """The media type of an accepted format, UNKNOWN for anything else."""
    for signature, media_type in _SIGNATURES:
        if content.startswith(signature):
            return media_type
    return "text/plain" if _is_plain_text(content) else UNKNOWN


def name_of(told: str) -> str:
    """A file name that is safe to show and to save under: no folder, no control character, no end of line."""
    kept = "".join(each if each.isprintable() and each not in _NOT_IN_A_NAME else " " for each in told)
    stem, dot, ending = " ".join(kept.split()).strip(" .").rpartition(".")
    if not dot:
        return ending[:_NAME_LENGTH] or "fichier"
    return f"{stem[:_NAME_LENGTH]}.{ending[:10]}"


def _is_plain_text(content: bytes) -> bool:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    start = text[:1024].lstrip().lower()
    is_markup = start.startswith(("<", "#!", "%!ps", "mz", "pk\x03\x04")) or "%pdf-" in start
    return bool(start) and not is_markup and all(each.isprintable() or each in "\r\n\t\f" for each in text)
