"""Plain text: bytes that are characters and nothing else."""

import codecs

_ALLOWED_CONTROLS = frozenset("\t\n\r\f")


def charset_of(content: bytes) -> str | None:
    """`utf-8` or `windows-1252` (which contains Latin-1's characters), None when the bytes are no text."""
    try:
        decoded, charset = content.removeprefix(codecs.BOM_UTF8).decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        try:
            decoded, charset = content.decode("windows-1252"), "windows-1252"
        except UnicodeDecodeError:
            return None
    return None if any(_forbidden(character) for character in set(decoded)) else charset


def _forbidden(character: str) -> bool:
    point = ord(character)
    return (point < 0x20 and character not in _ALLOWED_CONTROLS) or 0x7F <= point < 0xA0
