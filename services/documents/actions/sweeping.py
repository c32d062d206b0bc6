"""Clean up in the object store: what nobody refers to, and what was erased."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import islice

from services.documents.files import Files
from services.documents.store import Database, documents, keys, rights, waiting

_NAME = re.compile(r"rec_[0-9A-Za-z]{22}/(doc_[0-9A-Za-z]{22})")
_BATCH = 500
_LATE = timedelta(minutes=10)
"""How long after an erasure a deposit that had begun before may still bring something."""


def sweep_orphans(db: Database, files: Files, older_than: datetime) -> int:
    """Delete objects put before `older_than` whose document does not exist. Returns how many.

    A younger one may belong to a deposit that is about to commit.
    """
    return sum(_sweep(db, files, names) for names in _in_batches(_old(files, older_than)))


def sweep_erased(db: Database, files: Files, at: datetime) -> int:
    """Delete what is left of erased records: once at once, and a last time when nothing can come any more."""
    swept = 0
    for record, erased_at in rights.to_sweep(db):
        documents.erase(None, db, record)
        keys.destroy(None, db, record)
        for entry in list(files.listed(f"{record}/")):
            files.delete(entry.name)
            swept += 1
        if at - erased_at > _LATE:
            rights.swept(db, record)
    return swept


def _in_batches(names: Iterator[tuple[str, str]]) -> Iterator[list[tuple[str, str]]]:
    while batch := list(islice(names, _BATCH)):
        yield batch


def _old(files: Files, older_than: datetime) -> Iterator[tuple[str, str]]:
    for entry in files.listed():
        named = _NAME.fullmatch(entry.name)
        if named is not None and entry.modified < older_than:
            yield entry.name, named[1]


def _sweep(db: Database, files: Files, names: list[tuple[str, str]]) -> int:
    ids = [document for _, document in names]
    known = documents.existing(db, ids) | waiting.existing(db, ids)
    orphans = [name for name, document in names if document not in known]
    for name in orphans:
        files.delete(name)
    return len(orphans)
