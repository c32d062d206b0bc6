"""Operator commands about who acts for a child; part of `cli`."""

import argparse
from collections.abc import Callable

from chassis.clock import now
from services.identity.actions.families import allow_again, end_representation
from services.identity.cli.saying import complain
from services.identity.domain.families import Reason
from services.identity.parts import Parts
from services.identity.store import families

Command = Callable[[Parts, argparse.Namespace], int]


def add_to(add: Callable[[str, Command], argparse.ArgumentParser]) -> None:
    """Declare the commands with `add(name, function)`."""
    add("list-representatives", list_representatives).add_argument("child", metavar="RECORD")
    ended = add("end-representation", end)
    ended.add_argument("child", metavar="RECORD")
    ended.add_argument("account", metavar="ACCOUNT")
    allowed = add("allow-representation", allow)
    allowed.add_argument("child", metavar="RECORD")
    allowed.add_argument("account", metavar="ACCOUNT")


def list_representatives(parts: Parts, asked: argparse.Namespace) -> int:
    """Print who acts, and who acted, for a child: account, since, until, why it ended."""
    kept = families.of_child(parts.db, asked.child)
    if kept is None:
        return complain("nobody has ever acted for this record")
    for each in kept.family.representatives:
        print(f"{each.account} since {each.since:%Y-%m-%d} until {kept.family.until:%Y-%m-%d}")
    for gone in kept.family.former:
        print(f"{gone.account} since {gone.since:%Y-%m-%d} ended {gone.ended_at:%Y-%m-%d} {gone.reason}")
    return 0


def end(parts: Parts, asked: argparse.Namespace) -> int:
    """End an account's right to act for a child, as a court decided: dead everywhere within a second."""
    if not end_representation(parts, asked.child, asked.account, Reason.WITHDRAWN, None, now()):
        return complain("this account does not act for this record")
    print("ended")
    return 0


def allow(parts: Parts, asked: argparse.Namespace) -> int:
    """Let an account whose right a court withdrew certify it again: the decision was changed."""
    if not allow_again(parts, asked.child, asked.account, now()):
        return complain("no withdrawal keeps this account from acting for this record")
    print("allowed")
    return 0
