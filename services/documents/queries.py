"""Reads. Anyone's but the person's own is answered only when its trace is committed (architecture, section 5)."""

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, NamedTuple, Protocol, Self

from chassis import events, logs, paging
from chassis.auth import Actor
from chassis.events import Event
from chassis.objects import ObjectMissing
from chassis.sealing import SealBroken
from enforcement.keyring import KeyDestroyed, Keyring
from services.documents import errors
from services.documents.domain.decision import Decision, Patient, Person, Professional, Reason, Representative
from services.documents.domain.document import Document
from services.documents.domain.figures import Figures, bounds, figures_of
from services.documents.files import Files, object_name
from services.documents.gate import Entered
from services.documents.parts import Parts
from services.documents.store import Database, documents, listing
from services.documents.store import figures as counting
from services.documents.store.listing import ANYTHING, Position, Sought
from services.documents.traces import Lost

DAMAGED = logs.Line("documents.object-damaged", logs.ERROR, "a document's bytes are missing or not what was stored")


_GROUNDS = {
    Reason.AUTHOR: "author",
    Reason.ADMINISTRATOR: "administrator",
    Reason.EMERGENCY: "emergency",
    Reason.SAMU: "samu",
}
"""What the trace of a read says, where it is not care."""


class Depot(Protocol):
    """Where documents, their files and their keys are."""

    @property
    def db(self) -> Database: ...

    @property
    def files(self) -> Files: ...

    @property
    def keyring(self) -> Keyring: ...


class Opened(NamedTuple):
    """A document and its plain bytes."""

    document: Document
    charset: str | None
    content: bytes

    @property
    def content_type(self) -> str:
        """The media type, with the charset of a text."""
        charset = f"; charset={self.charset}" if self.charset is not None else ""
        return self.document.media_type + charset


class Page(NamedTuple):
    """Documents, newest first; `next` continues after them, None at the end. `counts` by type, if asked for."""

    entered: Entered
    items: list[Document]
    next: str | None
    counts: Counter[str] | None = None


def list_documents(
    parts: Parts,
    actor: Actor,
    record: str,
    cursor: str | None,
    limit: int,
    sought: Sought = ANYTHING,
    counted: bool = False,
) -> Page:
    """The documents of a record that the actor may see, and that are sought.

    Raises the gate's problems or CursorInvalid.
    """
    before = None if cursor is None else _position(cursor, sought)
    entered = parts.gate.enter(actor, record)
    trace = _Trace.of_list(parts, actor, entered)
    found = listing.page(parts.db, record, entered.visible(), before, limit + 1, sought)
    counts = listing.count(parts.db, record, entered.visible(), sought) if counted else None
    trace.committed()
    items = as_seen(parts, entered, found[:limit])
    return Page(entered, items, _cursor(items[-1], sought) if len(found) > limit else None, counts)


def show_document(parts: Parts, actor: Actor, record: str, document_id: str) -> tuple[Entered, Document]:
    """The information of one document. Raises NotFound and the gate's problems."""
    entered = parts.gate.enter(actor, record, document_id)
    kept, decision = entered.seen()
    _Trace.of_document(parts, actor, entered, kept.document, decision, "information").committed()
    (told,) = as_seen(parts, entered, [kept.document])
    return entered, told


def list_versions(parts: Parts, actor: Actor, record: str, document_id: str) -> tuple[Entered, list[Document]]:
    """The versions of a document that the actor may see, newest first, the one asked for among them.

    Each is decided on its own: a version may be of another type. Raises NotFound and the gate's problems.
    """
    entered = parts.gate.enter(actor, record, document_id)
    kept, decision = entered.seen()
    series = kept.document.chain.series
    found = [kept.document] if series is None else documents.versions(parts.db, record, series)
    _Trace.of_document(parts, actor, entered, kept.document, decision, "information").committed()
    return entered, as_seen(parts, entered, [each for each in found if entered.decide(each).allowed])


def as_seen(parts: Parts, entered: Entered, found: Sequence[Document]) -> list[Document]:
    """These documents as they are told to who entered, for whom versions that they may not see do not exist.

    Versions differ in nothing that decides but their type, so the patient's side sees all or none.
    """
    if isinstance(entered.viewer, Person):
        return list(found)
    neighbours = set[str]().union(*(each.chain.neighbours for each in found))
    near = documents.named(parts.db, entered.record.id, neighbours)
    seen = {each.id for each in near if entered.decide(each).allowed}
    return [replace(each, chain=each.chain.naming_only(seen)) for each in found]


def open_document(parts: Parts, actor: Actor, record: str, document_id: str) -> Opened:
    """One document with its bytes, unsealed and compared with what was deposited.

    Raises NotFound, StorageUnavailable and the gate's problems.
    """
    return _read(parts, actor, parts.gate.enter(actor, record, document_id), traced=True)


def view_document(parts: Parts, actor: Actor, record: str, document_id: str) -> Opened:
    """The same, to show its pages one after the other: decided each time, traced once a consultation.

    A consultation is what one session looks at in one document within a few minutes.
    """
    entered = parts.gate.enter(actor, record, document_id)
    told = parts.consultations.told(actor.session, document_id)
    opened = _read(parts, actor, entered, traced=not told)
    if not told:
        parts.consultations.note(actor.session, document_id)
    return opened


def _read(parts: Parts, actor: Actor, entered: Entered, traced: bool) -> Opened:
    kept, decision = entered.seen()
    trace = _Trace.of_document(parts, actor, entered, kept.document, decision, "content") if traced else None
    content = unsealed(parts, kept.document)
    if trace is not None:
        trace.committed()
    return Opened(kept.document, kept.charset, content)


def figures(parts: Parts, month: str) -> Figures:
    """Documents of a month (YYYY-MM), by kind of depositor and type (OPS-12). Raises ValueError."""
    return figures_of(month, counting.count(parts.db, *bounds(month)))


class _Trace:
    """The event of somebody else's read, being committed while the answer is prepared.

    The answer leaves only after `committed`. A read that fails on the way is in the history all the same:
    rather one line too many. A patient's own reads leave no trace; a representative's are in the child's history,
    and no mail tells of each (C-34).
    """

    def __init__(self, parts: Parts, event: Event | None) -> None:
        self._waiting = None if event is None else parts.traces.commit(event)

    def committed(self) -> None:
        """Wait for the commit. Raises TraceLost when there is none: nobody reads without a trace."""
        try:
            if self._waiting is not None:
                self._waiting.result()
        except Lost:
            raise errors.TraceLost from None

    @classmethod
    def of_list(cls, parts: Parts, actor: Actor, entered: Entered) -> Self:
        """A page of the list."""
        if isinstance(entered.viewer, Patient):
            return cls(parts, None)
        record = entered.record.id
        data = {"record": record, **_reader(entered, _ground_of_list(entered), entered.grid.name or None)}
        return cls(parts, events.new("documents.DocumentsListed", record, data, actor=actor.as_event()))

    @classmethod
    def of_document(
        cls, parts: Parts, actor: Actor, entered: Entered, document: Document, decision: Decision, what: str
    ) -> Self:
        """One document's information or content."""
        if isinstance(entered.viewer, Patient):
            return cls(parts, None)
        data = {
            "document": document.id,
            "record": document.record,
            "type": document.type,
            "what": what,
            **_reader(entered, _GROUNDS.get(decision.reason, "care"), decision.grid_version),
            "concealed": document.visibility.concealed(),
        }
        return cls(parts, events.new("documents.DocumentConsulted", document.record, data, actor=actor.as_event()))


def _reader(entered: Entered, ground: str, grid: str | None) -> dict[str, Any]:
    """Who reads, and by what right; representatives and software of organisations are named by the actor alone."""
    if isinstance(entered.viewer, Representative):
        return {"quiet": True}
    told = {"ground": ground, "grid_version": grid}
    return told | {"professional": entered.viewer.id} if isinstance(entered.viewer, Professional) else told


def _position(cursor: str, sought: Sought) -> Position:
    if sought.by_date:
        date, id_ = paging.decode(cursor, str, str)
        return Position(id_, date)
    return Position(*paging.decode(cursor, str))


def _cursor(last: Document, sought: Sought) -> str:
    return paging.encode(last.document_date.isoformat(), last.id) if sought.by_date else paging.encode(last.id)


def _ground_of_list(entered: Entered) -> str:
    ground = entered.relation.ground(entered.at) if entered.relation is not None else None
    return "author" if ground is None else str(ground)


def unsealed(depot: Depot, document: Document) -> bytes:
    """The plain bytes of a document. Raises DocumentDamaged, NotFound when it is gone meanwhile, StorageUnavailable."""
    try:
        sealed = depot.files.get(object_name(document))
        content = depot.keyring.sealer(document.record).open(sealed, object_name(document).encode())
    except (ObjectMissing, SealBroken, KeyDestroyed) as fault:
        if not documents.existing(depot.db, [document.id]):  # deleted while it was being opened
            raise errors.NotFound from None
        logs.write(DAMAGED, document=document.id, fault=type(fault).__name__)
        raise errors.DocumentDamaged from fault
    if hashlib.sha256(content).hexdigest() != document.sha256:
        logs.write(DAMAGED, document=document.id, fault="Digest")
        raise errors.DocumentDamaged
    return content
