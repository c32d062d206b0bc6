"""Clean up in the object store: attachments that no message has. What was erased, `enforcement.sweeping` takes."""

import re
from datetime import datetime

from enforcement import sweeping
from services.messaging.files import Files
from services.messaging.store import Database, conversations

_NAME = re.compile(r"rec_[0-9A-Za-z]{22}/(att_[0-9A-Za-z]{22})")


def sweep_orphans(db: Database, files: Files, older_than: datetime) -> int:
    """Delete objects put before `older_than` that no message has. Returns how many."""
    return sweeping.sweep_orphans(files, _NAME, lambda ids: conversations.attached(db, ids), older_than)
