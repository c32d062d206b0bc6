"""Operator commands of identity: `python -m services.identity.cli --help`."""

import argparse
from collections.abc import Callable, Sequence

from chassis import deadletters, mongo, settings
from chassis.clock import now
from services.identity import store
from services.identity.actions import announce
from services.identity.cli import closures, directory, families, insured, manifest, organisations, staff
from services.identity.parts import Parts, assemble
from services.identity.settings import IdentitySettings

Command = Callable[[Parts, argparse.Namespace], int]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit status is 0 when all is well."""
    asked = _parser().parse_args(arguments)
    loaded = settings.load(IdentitySettings)
    db = mongo.connect(loaded)
    store.prepare(db)
    command: Command = asked.run
    return command(assemble(db, loaded), asked)


def announce_again(parts: Parts, asked: argparse.Namespace) -> int:
    """Tell records, professionals and contacts again, to whoever listens."""
    announce.announce(parts, asked.projections or announce.PROJECTIONS, now())
    told = 0
    while announce.tell_next_part(parts):
        told += 1
    print(f"{told} parts told")
    return 0


def dead(parts: Parts, asked: argparse.Namespace) -> int:
    """List, show, replay or drop the events this service could not apply."""
    return deadletters.run(parts.settings, asked)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="identity", description="Operator commands of identity.")
    commands = parser.add_subparsers(required=True, metavar="command")

    def add(name: str, run: Command) -> argparse.ArgumentParser:
        command = commands.add_parser(name, help=(run.__doc__ or "").partition("\n")[0], description=run.__doc__)
        command.set_defaults(run=run)
        return command

    for commands_of in (insured, directory, staff, closures, families, organisations, manifest):
        commands_of.add_to(add)
    again = add("announce", announce_again)
    again.add_argument("--only", dest="projections", action="append", choices=announce.PROJECTIONS)
    deadletters.arguments(add("dead", dead))
    return parser
