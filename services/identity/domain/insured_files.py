"""The two layouts an insurer's file may have, told apart by its first line: CSV with a header, or NDJSON. Pure.

Each line stands alone (no line break inside a CSV field), so that work can resume after any of them.
"""

import csv
import json
from collections.abc import Mapping
from dataclasses import dataclass

from services.identity.domain.insured import FIELDS, REQUIRED, LineRefused

LINE_BYTES_MAX = 64 * 1024


class FileRefused(ValueError):
    """The file as a whole cannot be read; the reason is in French, for the operator."""


@dataclass(frozen=True)
class Layout:
    """How lines are read. `columns` is empty for NDJSON."""

    columns: tuple[str, ...] = ()
    delimiter: str = ","

    @property
    def header_lines(self) -> int:
        """How many lines at the top hold no person."""
        return 1 if self.columns else 0


def detect_layout(first_line: bytes) -> Layout:
    """Return the layout of a file that starts with this line. Raises FileRefused."""
    try:
        text = first_line.decode("utf-8-sig").strip()
    except UnicodeDecodeError:
        raise FileRefused("Le fichier n'est pas en UTF-8.") from None
    if text.startswith("{"):
        return Layout()
    delimiter = ";" if text.count(";") > text.count(",") else ","
    try:
        cells = next(csv.reader([text], delimiter=delimiter), [])
    except csv.Error:
        cells = []
    columns = tuple(name.strip().lower() for name in cells)
    missing = [name for name in REQUIRED if name not in columns]
    if missing:
        raise FileRefused("Ce n'est ni du NDJSON, ni un CSV avec ses colonnes. Il manque : " + ", ".join(missing) + ".")
    if len(set(columns)) != len(columns):
        raise FileRefused("Une colonne figure deux fois.")
    return Layout(columns, delimiter)


def read_line(raw: bytes, layout: Layout) -> Mapping[str, object] | None:
    """Return the named values of one line, None for an empty one. Raises LineRefused."""
    if len(raw) > LINE_BYTES_MAX:
        raise LineRefused("line-too-long", f"La ligne dépasse {LINE_BYTES_MAX // 1024} Kio.")
    try:
        text = raw.decode("utf-8-sig").strip("\r\n")
    except UnicodeDecodeError:
        raise LineRefused("not-utf8", "La ligne n'est pas en UTF-8.") from None
    if not text.strip():
        return None
    return _csv_row(text, layout) if layout.columns else _json_object(text)


def _json_object(text: str) -> Mapping[str, object]:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        raise LineRefused("not-json", "La ligne n'est pas un objet JSON.") from None
    if not isinstance(value, dict):
        raise LineRefused("not-an-object", "La ligne n'est pas un objet JSON.")
    return {name: value[name] for name in FIELDS if name in value}


def _csv_row(text: str, layout: Layout) -> Mapping[str, object]:
    try:
        cells = next(csv.reader([text], delimiter=layout.delimiter, strict=True))
    except (csv.Error, StopIteration):
        raise LineRefused("not-csv", "Les guillemets de la ligne ne se ferment pas.") from None
    if len(cells) != len(layout.columns):
        raise LineRefused("column-count", f"La ligne a {len(cells)} colonnes, l'en-tête en a {len(layout.columns)}.")
    return {name: cell for name, cell in zip(layout.columns, cells, strict=True) if name in FIELDS}
