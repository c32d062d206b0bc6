"""Operator commands of documents: `python -m services.documents.cli --help`."""

import argparse
import json
import sys
import time
from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path

from chassis import mongo
from chassis import settings as environment
from chassis.clock import now
from enforcement import commands as operating
from enforcement.keyring import keyring_of
from enforcement.store import grids, projections
from services.documents import store
from services.documents.actions import importing, insuring, scrubbing, sweeping
from services.documents.domain.figures import bounds, figures_of
from services.documents.domain.reference import TableRefused, read_table
from services.documents.errors import StorageUnavailable
from services.documents.files import Files
from services.documents.parts import assemble
from services.documents.settings import DocumentsSettings
from services.documents.store import Database, export_keys, organisations, reference
from services.documents.store import figures as counting
from services.documents.takeaway.manifest import ManifestBroken

TYPES = Path(__file__).parent / "data" / "document_types.2024-09-27.json"
PROJECTIONS = (*projections.NAMES, grids.GRID, organisations.COLLECTION)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit status is 0 when all is well."""
    asked = _parser().parse_args(arguments)
    settings = environment.load(DocumentsSettings)
    db = mongo.connect(settings)
    store.prepare(db)
    command: Callable[[DocumentsSettings, Database, argparse.Namespace], int] = asked.run
    return command(settings, db, asked)


def load_types(settings: DocumentsSettings, db: Database, asked: argparse.Namespace) -> int:
    """Put a table of document types in force."""
    try:
        raw = json.loads(asked.file.read_text(encoding="utf-8"))
        table = read_table(raw)
    except (OSError, ValueError, TableRefused) as refused:
        sys.stderr.write(f"types refused: {refused}\n")
        return 1
    reference.keep_types(db, raw, table)
    print(f"types {table.version} in force: {len(table.types)} types in {len(table.sections)} sections")
    return 0


def sweep_orphans(settings: DocumentsSettings, db: Database, asked: argparse.Namespace) -> int:
    """Remove objects that no document refers to."""
    count = sweeping.sweep_orphans(db, Files(settings), now() - timedelta(seconds=settings.orphan_age_s))
    print(f"{count} orphan objects removed")
    return 0


def raise_epoch(settings: DocumentsSettings, db: Database, asked: argparse.Namespace) -> int:
    """After a restore from a backup: versions given from now on win over those given before. Restart the api."""
    print(f"epoch {reference.raise_epoch(db)}")
    return 0


def import_insurer(settings: DocumentsSettings, db: Database, asked: argparse.Namespace) -> int:
    """Take the insurer's documents: those of former DMPs, Covid certificates; may be run again at any time."""

    def refuse(number: int, reason: str) -> None:
        sys.stderr.write(f"\nline {number} refused: {reason}\n")

    def progress(done: int) -> None:
        sys.stderr.write(f"\r{done}")

    parts = assemble(settings)
    try:
        counts = insuring.bring(parts, asked.manifest, progress, refuse)
    except (OSError, UnicodeDecodeError, StorageUnavailable) as fault:
        sys.stderr.write(f"\ncut off ({type(fault).__name__}); run the command again to go on\n")
        return 2
    finally:
        parts.inspectors.close()
        parts.traces.close()
    told = ", ".join(f"{counts[name]} {name}" for name in ("deposited", "waiting", "already", "refused"))
    print(f"\n{told}")
    return 1 if counts["refused"] else 0


def figures(settings: DocumentsSettings, db: Database, asked: argparse.Namespace) -> int:
    """Print the figures of a month; small counts are not told."""
    try:
        told = figures_of(asked.month, counting.count(db, *bounds(asked.month)))
    except ValueError:
        sys.stderr.write("month: YYYY-MM\n")
        return 1
    print(f"{told.month}\ttotal\t\t{'<11' if told.total is None else told.total}")
    for name, cells in (("depositor", told.by_depositor), ("type", told.by_type)):
        for cell in cells:
            print(f"{told.month}\t{name}\t{cell.label}\t{'<11' if cell.count is None else cell.count}")
    return 0


def import_export(settings: DocumentsSettings, db: Database, asked: argparse.Namespace) -> int:
    """Put an export into a record; may be run again."""
    keyring = keyring_of(db, settings)
    vault = importing.Vault(db, Files(settings), keyring)
    try:
        keys = json.loads(asked.keys.read_text("utf-8"))["keys"] if asked.keys else []
        trust = importing.Trust([*export_keys.published(db), *keys], asked.unsigned)
        done = importing.import_export(vault, asked.archive, asked.record, trust, now(), _show_progress)
    except (KeyError, TypeError, json.JSONDecodeError):
        sys.stderr.write("keys refused: not what export-keys publishes\n")
        return 1
    except (ManifestBroken, OSError) as refused:
        sys.stderr.write(f"\nexport refused: {refused}\n")
        return 1
    print(f"\n{done.restored} documents restored, {done.already} there already, {done.without_file} without file")
    print(f"{done.former} former spaces kept to be read")
    return 0


def _show_progress(done: int, of: int) -> None:
    sys.stderr.write(f"\r{done}/{of}")


def scrub(settings: DocumentsSettings, db: Database, asked: argparse.Namespace) -> int:
    """Read every file again now, at a bounded rate, and report; the exit status is 1 when something is damaged."""
    keyring = keyring_of(db, settings)
    depot = scrubbing.Depot(db, Files(settings), keyring)
    checked, goes_on = 0, True
    while goes_on:
        until = time.monotonic() + 1
        step = scrubbing.scrub(depot, asked.per_second, 0, now())
        checked, goes_on = checked + step, step == asked.per_second
        sys.stderr.write(f"\r{checked} files read again")
        time.sleep(max(0.0, until - time.monotonic()) if goes_on else 0)
    print(f"\n{checked} files read again")
    return damaged(settings, db, asked)


def damaged(settings: DocumentsSettings, db: Database, asked: argparse.Namespace) -> int:
    """Say which files are known not to be what was deposited; the exit status is 1 when there are any."""
    known = store.scrubbing.damages(db)
    for each in known:
        print(f"{each.document}\t{each.record}\t{each.fault}\t{each.found_at.isoformat()}")
    print(f"{len(known)} documents damaged")
    return 1 if known else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="documents", description="Operator commands of documents.")
    commands = parser.add_subparsers(required=True)
    loading = commands.add_parser("load-types", help="put a table of document types in force")
    loading.add_argument("file", nargs="?", type=Path, default=TYPES)
    loading.set_defaults(run=load_types)
    commands.add_parser("sweep-orphans", help="remove objects without a document").set_defaults(run=sweep_orphans)
    bringing = commands.add_parser("import-insurer", help="take the insurer's documents, by manifest")
    bringing.add_argument("manifest", type=Path, help="CSV or NDJSON; files are named relative to it")
    bringing.set_defaults(run=import_insurer)
    counted = commands.add_parser("figures", help="documents of a month by kind of depositor and type (OPS-12)")
    counted.add_argument("month", help="YYYY-MM")
    counted.set_defaults(run=figures)
    restoring = commands.add_parser("import-export", help="put an export into a record")
    restoring.add_argument("archive", type=Path)
    restoring.add_argument("--record", required=True)
    restoring.add_argument(
        "--keys", type=Path, help="published keys of the place it comes from (/api/documents/export-keys)"
    )
    restoring.add_argument("--unsigned", action="store_true", help="take an archive of before there were signatures")
    restoring.set_defaults(run=import_export)
    scrubbing_all = commands.add_parser("scrub", help="read every file again and compare it with what was deposited")
    scrubbing_all.add_argument("--per-second", type=int, default=20)
    scrubbing_all.set_defaults(run=scrub)
    commands.add_parser("damaged", help="files that are not what was deposited").set_defaults(run=damaged)
    commands.add_parser("raise-epoch", help="after a restore from a backup").set_defaults(run=raise_epoch)
    operating.arguments(commands, PROJECTIONS)
    return parser


if __name__ == "__main__":
    sys.exit(main())
