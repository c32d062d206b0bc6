"""Operator commands for organisations and the accounts of their software; part of `cli`."""

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path

from chassis.clock import now
from chassis.problems import Problem
from services.identity.actions import organisations
from services.identity.domain.machines import SCOPES
from services.identity.domain.organisations import OrganisationKind
from services.identity.parts import Parts

Command = Callable[[Parts, argparse.Namespace], int]


def list_organisation(parts: Parts, asked: argparse.Namespace) -> int:
    """Register an organisation by its FINESS or SIRET number, or correct its name; prints its id."""
    scheme, number = ("finess", asked.finess) if asked.finess else ("siret", asked.siret)

    def act() -> str:
        return organisations.list_organisation(parts, scheme, number, asked.name, asked.kind).id

    return _told(act)


def register_machine(parts: Parts, asked: argparse.Namespace) -> int:
    """Register software of an organisation with its public keys (JWKS file); prints its client_id."""

    def act() -> str:
        keys = _key_set(asked.keys)
        return organisations.register_account(parts, asked.organisation, asked.label, asked.scopes, keys, now()).id

    return _told(act)


def set_machine_keys(parts: Parts, asked: argparse.Namespace) -> int:
    """Replace the public keys of a machine account (JWKS file)."""

    def act() -> str:
        organisations.replace_keys(parts, asked.account, _key_set(asked.keys))
        return "replaced"

    return _told(act)


def suspend(parts: Parts, asked: argparse.Namespace) -> int:
    """Suspend an organisation (org_…) or one machine account (mac_…): its tokens die at once."""
    return _told(lambda: _suspended(parts, asked.id, suspended=True))


def resume(parts: Parts, asked: argparse.Namespace) -> int:
    """Let a suspended organisation or machine account act again."""
    return _told(lambda: _suspended(parts, asked.id, suspended=False))


def add_to(add: Callable[[str, Command], argparse.ArgumentParser]) -> None:
    """Declare the commands with `add(name, function)`."""
    listed = add("list-organisation", list_organisation)
    number = listed.add_mutually_exclusive_group(required=True)
    number.add_argument("--finess")
    number.add_argument("--siret")
    listed.add_argument("--name", required=True, help="as patients read it in their history")
    listed.add_argument("--kind", required=True, choices=[kind.value for kind in OrganisationKind])
    machine = add("register-machine", register_machine)
    machine.add_argument("organisation")
    machine.add_argument("--label", required=True, help="name of the software")
    machine.add_argument("--scope", dest="scopes", action="append", required=True, choices=sorted(SCOPES))
    machine.add_argument("--keys", type=Path, required=True, metavar="JWKS", help="file with the public keys")
    keys = add("set-machine-keys", set_machine_keys)
    keys.add_argument("account")
    keys.add_argument("--keys", type=Path, required=True, metavar="JWKS")
    add("suspend", suspend).add_argument("id")
    add("resume", resume).add_argument("id")


def _suspended(parts: Parts, held: str, suspended: bool) -> str:
    if held.startswith("org_"):
        organisations.suspend_organisation(parts, held, suspended, now())
    else:
        organisations.suspend_account(parts, held, suspended, now())
    return "suspended" if suspended else "resumed"


def _key_set(file: Path) -> object:
    try:
        told: object = json.loads(file.read_text("utf-8"))
    except ValueError:
        return None  # refused with the words for anything that is no key set
    return told


def _told(act: Callable[[], str]) -> int:
    try:
        print(act())
    except Problem as refused:
        print("; ".join(error["message"] for error in refused.errors) or refused.title, file=sys.stderr)
        return 1
    return 0
