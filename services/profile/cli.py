"""Operator commands of the profile: `python -m services.profile.cli --help`."""

import argparse
import sys
from collections.abc import Sequence

from chassis import mongo
from chassis import settings as environment
from enforcement import commands as operating
from enforcement.store import grids, projections
from services.profile import store
from services.profile.settings import ProfileSettings


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit status is 0 when all is well."""
    parser = argparse.ArgumentParser(prog="profile", description="Operator commands of the profile.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="command")
    operating.arguments(commands, (*projections.NAMES, grids.GRID))
    asked = parser.parse_args(arguments)
    settings = environment.load(ProfileSettings)
    db = mongo.connect(settings)
    store.prepare(db)
    run: operating.Command = asked.run
    return run(settings, db, asked)


if __name__ == "__main__":
    sys.exit(main())
