"""Operator commands of consent: `python -m services.consent.cli --help`."""

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import uuid_utils

from chassis import clock, deadletters, mongo, settings
from services.consent import store
from services.consent.actions import checkpoint, grid, people, policy
from services.consent.domain.grid import GridRefused
from services.consent.domain.history import faults
from services.consent.errors import GridInForce
from services.consent.settings import ConsentSettings
from services.consent.signing import HistorySigner
from services.consent.store import Database, history, registers
from services.consent.store.registers import Register

Command = Callable[[ConsentSettings, Database, argparse.Namespace], int]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit status is 0 when all is well."""
    asked = _parser().parse_args(arguments)
    config = settings.load(ConsentSettings)
    db = mongo.connect(config)
    store.prepare(db)
    command: Command = asked.run
    return command(config, db, asked)


def load_grid(config: ConsentSettings, db: Database, asked: argparse.Namespace) -> int:
    """Load the first version of the authorization grid; later ones are proposed and approved by two operators."""
    try:
        checked, content = grid.read_file(asked.file or grid.DELIVERED)
        new = grid.load_grid(db, content, clock.today())
    except GridInForce as kept:
        # Without a file this is the start of an installation, which keeps the version that its operators published.
        sys.stderr.write(f"grid not loaded: {kept}\n")
        return 1 if asked.file else 0
    except (GridRefused, OSError) as refused:
        sys.stderr.write(f"grid refused: {refused}\n")
        return 1
    allowed = sum(len(row.allowed) for row in checked.rows)
    said = "loaded" if new else "was there already"
    print(f"grid {checked.name} {said}: {len(checked.rows)} types, {len(checked.columns)} columns, {allowed} allowed")
    return 0


def verify_history(config: ConsentSettings, db: Database, asked: argparse.Namespace) -> int:
    """Recompute the chains of one record, or of all."""
    checked = broken = 0
    for chain in history.chains_of(db, asked.record) if asked.record else history.chains(db):
        found = faults(*history.chain(db, chain))
        checked, broken = checked + 1, broken + bool(found)
        for fault in found:
            print(f"{chain}: entry {fault.number} {fault.what}")
    print(f"{checked} chains checked, {broken} broken")
    return 1 if broken else 0


def publish_history(config: ConsentSettings, db: Database, asked: argparse.Namespace) -> int:
    """Sign and publish the heads of the histories now, without waiting for the next period."""
    made = checkpoint.publish(db, HistorySigner(config.history_signing_key), config.public_url, clock.now())
    print(f"checkpoint {made.number} published" if made else "another process publishes at this moment")
    return 0 if made else 1


def announce(config: ConsentSettings, db: Database, asked: argparse.Namespace) -> int:
    """Tell all relations and the grid again, to whoever listens."""
    policy.announce_everything(db, _rebuild())
    print("the worker tells every relation again")
    return 0


def raise_epoch(config: ConsentSettings, db: Database, asked: argparse.Namespace) -> int:
    """After a restore from a backup: begin a new epoch and tell everything again."""
    print(f"epoch {policy.raise_epoch(db, _rebuild())} begun; the worker tells every relation again")
    return 0


def rebuild(config: ConsentSettings, db: Database, asked: argparse.Namespace) -> int:
    """Ask identity to tell a projection again."""
    people.request_rebuild(db, asked.projection, _rebuild())
    print(f"asked identity for {asked.projection}")
    return 0


def name(config: ConsentSettings, db: Database, asked: argparse.Namespace) -> int:
    """Enter a professional among the regulating doctors, or an operator's account among the medical officers."""
    registers.enter(db, Register(asked.register), asked.id, asked.centre)
    print(f"{asked.id} is among the {asked.register}")
    return 0


def strike(config: ConsentSettings, db: Database, asked: argparse.Namespace) -> int:
    """Take somebody off one of these registers."""
    struck = registers.strike(db, Register(asked.register), asked.id)
    print(f"{asked.id} {'is no longer' if struck else 'was not'} among the {asked.register}")
    return 0 if struck else 1


def registered(config: ConsentSettings, db: Database, asked: argparse.Namespace) -> int:
    """List a register."""
    for account, centre in registers.listed(db, Register(asked.register)):
        print(f"{account}\t{centre}")
    return 0


def dead(config: ConsentSettings, db: Database, asked: argparse.Namespace) -> int:
    """List, show, replay or drop what a queue could not apply."""
    return deadletters.run(config, asked)


def _rebuild() -> str:
    return str(uuid_utils.uuid7())


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="consent", description="Operator commands of consent.")
    commands = parser.add_subparsers(required=True, metavar="command")

    def add(name: str, run: Command) -> argparse.ArgumentParser:
        command = commands.add_parser(name, help=run.__doc__, description=run.__doc__)
        command.set_defaults(run=run)
        return command

    add("load-grid", load_grid).add_argument("file", nargs="?", type=Path)
    add("verify-history", verify_history).add_argument("--record")
    add("publish-history", publish_history)
    add("announce", announce)
    add("raise-epoch", raise_epoch)
    deadletters.arguments(add("dead", dead))
    for command in (add("name", name), add("strike", strike), add("registered", registered)):
        command.add_argument("register", choices=[each.value for each in Register])
        if command.prog.endswith(("name", "strike")):
            command.add_argument("id")
        if command.prog.endswith("name"):
            command.add_argument("--centre", default="")
    add("rebuild", rebuild).add_argument("projection", choices=people.PROJECTIONS)
    return parser


if __name__ == "__main__":
    sys.exit(main())
