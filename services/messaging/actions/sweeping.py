"""Clean up in the object store: what no message has, and what was erased."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import islice

from services.messaging.files import Files
from services.messaging.store import Database, conversations, keys, projections

_NAME = re.compile(r"rec_[0-9A-Za-z]{22}/(att_[0-9A-Za-z]{22})")
_BATCH = 500
_LATE = timedelta(minutes=10)
"""How long after an erasure a message that was on its way may still bring something."""


def sweep_orphans(db: Database, files: Files, older_than: datetime) -> int:
    """Delete objects put before `older_than` that no message has. Returns how many.

    A younger one may belong to a message that is about to commit.
    """
    old = _old(files, older_than)
    swept = 0
    while batch := list(islice(old, _BATCH)):
        known = conversations.attached(db, [attachment for _, attachment in batch])
        for name, attachment in batch:
            if attachment not in known:
                files.delete(name)
                swept += 1
    return swept


def sweep_erased(db: Database, files: Files, at: datetime) -> int:
    """Delete what is left of erased records: once at once, and a last time when nothing can come any more."""
    swept = 0
    for record, erased_at in projections.to_sweep(db):
        keys.destroy(None, db, record)
        for entry in list(files.listed(f"{record}/")):
            files.delete(entry.name)
            swept += 1
        if at - erased_at > _LATE:
            projections.swept(db, record)
    return swept


def _old(files: Files, older_than: datetime) -> Iterator[tuple[str, str]]:
    for entry in files.listed():
        named = _NAME.fullmatch(entry.name)
        if named is not None and entry.modified < older_than:
            yield entry.name, named[1]
