"""Operator commands about the end of a record."""

import argparse
import time
from collections.abc import Callable
from datetime import UTC, datetime

from chassis.clock import now
from services.identity.actions import erase
from services.identity.cli.saying import complain
from services.identity.parts import Parts
from services.identity.store import erasures

Command = Callable[[Parts, argparse.Namespace], int]


def add_to(add: Callable[[str, Command], argparse.ArgumentParser]) -> None:
    """Add them to a parser."""
    forget = add("forget-record", forget_record)
    forget.add_argument("record")
    forget.add_argument("--wait", type=float, default=0, metavar="SECONDS", help="until every service has confirmed")
    again = add("erase-again", erase_again)
    again.add_argument("--since", required=True, type=_day, metavar="DAY", help="2026-03-01")


def forget_record(parts: Parts, asked: argparse.Namespace) -> int:
    """Have every service erase a record; identity erases it when all have confirmed."""
    erasure = erase.forget_record(parts, asked.record, now())
    if erasure is None:
        return complain("no such record")
    end = time.monotonic() + asked.wait
    while time.monotonic() < end:
        erasure = erasures.of_record(parts.db, asked.record) or erasure
        if erasure.done_at:
            print("erased everywhere")
            return 0
        time.sleep(0.2)
    print(f"asked as {erasure.id}; waiting for " + ", ".join(erasure.waiting_for))
    return 0 if asked.wait == 0 else 1


def erase_again(parts: Parts, asked: argparse.Namespace) -> int:
    """Ask every service anew to erase what was erased since a day: one of them was restored from a backup."""
    print(f"{erase.erase_again(parts, asked.since)} records asked for anew")
    return 0


def _day(text: str) -> datetime:
    return datetime.strptime(text, "%Y-%m-%d").replace(tzinfo=UTC)
