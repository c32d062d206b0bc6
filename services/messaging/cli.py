"""Operator commands of messaging: `python -m services.messaging.cli --help`."""

import argparse
import sys
from collections.abc import Callable, Sequence
from datetime import timedelta

from chassis import mongo
from chassis import settings as environment
from chassis.clock import now
from enforcement import commands as operating
from enforcement.store import projections
from services.messaging import store
from services.messaging.actions import sweeping
from services.messaging.files import Files
from services.messaging.settings import MessagingSettings
from services.messaging.store import Database


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit status is 0 when all is well."""
    asked = _parser().parse_args(arguments)
    settings = environment.load(MessagingSettings)
    db = mongo.connect(settings)
    store.prepare(db)
    command: Callable[[MessagingSettings, Database, argparse.Namespace], int] = asked.run
    return command(settings, db, asked)


def sweep_orphans(settings: MessagingSettings, db: Database, asked: argparse.Namespace) -> int:
    """Remove objects that no message has."""
    count = sweeping.sweep_orphans(db, Files(settings), now() - timedelta(seconds=settings.orphan_age_s))
    print(f"{count} orphan objects removed")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="messaging", description="Operator commands of messaging.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="command")
    commands.add_parser("sweep-orphans", help=sweep_orphans.__doc__).set_defaults(run=sweep_orphans)
    operating.arguments(commands, projections.NAMES)
    return parser


if __name__ == "__main__":
    sys.exit(main())
