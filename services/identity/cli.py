"""Operator commands of identity: `python -m services.identity.cli --help`."""

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from chassis import deadletters, mongo, settings
from services.identity import (
    closure_commands,
    directory_commands,
    family_commands,
    manifest_commands,
    organisation_commands,
    store,
)
from services.identity.actions import announce, campaign, directory, due, imports, invite, work
from services.identity.domain.accounts import Kind
from services.identity.domain.people import Contact, normalise_email, normalise_mobile
from services.identity.errors.account import FieldsRefused
from services.identity.errors.campaign import ImportNotDone, ImportUnknown
from services.identity.figures import campaign_view
from services.identity.keyring import new_id
from services.identity.parts import Parts, assemble, now
from services.identity.settings import IdentitySettings
from services.identity.store import accounts, desk
from services.identity.store import imports as stored_imports

Command = Callable[[Parts, argparse.Namespace], int]
_ERRORS_SHOWN = 50
_console = Console(stderr=True)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit status is 0 when all is well."""
    asked = _parser().parse_args(arguments)
    loaded = settings.load(IdentitySettings)
    db = mongo.connect(loaded)
    store.prepare(db)
    command: Command = asked.run
    return command(assemble(db, loaded), asked)


def import_insured(parts: Parts, asked: argparse.Namespace) -> int:
    """Load a file of insured persons (CSV or NDJSON), line by line; run it again to resume or to update."""
    with asked.file.open("rb") as content:
        import_id = imports.stage_import(parts, asked.file.name, content, asked.invite, now())
    return _finish_import(parts, import_id)


def resume_import(parts: Parts, asked: argparse.Namespace) -> int:
    """Go on with an import that was interrupted, from its last checkpoint."""
    return _finish_import(parts, asked.imported)


def invite_imported(parts: Parts, asked: argparse.Namespace) -> int:
    """Send the invitations of an import to those who have none yet."""
    try:
        invite.ask_invitations(parts, asked.imported)
    except (ImportUnknown, ImportNotDone) as refused:
        return _complain(refused.title)
    return _finish_import(parts, asked.imported)


def create_operator(parts: Parts, asked: argparse.Namespace) -> int:
    """Make an operator's account; the password is the first line of the standard input."""
    return _create_staff(parts, asked, Kind.OPERATOR)


def create_agent(parts: Parts, asked: argparse.Namespace) -> int:
    """Make the account of an agent of the 3422; the password is the first line of the standard input."""
    return _create_staff(parts, asked, Kind.SUPPORT)


def desk_lookups(parts: Parts, asked: argparse.Namespace) -> int:
    """Show whom agents of the 3422 looked for: when, who, and the record found if there was one."""
    account = accounts.by_identifier(parts.db, asked.agent) if asked.agent else None
    if asked.agent and account is None:
        return _complain("no agent has this identifier")
    for row in desk.lookups_of(parts.db, account.id if account else None, asked.limit):
        print(f"{row['at']:%Y-%m-%d %H:%M:%S} {row['agent']} {row['record'] or 'nobody'}")
    return 0


def _create_staff(parts: Parts, asked: argparse.Namespace, kind: Kind) -> int:
    password = sys.stdin.readline().rstrip("\n")
    try:
        contact = Contact(normalise_email(asked.email), asked.mobile and normalise_mobile(asked.mobile))
        name = asked.name or asked.identifier
        print(directory.create_operator(parts, asked.identifier, contact, name, password, now(), kind))
    except FieldsRefused as refused:
        return _complain(refused.errors[0]["message"])
    except ValueError as refused:
        return _complain(str(refused))
    return 0


def set_password(parts: Parts, asked: argparse.Namespace) -> int:
    """Set the password of a professional or an operator, read from the standard input.

    Without an identifier, each line of the input is an identifier, a tab and a password.
    """
    if asked.identifier:
        pairs = [[asked.identifier, sys.stdin.readline().rstrip("\n")]]
    else:
        pairs = [line.rstrip("\n").split("\t", 1) for line in sys.stdin if line.strip()]
    failed = 0
    for number, pair in enumerate(pairs, start=1):
        try:
            known = len(pair) == 2 and directory.set_password(parts, pair[0], pair[1])
        except FieldsRefused as refused:
            failed += _complain(f"line {number}: {refused.errors[0]['message']}")
        else:
            failed += 0 if known else _complain(f"line {number}: no professional or operator has this identifier")
    return 1 if failed else 0


def remove_account(parts: Parts, asked: argparse.Namespace) -> int:
    """Close the account of a professional or an operator; a professional is no longer listed as active."""
    if not directory.remove_account(parts, asked.identifier, now()):
        return _complain("no professional or operator has this identifier")
    return 0


def create_due(parts: Parts, asked: argparse.Namespace) -> int:
    """Create the spaces whose delay to oppose has run out (the worker does it by itself)."""
    created = 0
    while step := due.create_due_spaces(parts, now()):
        created += step
    print(f"{created} spaces created")
    return 0


def invite_waves(parts: Parts, asked: argparse.Namespace) -> int:
    """Invite all that the waves may invite today (the worker does it by itself)."""
    while campaign.advance_waves(parts, now()):
        continue
    figures = campaign_view(parts)["totals"]
    print(", ".join(f"{count} {name}" for name, count in figures.items()))
    return 0


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


def _finish_import(parts: Parts, import_id: str) -> int:
    holder = new_id("cli")
    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rest]}"),
        TimeElapsedColumn(),
        console=_console,
    ) as progress:
        bar = progress.add_task("import", total=None, rest="")
        while True:
            # The worker may hold this import: then we only watch it.
            moved = work.advance_imports(parts, holder, now(), only=import_id)
            job = stored_imports.by_id(parts.db, import_id)
            if job is None:
                return _complain("no such import")
            rest = " ".join(f"{name} {job.counts[name]}" for name in stored_imports.COUNTERS[1:])
            progress.update(bar, total=job.total, completed=job.counts["done"], rest=rest)
            if job.ended_at and not job.invite_asked:
                break
            if not moved:
                time.sleep(0.2)
    return _report_import(parts, job)


def _report_import(parts: Parts, job: stored_imports.Import) -> int:
    for _, row in stored_imports.errors(parts.db, job.id, None, _ERRORS_SHOWN):
        print(f"line {row['line']}: {row['code']} {row['reason']}")
    if job.counts["refused"] > _ERRORS_SHOWN:
        print(f"and {job.counts['refused'] - _ERRORS_SHOWN} more")
    print(f"{job.id} {job.state}: " + ", ".join(f"{count} {name}" for name, count in job.counts.items()))
    if job.reason:
        return _complain(job.reason)
    return 0


def _complain(words: str) -> int:
    print(words, file=sys.stderr)
    return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="identity", description="Operator commands of identity.")
    commands = parser.add_subparsers(required=True, metavar="command")

    def add(name: str, run: Command) -> argparse.ArgumentParser:
        command = commands.add_parser(name, help=(run.__doc__ or "").partition("\n")[0], description=run.__doc__)
        command.set_defaults(run=run)
        return command

    insured = add("import-insured", import_insured)
    insured.add_argument("file", type=Path)
    insured.add_argument("--invite", action="store_true", help="then send the invitations")
    add("resume-import", resume_import).add_argument("imported", metavar="import")
    add("invite", invite_imported).add_argument("imported", metavar="import")
    directory_commands.add_to(add)
    for staff in (add("create-operator", create_operator), add("create-agent", create_agent)):
        staff.add_argument("identifier")
        staff.add_argument("--email", required=True)
        staff.add_argument("--mobile")
        staff.add_argument("--name", help="shown in the header; the identifier unless told")
    lookups = add("desk-lookups", desk_lookups)
    lookups.add_argument("agent", nargs="?", help="identifier of one agent; all unless told")
    lookups.add_argument("--limit", type=int, default=50)
    add("set-password", set_password).add_argument("identifier", nargs="?")
    add("remove-account", remove_account).add_argument("identifier")
    add("create-due", create_due)
    add("invite-waves", invite_waves)
    closure_commands.add_to(add)
    family_commands.add_to(add)
    organisation_commands.add_to(add)
    manifest_commands.add_to(add)
    again = add("announce", announce_again)
    again.add_argument("--only", dest="projections", action="append", choices=announce.PROJECTIONS)
    deadletters.arguments(add("dead", dead))
    return parser


if __name__ == "__main__":
    sys.exit(main())
