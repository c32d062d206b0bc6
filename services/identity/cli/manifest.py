"""Operator command that turns the insurer's manifest into one the vault may read; part of `cli`.

The vault knows no social-security number: here each line's person is matched by number and every trait, and the line
leaves with the record id in their place (`import-insurer` of documents takes the result).
"""

import argparse
import csv
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from services.identity.actions.matching import compared
from services.identity.domain.matching import Outcome
from services.identity.parts import Parts

_PERSON = ("matricule", "family_name", "given_name", "birth_date", "sex")
_BROUGHT = frozenset({Outcome.MATCHED, Outcome.NOT_OPEN})
"""What the insurer brings may wait for who has not answered yet."""

Command = Callable[[Parts, argparse.Namespace], int]


def match_manifest(parts: Parts, asked: argparse.Namespace) -> int:
    """Match the persons of an insurer's manifest (CSV or NDJSON); writes NDJSON with record ids in their place."""
    matched = refused = 0
    with asked.manifest.open(encoding="utf-8", newline="") as text, asked.target.open("w", encoding="utf-8") as target:
        for number, row in _rows(asked.manifest, text):
            outcome, record = _match(parts, row)
            if outcome in _BROUGHT:
                told = {name: value for name, value in row.items() if name not in _PERSON} | {"record": record}
                target.write(json.dumps(told, ensure_ascii=False) + "\n")
                matched += 1
            else:
                sys.stderr.write(f"line {number} refused: {outcome}\n")
                refused += 1
    print(f"{matched} matched, {refused} refused")
    return 1 if refused else 0


def add_to(add: Callable[[str, Command], argparse.ArgumentParser]) -> None:
    """Declare the command with `add(name, function)`."""
    matching = add("match-manifest", match_manifest)
    matching.add_argument("manifest", type=Path)
    matching.add_argument("target", type=Path, help="the NDJSON file to write; holds no number and no name")


def _rows(path: Path, text: Any) -> Iterator[tuple[int, dict[str, Any]]]:
    if path.suffix == ".csv":
        header = text.readline().lstrip("\ufeff").strip()
        delimiter = ";" if ";" in header else ","
        yield from enumerate(csv.DictReader(text, header.split(delimiter), delimiter=delimiter), start=2)
        return
    for number, line in enumerate(text, start=1):
        if line.strip():
            yield number, _object(line)


def _object(line: str) -> dict[str, Any]:
    try:
        told = json.loads(line)
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}


def _match(parts: Parts, row: dict[str, Any]) -> tuple[Outcome | str, str]:
    told = {name: str(row.get(name) or "") for name in _PERSON}
    if missing := [name for name, value in told.items() if not value]:
        return f"missing: {', '.join(missing)}", ""
    try:
        record, outcome = compared(parts, told)
    except ValueError:
        return "birth_date or sex not readable", ""
    return outcome, record
