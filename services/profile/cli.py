"""Operator commands of the profile: `python -m services.profile.cli --help`."""

import argparse
import sys
from collections.abc import Sequence

from chassis import deadletters, mongo
from chassis import settings as environment
from enforcement import rebuilding
from enforcement.store import grids, projections
from services.profile import store
from services.profile.settings import ProfileSettings

PROJECTIONS = (*projections.NAMES, grids.GRID)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit status is 0 when all is well."""
    asked = _parser().parse_args(arguments)
    settings = environment.load(ProfileSettings)
    if asked.command == "dead":
        return deadletters.run(settings, asked)
    db = mongo.connect(settings)
    store.prepare(db)
    for projection in PROJECTIONS if asked.projection == "all" else (asked.projection,):
        rebuilding.rebuild("profile", db, projection)
        print(f"{projection} dropped; its owner is asked to tell it again")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="profile", description="Operator commands of the profile.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="command")
    deadletters.arguments(commands.add_parser("dead", help="messages that a queue gave up"))
    rebuilding = commands.add_parser("rebuild", help="rebuild a projection while the system runs")
    rebuilding.add_argument("projection", choices=[*PROJECTIONS, "all"])
    return parser


if __name__ == "__main__":
    sys.exit(main())
