"""Operator commands of the profile: `python -m services.profile.cli --help`."""

import argparse
import sys
from collections.abc import Sequence

import uuid_utils

from chassis import deadletters, mongo, outbox
from chassis import settings as environment
from services.profile import announcements, store
from services.profile.settings import ProfileSettings
from services.profile.store import Database, projections


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit status is 0 when all is well."""
    asked = _parser().parse_args(arguments)
    settings = environment.load(ProfileSettings)
    if asked.command == "dead":
        return deadletters.run(settings, asked)
    db = mongo.connect(settings)
    store.prepare(db)
    for projection in projections.NAMES if asked.projection == "all" else (asked.projection,):
        rebuild(db, projection)
    return 0


def rebuild(db: Database, projection: str) -> None:
    """Forget a projection and ask its owner to tell it again; professionals wait meanwhile, patients do not."""
    projections.drop(db, projection)
    outbox.add(db, None, announcements.rebuild_requested(str(uuid_utils.uuid7()), projection))
    print(f"{projection} dropped; its owner is asked to tell it again")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="profile", description="Operator commands of the profile.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="command")
    deadletters.arguments(commands.add_parser("dead", help="messages that a queue gave up"))
    rebuilding = commands.add_parser("rebuild", help="rebuild a projection while the system runs")
    rebuilding.add_argument("projection", choices=[*projections.NAMES, "all"])
    return parser


if __name__ == "__main__":
    sys.exit(main())
