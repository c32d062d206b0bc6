"""Operator commands for the accounts of operators, agents of the 3422 and professionals."""

import argparse
import sys
from collections.abc import Callable
from typing import Any

from chassis.clock import now
from services.identity.actions import directory
from services.identity.cli.saying import complain
from services.identity.domain.accounts import Kind
from services.identity.domain.people import Contact, normalise_email, normalise_mobile
from services.identity.errors.account import FieldsRefused
from services.identity.parts import Parts
from services.identity.store import accounts, desk

Command = Callable[[Parts, argparse.Namespace], int]


def add_to(add: Callable[[str, Command], argparse.ArgumentParser]) -> None:
    """Add them to a parser."""
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


def create_operator(parts: Parts, asked: argparse.Namespace) -> int:
    """Make an operator's account; the password is the first line of the standard input."""
    return _create_staff(parts, asked, Kind.OPERATOR)


def create_agent(parts: Parts, asked: argparse.Namespace) -> int:
    """Make the account of an agent of the 3422; the password is the first line of the standard input."""
    return _create_staff(parts, asked, Kind.SUPPORT)


def desk_lookups(parts: Parts, asked: argparse.Namespace) -> int:
    """Show whom agents of the 3422 looked for: when, who, the record if there was one, and whether it was opened."""
    account = accounts.by_identifier(parts.db, asked.agent) if asked.agent else None
    if asked.agent and account is None:
        return complain("no agent has this identifier")
    for row in desk.lookups_of(parts.db, account.id if account else None, asked.limit):
        print(f"{row['at']:%Y-%m-%d %H:%M:%S} {row['agent']} {row['record'] or 'nobody'}{_missed(row)}")
    return 0


def _missed(row: dict[str, Any]) -> str:
    return " not-identified" if row["record"] and not row.get("identified", True) else ""


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
            failed += complain(f"line {number}: {refused.errors[0]['message']}")
        else:
            failed += 0 if known else complain(f"line {number}: no professional or operator has this identifier")
    return 1 if failed else 0


def remove_account(parts: Parts, asked: argparse.Namespace) -> int:
    """Close the account of a professional or an operator; a professional is no longer listed as active."""
    if not directory.remove_account(parts, asked.identifier, now()):
        return complain("no professional or operator has this identifier")
    return 0


def _create_staff(parts: Parts, asked: argparse.Namespace, kind: Kind) -> int:
    password = sys.stdin.readline().rstrip("\n")
    try:
        contact = Contact(normalise_email(asked.email), asked.mobile and normalise_mobile(asked.mobile))
        name = asked.name or asked.identifier
        print(directory.create_operator(parts, asked.identifier, contact, name, password, now(), kind))
    except FieldsRefused as refused:
        return complain(refused.errors[0]["message"])
    except ValueError as refused:
        return complain(str(refused))
    return 0
