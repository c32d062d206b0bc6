"""A new master key, while everything runs: made, put in force, every record's key wrapped by it, the old ones retired.

What is sealed is not touched, only the keys that open it are wrapped anew. Interrupted, it goes on where it stopped
when it is started again; what is erased meanwhile stays erased.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from chassis import mongo
from chassis.connection import Database
from enforcement.keyring import Keyring
from enforcement.store import keys

SETTLED_S = mongo.TRANSACTION_S + 2.0
"""How long after the last one a process may still keep a new key, wrapped by the version that it read before."""


@dataclass(frozen=True, slots=True)
class Rotated:
    """`version` is in force; how many keys this run wrapped anew; which versions it retired."""

    version: int
    wrapped: int
    retired: list[int]


def rotate(
    db: Database,
    keyring: Keyring,
    clock: Callable[[], datetime],
    say: Callable[[int], None] = lambda _: None,
    settled_s: float = SETTLED_S,
) -> Rotated:
    """Rotate to a new version, or end the rotation that was interrupted. `say` hears how many keys are done.

    Whatever was interrupted, the version in force at the end is sealed by the present `MASTER_KEY`. Raises SealBroken
    when it, and the one before, do not open what is there.
    """
    version = _version_in_force(db, keyring, clock)
    done = _wrap_all(db, keyring, version, say)
    time.sleep(settled_s)
    while late := _wrap_all(db, keyring, version, say):
        done += late
        time.sleep(settled_s)
    return Rotated(version, done, keys.retire_masters(db, version, clock()))


def _version_in_force(db: Database, keyring: Keyring, clock: Callable[[], datetime]) -> int:
    living = [each for each in keys.masters(db) if each.sealed is not None]
    newest = living[0].version if living else 0
    unfinished = len(living) > 1 or next(keys.wrapped_before(db, newest), None) is not None
    if living and unfinished and keyring.opens_without_before(living[0]):
        return newest
    for held in islice(keys.wrapped_before(db, newest + 1), 1):
        keyring.unwrap(*held)  # a MASTER_KEY that opens nothing must not put a version in force
    while not keys.add_master(db, newest + 1, keyring.new_master(newest + 1), clock()):
        newest = keyring.newest()
    return newest + 1


def _wrap_all(db: Database, keyring: Keyring, version: int, say: Callable[[int], None]) -> int:
    count = 0
    for record, before in keys.wrapped_before(db, version):
        after = keyring.wrap(record, keyring.unwrap(record, before), version)
        count += keys.wrap_anew(db, record, before, after)
        if count % 1_000 == 0:
            say(count)
    return count
