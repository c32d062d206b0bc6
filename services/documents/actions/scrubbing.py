"""Reads files again, a few at a time, and compares each with what was deposited.

A disk forgets in silence: damage is found here, while a copy or a backup is still there to mend it, rather than by
the person who needs the document. What is found is an error in the log, a figure, and a line of the report.
"""

from datetime import datetime, timedelta
from typing import NamedTuple

from prometheus_client import Counter, Gauge

from chassis import logs
from enforcement.keyring import Keyring
from services.documents import errors, queries
from services.documents.domain.document import Document
from services.documents.files import Files
from services.documents.store import Database, documents, scrubbing
from services.documents.store.scrubbing import Damage, Round

CHECKED = Counter("documents_scrubbed", "Files read again", ["verdict"])
DAMAGED = Gauge("documents_damaged", "Documents known to be damaged", multiprocess_mode="mostrecent")

FOUND = logs.Line("documents.damage-found", logs.ERROR, "a file is not what was deposited: restore it from a backup")
ROUND_ENDED = logs.Line("documents.scrub-round-ended", logs.INFO, "every file was read again")


class Depot(NamedTuple):
    """Where files and their keys are."""

    db: Database
    files: Files
    keyring: Keyring


def scrub(depot: Depot, limit: int, round_s: int, at: datetime) -> int:
    """Read the next `limit` files of the round under way, or of a new one when it is due. Returns how many.

    Raises StorageUnavailable when the store does not answer, having noted how far it came.
    """
    place = _place(depot.db, round_s, at)
    if place is None:
        return 0
    found = scrubbing.next_documents(depot.db, place.after, limit)
    whole: list[str] = []
    checked = 0
    try:
        for document in found:
            if _is_whole(depot, document, at):
                whole.append(document.id)
            checked += 1
    finally:
        scrubbing.forget_damage(depot.db, whole)
        ended = at if checked == len(found) < limit else None
        after = found[checked - 1].id if checked else place.after
        _keep(depot.db, Round(place.began_at, after, place.checked + checked, ended))
    return checked


def _keep(db: Database, place: Round) -> None:
    scrubbing.keep_round(db, place)
    known = [each.document for each in scrubbing.damages(db)]
    if place.ended_at is not None:
        there = documents.existing(db, known)
        scrubbing.forget_damage(db, [each for each in known if each not in there])
        known = [each for each in known if each in there]
        logs.write(ROUND_ENDED, count=place.checked)
    DAMAGED.set(len(known))


def _place(db: Database, round_s: int, at: datetime) -> Round | None:
    last = scrubbing.last_round(db)
    if last is None or (last.ended_at is not None and at - last.began_at >= timedelta(seconds=round_s)):
        return Round(at, "", 0, None)
    return None if last.ended_at is not None else last


def _is_whole(depot: Depot, document: Document, at: datetime) -> bool:
    try:
        queries.unsealed(depot, document)
    except errors.NotFound:
        return False  # deleted or erased while it was read
    except errors.DocumentDamaged as damaged:
        CHECKED.labels("damaged").inc()
        _note(depot.db, document, type(damaged.__cause__).__name__ if damaged.__cause__ else "Digest", at)
        return False
    CHECKED.labels("whole").inc()
    return True


def _note(db: Database, document: Document, fault: str, at: datetime) -> None:
    if scrubbing.note_damage(db, Damage(document.id, document.record, fault, at)):
        logs.write(FOUND, document=document.id, fault=fault)
