"""Operator commands for files of insured persons and their invitations."""

import argparse
import time
from collections.abc import Callable
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from chassis.clock import now
from services.identity.actions import attachments, campaign, due, imports, invite, work
from services.identity.cli.saying import complain
from services.identity.domain.withdrawals import Decision, Stage
from services.identity.errors.campaign import ImportNotDone, ImportUnknown, WithdrawalsNotHeld
from services.identity.keyring import new_id
from services.identity.parts import Parts
from services.identity.queries.waves import campaign_view
from services.identity.store import imports as stored_imports

Command = Callable[[Parts, argparse.Namespace], int]
_ERRORS_SHOWN = 50
_console = Console(stderr=True)


def add_to(add: Callable[[str, Command], argparse.ArgumentParser]) -> None:
    """Add them to a parser."""
    insured = add("import-insured", import_insured)
    insured.add_argument("file", type=Path)
    insured.add_argument("--invite", action="store_true", help="then send the invitations")
    add("resume-import", resume_import).add_argument("imported", metavar="import")
    add("invite", invite_imported).add_argument("imported", metavar="import")
    withdrawals = add("withdrawals", decide_withdrawals)
    withdrawals.add_argument("imported", metavar="import")
    withdrawals.add_argument("decision", type=Decision, choices=list(Decision), metavar="confirm|drop")
    add("create-due", create_due)
    add("invite-waves", invite_waves)


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
        return complain(refused.title)
    return _finish_import(parts, asked.imported)


def decide_withdrawals(parts: Parts, asked: argparse.Namespace) -> int:
    """Make, or drop, the withdrawals of attachments that an import held back."""
    try:
        attachments.decide(parts, asked.imported, asked.decision, "cli", now())
    except (ImportUnknown, WithdrawalsNotHeld) as refused:
        return complain(refused.title)
    return _finish_import(parts, asked.imported)


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
                return complain("no such import")
            rest = " ".join(f"{name} {job.counts[name]}" for name in stored_imports.COUNTERS[1:])
            progress.update(bar, total=job.total, completed=job.counts["done"], rest=rest)
            if job.has_ended:
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
        return complain(job.reason)
    if job.withdrawals.stage is Stage.HELD:
        loss = job.withdrawals.loss
        return complain(
            f"{loss.attachments} of {loss.listed} attachments ({loss.children} children, {loss.parents} parents)"
            " are not in this file: is it right? Nothing was withdrawn;"
            f" `withdrawals {job.id} confirm` does it all the same, `drop` forgets it"
        )
    return 0
