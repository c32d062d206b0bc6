"""Small realistic files made from nothing: a PDF of text, a photographed sheet, a plain text.

The same words always give the same bytes. The PDF writer knows one page size and two standard fonts,
which every reader has; characters outside Windows-1252 are replaced.
"""

import io
import textwrap
import zlib
from collections.abc import Sequence

from PIL import Image, ImageDraw, ImageFont

_A4 = (595, 842)
_MARGIN = 56
_LEADING = 15
_LINES_PER_PAGE = 44


def pdf(title: str, letterhead: str, paragraphs: Sequence[str]) -> bytes:
    """A PDF 1.4 with a letterhead, a title and wrapped paragraphs, on as many pages as needed."""
    lines = [line for text in paragraphs for line in (*(textwrap.wrap(text, 88) or [""]), "")]
    pages = [lines[i : i + _LINES_PER_PAGE] for i in range(0, len(lines), _LINES_PER_PAGE)] or [[]]
    kids = " ".join(f"{5 + 2 * i} 0 R" for i in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R /Lang (fr) >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>",
    ]
    for number, page in enumerate(pages):
        content = _page(title, letterhead, page, f"{number + 1}/{len(pages)}")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {_A4[0]} {_A4[1]}] /Contents {6 + 2 * number} 0 R"
            " /Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> >>".encode()
        )
        squeezed = zlib.compress(content, 9)
        head = f"<< /Length {len(squeezed)} /Filter /FlateDecode >>\nstream\n".encode()
        objects.append(head + squeezed + b"\nendstream")
    return _assemble(objects)


def photo(title: str, lines: Sequence[str]) -> bytes:
    """A JPEG that looks like a sheet of paper photographed on a table."""
    picture = Image.new("RGB", (1000, 1400), (92, 78, 66))
    sheet = Image.new("RGB", (820, 1180), (250, 248, 242))
    pen = ImageDraw.Draw(sheet)
    pen.text((60, 60), title, fill=(20, 33, 61), font=ImageFont.load_default(38))
    pen.line((60, 125, 760, 125), fill=(31, 58, 138), width=4)
    for row, line in enumerate(lines):
        pen.text((60, 160 + 44 * row), line, fill=(40, 40, 40), font=ImageFont.load_default(25))
    picture.paste(sheet.rotate(1.5, expand=True, fillcolor=(92, 78, 66)), (80, 90))
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=72)
    return out.getvalue()


def text(title: str, lines: Sequence[str]) -> bytes:
    """A plain text in UTF-8."""
    return ("\n".join([title, "=" * len(title), "", *lines]) + "\n").encode()


def _page(title: str, letterhead: str, lines: Sequence[str], folio: str) -> bytes:
    top = _A4[1] - _MARGIN
    parts = [
        _words("F2", 10, _MARGIN, top, letterhead),
        f"0.12 0.23 0.54 RG 1.5 w {_MARGIN} {top - 10} m {_A4[0] - _MARGIN} {top - 10} l S".encode(),
        _words("F2", 15, _MARGIN, top - 42, title),
    ]
    parts += [_words("F1", 10.5, _MARGIN, top - 75 - _LEADING * row, line) for row, line in enumerate(lines)]
    parts.append(_words("F1", 8, _MARGIN, 30, f"Document fictif de démonstration - page {folio}"))
    return b"\n".join(parts)


def _words(font: str, size: float, x: float, y: float, words: str) -> bytes:
    escaped = words.encode("cp1252", "replace").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    return f"BT /{font} {size} Tf {x} {y} Td (".encode() + escaped + b") Tj ET"


def _assemble(objects: Sequence[bytes]) -> bytes:
    out = io.BytesIO()
    out.write(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(out.tell())
        out.write(f"{number} 0 obj\n".encode() + body + b"\nendobj\n")
    start = out.tell()
    out.write(f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode())
    out.writelines(f"{place:010d} 00000 n \n".encode() for place in places)
    out.write(f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode())
    return out.getvalue()
