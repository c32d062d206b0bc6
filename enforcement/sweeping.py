"""Clean up in the object store: what nobody refers to, and what was erased."""

import re
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from itertools import islice

from chassis.connection import Database
from chassis.objects import ObjectStore
from enforcement.store import keys, projections

_BATCH = 500
_LATE = timedelta(minutes=10)
"""How long after an erasure a write that had begun before may still bring something."""


def sweep_orphans(
    objects: ObjectStore, named: re.Pattern[str], known: Callable[[list[str]], set[str]], older_than: datetime
) -> int:
    """Delete objects put before `older_than` whose owner is not among the `known`. Returns how many.

    `named` matches the names that are looked at, with the owner's id as its first group. A younger object may belong
    to a write that is about to commit.
    """
    old = _old(objects, named, older_than)
    swept = 0
    while batch := list(islice(old, _BATCH)):
        living = known([owner for _, owner in batch])
        for name, owner in batch:
            if owner not in living:
                objects.delete(name)
                swept += 1
    return swept


def sweep_erased(
    db: Database, objects: ObjectStore, at: datetime, forget: Callable[[str], None] = lambda _: None
) -> int:
    """Delete what is left of erased records: once at once, and a last time when nothing can come any more.

    `forget` deletes rows that a late write may have brought. Returns how many objects were deleted.
    """
    swept = 0
    for record, erased_at in projections.to_sweep(db):
        forget(record)
        keys.destroy(None, db, record)
        for entry in list(objects.listed(f"{record}/")):
            objects.delete(entry.name)
            swept += 1
        if at - erased_at > _LATE:
            projections.swept(db, record)
    return swept


def _old(objects: ObjectStore, named: re.Pattern[str], older_than: datetime) -> Iterator[tuple[str, str]]:
    for entry in objects.listed():
        found = named.fullmatch(entry.name)
        if found is not None and entry.modified < older_than:
            yield entry.name, found[1]
