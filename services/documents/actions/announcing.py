"""What was kept from a patient shows by itself when its time has come; here it is told."""

from dataclasses import replace
from datetime import datetime

from chassis import events
from services.documents.domain.changing import announced
from services.documents.store import Database, documents

_BATCH = 200


def announce_due(db: Database, epoch: int, at: datetime) -> int:
    """Tell of documents that the patient sees since `at` or before; how many. Whoever changes one meanwhile wins.

    Nothing is opened by this: the decision compares the moment itself.
    """
    told = 0
    for document in documents.due(db, at, _BATCH):
        visibility = replace(document.visibility, withheld_until=None)
        after = replace(document, visibility=visibility, version=document.version + 1)
        happened = announced(after, epoch)
        told += documents.replace(db, document, after, [events.new(happened.type, document.record, happened.data)])
    return told
