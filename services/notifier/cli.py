"""Operator commands of the notifier: `python -m services.notifier.cli --help`."""

import argparse
import sys
from collections.abc import Sequence

from chassis import deadletters, mongo, settings
from chassis.clock import now
from services.notifier import actions, queries, store
from services.notifier.parts import Parts, assemble
from services.notifier.sending import bounces
from services.notifier.settings import NotifierSettings


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit status is 0 when all is well."""
    asked = _parser().parse_args(arguments)
    config = settings.load(NotifierSettings)
    if asked.command == "dead":
        return deadletters.run(config, asked)
    db = mongo.connect(config)
    store.prepare(db)
    return _COMMANDS[asked.command](assemble(db, config), asked)


def outstanding(parts: Parts, asked: argparse.Namespace) -> int:
    """Show how much is on its way and what failed."""
    figures = queries.outstanding(parts)
    for state, number in sorted(figures.by_state.items()):
        print(f"{state:10} {number}")
    print(f"oldest unfinished: {figures.oldest_s:.0f} s")
    for notice, kind, reason in figures.failed:
        print(f"failed {notice} {kind} {reason}")
    return 0


def resend(parts: Parts, asked: argparse.Namespace) -> int:
    """Send a failed notice again."""
    if parts.notices.resend(asked.id, now()):
        print("it will be sent again")
        return 0
    print("unknown, not failed, or a code: its person asks for another")
    return 1


def rebuild(parts: Parts, asked: argparse.Namespace) -> int:
    """Ask identity to tell a projection again."""
    print(f"asked identity for {asked.projection}, rebuild {actions.rebuild(parts, asked.projection)}")
    return 0


def note(parts: Parts, asked: argparse.Namespace) -> int:
    """Read a delivery status notification from standard input, as a mail server's pipe hands it over."""
    bounce = bounces.read_bounce(sys.stdin.buffer.read(bounces.LONGEST))
    noted = bounce is not None and bounces.note_bounce(parts, bounce)
    print("noted" if noted else "nothing to note")
    # Always 0: the mail server must not answer a notification with another.
    return 0


_COMMANDS = {"note-bounce": note, "outstanding": outstanding, "resend": resend, "rebuild": rebuild}


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="notifier", description="Operator commands of the notifier.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="command")
    deadletters.arguments(commands.add_parser("dead", help="messages that a queue gave up"))
    commands.add_parser("note-bounce", help=note.__doc__)
    commands.add_parser("outstanding", help=outstanding.__doc__)
    commands.add_parser("resend", help=resend.__doc__).add_argument("id")
    commands.add_parser("rebuild", help=rebuild.__doc__).add_argument(
        "projection", choices=["contacts", "representations"]
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
