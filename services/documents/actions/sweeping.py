"""Clean up in the object store: what no document refers to, and what was erased."""

import re
from datetime import datetime

from enforcement import sweeping
from services.documents.files import Files
from services.documents.store import Database, documents, waiting

_NAME = re.compile(r"rec_[0-9A-Za-z]{22}/(doc_[0-9A-Za-z]{22})")


def sweep_orphans(db: Database, files: Files, older_than: datetime) -> int:
    """Delete objects put before `older_than` whose document does not exist. Returns how many."""

    def known(ids: list[str]) -> set[str]:
        return documents.existing(db, ids) | waiting.existing(db, ids)

    return sweeping.sweep_orphans(files, _NAME, known, older_than)


def sweep_erased(db: Database, files: Files, at: datetime) -> int:
    """Delete what is left of erased records. Returns how many objects."""
    return sweeping.sweep_erased(db, files, at, lambda record: documents.erase(None, db, record))
