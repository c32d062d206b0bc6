"""Operator commands for the directory of professionals and their logins; part of `cli`."""

import argparse
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from chassis.clock import now
from services.identity.actions import directory
from services.identity.actions.directory_import import DeparturesRefused, delist_departed, import_extraction
from services.identity.cli.saying import complain
from services.identity.domain.directory_lines import HeaderRefused
from services.identity.domain.insured import LineRefused
from services.identity.domain.login_lines import read_login
from services.identity.errors.account import FieldsRefused
from services.identity.parts import Parts

Command = Callable[[Parts, argparse.Namespace], int]
_ERRORS_SHOWN = 50


def import_professionals(parts: Parts, asked: argparse.Namespace) -> int:
    """Load the Annuaire Santé's public extraction (PS_LibreAcces_Personne_activite); again at will."""
    reasons = Counter[str]()

    def report(number: int, refused: LineRefused) -> None:
        reasons[refused.code] += 1
        if reasons.total() <= _ERRORS_SHOWN:
            print(f"line {number}: {refused.code} {refused.reason}")

    try:
        with asked.file.open("rb") as content:
            import_id, counts = import_extraction(parts, content, report, now())
        if asked.complete:
            counts["left"] = delist_departed(parts, import_id, asked.believe, now())
    except HeaderRefused as refused:
        return complain("not the extraction's layout, columns missing: " + ", ".join(refused.missing))
    except DeparturesRefused as refused:
        return complain(
            f"{refused.gone} of {refused.listed} professionals are not in this file: is it whole? Nobody was delisted;"
            " --believe-departures does it all the same"
        )
    if reasons.total() > _ERRORS_SHOWN:
        print("refused in all: " + ", ".join(f"{count} {code}" for code, count in sorted(reasons.items())))
    print(", ".join(f"{count} {name}" for name, count in counts.items()))
    return 1 if reasons else 0


def open_logins(parts: Parts, asked: argparse.Namespace) -> int:
    """Give listed professionals a login by password (NDJSON: rpps, email, mobile, identifier), for demonstrations."""
    counts = Counter[str]()
    for number, raw in enumerate(asked.file.read_text("utf-8").splitlines(), start=1):
        try:
            counts[directory.open_login(parts, read_login(raw), now())] += 1
        except LineRefused as refused:
            counts["refused"] += 1
            print(f"line {number}: {refused.code} {refused.reason}")
        except FieldsRefused as refused:
            counts["refused"] += 1
            print(f"line {number}: {refused.errors[0]['message']}")
    print(", ".join(f"{count} {name}" for name, count in counts.items()))
    return 1 if counts["refused"] else 0


def add_to(add: Callable[[str, Command], argparse.ArgumentParser]) -> None:
    """Declare the commands with `add(name, function)`."""
    extraction = add("import-professionals", import_professionals)
    extraction.add_argument("file", type=Path)
    extraction.add_argument("--complete", action="store_true", help="whoever is not in the file has left")
    extraction.add_argument("--believe-departures", dest="believe", action="store_true", help="however many")
    add("open-logins", open_logins).add_argument("file", type=Path)
