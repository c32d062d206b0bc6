"""The insurer's deposits: each document of a manifest once, however often the command runs or is cut off.

A document for a person whose space is not open yet waits, checked and sealed, until they activate it: the documents of
a former DMP are there at the first visit, and the Covid certificate too (DOC-03, DOC-04, DOC-20). Nothing waits for who
opposed or closed; what waited for them is dropped.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from chassis import events
from chassis.events import Event
from chassis.problems import Problem
from enforcement.grid import EMPTY
from enforcement.record import SHUT_TO_PERSON, RecordState
from enforcement.store import standing
from services.documents import metrics
from services.documents.actions.deposit import Upload, received, remove_object
from services.documents.domain.decision import Organisation, Record
from services.documents.domain.document import Document
from services.documents.domain.insurer import INSURER, Line, LineRefused, line_of, rows_of
from services.documents.gate import Entered
from services.documents.parts import Parts
from services.documents.store import Database, Session, documents, waiting
from services.documents.store.documents import Intention
from services.documents.store.organisations import Listed
from services.documents.store.waiting import Waiting

OPEN = frozenset({RecordState.ACTIVATED})
_ACTOR = {"id": INSURER.id, "role": "insurer"}

Refused = Callable[[int, str], None]


def bring(parts: Parts, manifest: Path, done: Callable[[int], None], refused: Refused) -> Counter[str]:
    """Take every document of a manifest; `done` hears the number of lines, `refused` line and reason of the others.

    Counts by outcome: deposited, waiting, already, refused. Raises OSError, StorageUnavailable.
    """
    counts: Counter[str] = Counter()
    with manifest.open(encoding="utf-8", newline="") as text:
        for number, row in rows_of(manifest.name, text):
            try:
                counts[_take(parts, manifest.parent, line_of(number, row))] += 1
            except (LineRefused, Problem) as refusal:
                if isinstance(refusal, Problem) and refusal.status >= 500:
                    raise
                counts["refused"] += 1
                refused(number, refusal.code if isinstance(refusal, Problem) else str(refusal))
            done(counts.total())
    return counts


def _take(parts: Parts, folder: Path, line: Line) -> str:
    if documents.find_by_key(parts.db, line.record, INSURER.id, line.key) or waiting.has(
        parts.db, line.record, line.key
    ):
        return "already"
    state = standing.read(parts.db, line.record).state
    if state in SHUT_TO_PERSON:
        raise LineRefused(f"record {state}")
    upload = _upload(parts, folder, line)
    listed = Listed(INSURER.name, "insurer", active=True)
    viewer, told = Organisation(INSURER.id), Record(line.record, state)
    entered = Entered(viewer, told, None, EMPTY, None, parts.clock(), organisation=listed)
    document, charset = received(parts, entered, upload)
    document = replace(document, depositor=INSURER)
    intention = Intention(line.key, upload.fingerprint())
    if state not in OPEN:
        waiting.keep(parts.db, Waiting(document, charset, intention))
        # Activated between the two: what was heard before it was kept is done now.
        if standing.read(parts.db, line.record).state not in OPEN:
            return "waiting"
        _deliver(parts, waiting.of_record(parts.db, line.record))
        return "deposited"
    if documents.insert(parts.db, document, charset, intention, _event(document, parts.epoch, line.former)) is not None:
        remove_object(parts, document)
        return "already"
    metrics.DEPOSITED.labels(str(document.depositor.kind), document.media_type).inc()
    return "deposited"


def _deliver(parts: Parts, found: list[Waiting]) -> None:
    for each in found:
        document = replace(each.document, deposited_at=parts.clock())
        documents.insert(parts.db, document, each.charset, each.intention, _event(document, parts.epoch, True))
        waiting.forget(None, parts.db, document.record, each.intention.key)


def deliver_what_waited(db: Database, event: Event, session: Session, epoch: int) -> None:
    """The person activated: what the insurer had for them is theirs (DOC-04, OPS-07)."""
    record = event.data["record"]
    for each in waiting.of_record(db, record, session):
        document = replace(each.document, deposited_at=event.at)
        told = _event(document, epoch, True)
        documents.insert_within(session, db, document, each.charset, each.intention, told)
        waiting.forget(session, db, record, each.intention.key)


def drop_what_waited(db: Database, event: Event, session: Session) -> None:
    """The person opposed: nothing waits for them any more; the sweeper takes the bytes."""
    waiting.erase(session, db, event.data["record"])


def _event(document: Document, epoch: int, quiet: bool) -> Event:
    """`quiet`: no mail for each of many documents that were there before the person came (DOC-03)."""
    happened = document.deposited(epoch)
    if quiet:
        happened.data["quiet"] = True
    return events.new(happened.type, document.record, happened.data, actor=_ACTOR)


def _upload(parts: Parts, folder: Path, line: Line) -> Upload:
    path = (folder / line.file).resolve()
    if not path.is_relative_to(folder.resolve()):  # a link that leads out
        raise LineRefused("file: not below the folder of the manifest")
    try:
        with path.open("rb") as file:
            content = file.read(parts.settings.upload_max_bytes + 1)
    except OSError as fault:
        raise LineRefused(f"file: {type(fault).__name__}") from None
    return Upload(
        content=content,
        name=path.name,
        declared=line.media_type,
        title=line.title,
        document_date=line.document_date,
        type=line.type,
        section=None,
        author=line.author,
    )
