"""Pages of a text: as long as a screen reads well, broken where a line ends."""

from collections.abc import Iterator
from itertools import islice

from PIL import Image, ImageDraw, ImageFont
from striprtf.striprtf import rtf_to_text

from services.documents import errors

_LINES, _CHARACTERS = 120, 8_000
_SHEET = (1.0, 1.414)
_MARGIN, _SMALL = 10, 6


def of_text(content: bytes, charset: str | None) -> str:
    """The characters of a plain text. Raises errors.FileDamaged."""
    try:
        return content.decode(charset or "utf-8").removeprefix("\ufeff").replace("\r\n", "\n")
    except (UnicodeDecodeError, LookupError):
        raise errors.FileDamaged from None


def of_rtf(content: bytes) -> str:
    """The words of an RTF, without its pictures and its looks. Raises errors.FileDamaged."""
    try:
        words: str = rtf_to_text(content.decode("latin-1"), errors="replace")  # type: ignore[no-untyped-call]
    except (ValueError, LookupError, TypeError, IndexError):
        raise errors.FileDamaged from None
    return "".join(each for each in words if each in "\n\t" or each.isprintable())


def count(text: str) -> int:
    """How many pages; an empty text has one."""
    return sum(1 for _ in _pages(text))


def page(text: str, number: int) -> str:
    """One page (from 1). Raises errors.NotFound."""
    found = next(islice(_pages(text), number - 1, None), None) if number >= 1 else None
    if found is None:
        raise errors.NotFound
    return found


def picture(text: str, longest: int) -> Image.Image:
    """The beginning of the text on a small sheet, to know it again in a list."""
    sheet = Image.new("L", (int(longest * _SHEET[0] / _SHEET[1]), longest), "white")
    beginning = "\n".join(line[:80] for line in text.splitlines()[:60])
    font = ImageFont.load_default(_SMALL)
    ImageDraw.Draw(sheet).multiline_text((_MARGIN, _MARGIN), beginning, fill=60, font=font, spacing=1)
    return sheet


def _pages(text: str) -> Iterator[str]:
    lines: list[str] = []
    size = 0
    for line in _short_lines(text):
        if lines and (len(lines) >= _LINES or size + len(line) > _CHARACTERS):
            yield "".join(lines)
            lines, size = [], 0
        lines.append(line)
        size += len(line)
    yield "".join(lines)


def _short_lines(text: str) -> Iterator[str]:
    for line in text.splitlines(keepends=True):
        for start in range(0, len(line), _CHARACTERS):
            yield line[start : start + _CHARACTERS]
