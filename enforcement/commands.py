"""Operator commands that every enforcement point has; a service's `cli` adds its own beside them."""

import argparse
import sys
from collections.abc import Callable, Sequence
from typing import Any

from chassis import deadletters
from chassis.clock import now
from chassis.connection import Database
from enforcement.keyring import KeyringSettings, keyring_of
from enforcement.rebuilding import rebuild
from enforcement.rotating import rotate

_EVERYTHING = "all"
Command = Callable[[KeyringSettings, Database, argparse.Namespace], int]


def arguments(commands: Any, projections: Sequence[str]) -> None:
    """Add `rebuild` of these projections, `rotate-master-key` and `dead` to the commands of an argument parser.

    Each sets `run`, a `Command`, which returns the exit status.
    """
    rebuilding = commands.add_parser("rebuild", help="rebuild a projection while the system runs")
    rebuilding.add_argument("projection", choices=(*projections, _EVERYTHING))
    rebuilding.set_defaults(run=_rebuild, projections=tuple(projections))
    commands.add_parser("rotate-master-key", help="new master key, while running").set_defaults(run=_rotate)
    letters = commands.add_parser("dead", help="events that could not be applied")
    deadletters.arguments(letters)
    letters.set_defaults(run=_dead)


def _rebuild(settings: KeyringSettings, db: Database, asked: argparse.Namespace) -> int:
    """Forget a projection, or all, and ask its owner to tell it again."""
    for projection in asked.projections if asked.projection == _EVERYTHING else (asked.projection,):
        rebuild(settings.service, db, projection)
        print(f"{projection} dropped; its owner is asked to tell it again")
    return 0


def _rotate(settings: KeyringSettings, db: Database, asked: argparse.Namespace) -> int:
    """Put a new master key in force, wrap every record's key by it, retire those before; nothing has to stop."""
    done = rotate(db, keyring_of(db, settings), now, lambda count: _say(f"\r{count} keys wrapped anew"))
    retired = ", ".join(map(str, done.retired)) or "none"
    print(f"master key {done.version} in force, {done.wrapped} keys wrapped anew, versions retired: {retired}")
    return 0


def _dead(settings: KeyringSettings, db: Database, asked: argparse.Namespace) -> int:
    """List, show, replay or drop what a queue could not apply."""
    return deadletters.run(settings, asked)


def _say(progress: str) -> None:
    sys.stderr.write(progress)
