"""What the insurer brings: documents of a former DMP (DOC-03, OPS-07), the Covid certificate (DOC-04, OPS-09). Pure.

A manifest says one document a line, CSV with a header (`,` or `;`) or NDJSON, UTF-8: `document` (its id at the
insurer), `record`, `file`, `type`, `title`, `document_date`; and where they apply `author`, `media_type`, `dmp_opened`.
"""

import csv
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath
from typing import Any

from services.documents.domain.document import Depositor, DepositorKind

INSURER = Depositor(DepositorKind.INSURER, "insurer", "Assurance Maladie")
DMP_OPENED_BEFORE = date(2021, 7, 1)
"""C-22: a DMP opened later was not one of those taken over."""
_REQUIRED = ("document", "record", "file", "type", "title", "document_date")
_KNOWN = frozenset({*_REQUIRED, "author", "media_type", "dmp_opened"})
_LONGEST_ID = 200


class LineRefused(Exception):
    """A line that cannot be taken; the message says why and names no person."""

    log_safe = True


@dataclass(frozen=True, slots=True)
class Line:
    """One document of a manifest; `file` is below the folder of the manifest."""

    number: int
    document: str
    record: str
    file: PurePosixPath
    type: str
    title: str
    document_date: date
    author: str
    media_type: str
    former: bool
    """Whether it was in a DMP."""

    @property
    def key(self) -> str:
        """The idempotency key: the same document of the insurer's is taken once, however often it is brought."""
        return "ins-" + hashlib.sha256(self.document.encode()).hexdigest()[:48]


def rows_of(name: str, text: Iterable[str]) -> Iterator[tuple[int, Mapping[str, Any] | None]]:
    """Line number and fields of each line of a manifest, None for one that is not readable."""
    if name.endswith(".csv"):
        lines = iter(text)
        header = next(lines, "").lstrip("\ufeff").strip()
        delimiter = ";" if ";" in header else ","
        reader = csv.DictReader(lines, [each.strip() for each in header.split(delimiter)], delimiter=delimiter)
        yield from enumerate(reader, start=2)
        return
    for number, line in enumerate(text, start=1):
        if line.strip():
            yield number, _object(line)


def line_of(number: int, row: Mapping[str, Any] | None) -> Line:
    """The document that a row names. Raises LineRefused."""
    if row is None:
        raise LineRefused("unreadable line")
    told = {str(name): str(value).strip() for name, value in row.items() if value not in (None, "")}
    if missing := [name for name in _REQUIRED if name not in told]:
        raise LineRefused(f"missing: {', '.join(missing)}")
    if unknown := sorted(set(told) - _KNOWN):
        raise LineRefused(f"unknown: {', '.join(unknown)}"[:200])
    file = PurePosixPath(told["file"])
    if file.is_absolute() or ".." in file.parts or "\\" in told["file"]:
        raise LineRefused("file: not below the folder of the manifest")
    if len(told["document"]) > _LONGEST_ID:
        raise LineRefused("document: too long")
    if "dmp_opened" in told and _day(told["dmp_opened"], "dmp_opened") >= DMP_OPENED_BEFORE:
        raise LineRefused("dmp_opened: not a DMP that is taken over")
    return Line(
        number=number,
        document=told["document"],
        record=told["record"],
        file=file,
        type=told["type"],
        title=told["title"],
        document_date=_day(told["document_date"], "document_date"),
        author=told.get("author", "")[:200],
        media_type=told.get("media_type", ""),
        former="dmp_opened" in told,
    )


def _day(text: str, name: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise LineRefused(f"{name}: not a date like 2021-05-31") from None


def _object(line: str) -> Mapping[str, Any] | None:
    try:
        told = json.loads(line)
    except ValueError:
        return None
    return told if isinstance(told, dict) else None
