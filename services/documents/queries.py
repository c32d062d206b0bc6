"""Reads. A professional's is answered only when its trace is committed (architecture, section 5)."""

import hashlib
from typing import NamedTuple

from chassis import events, logs, outbox, paging
from chassis.auth import Actor
from chassis.sealing import SealBroken
from services.documents import errors
from services.documents.actions.deposit import object_name, told_actor
from services.documents.domain.decision import Professional, Reason, RelationState
from services.documents.domain.document import Document
from services.documents.files import ObjectMissing
from services.documents.gate import Entered
from services.documents.keyring import KeyDestroyed
from services.documents.parts import Parts
from services.documents.store import documents
from services.documents.store.documents import Kept

DAMAGED = logs.Line("documents.object-damaged", logs.ERROR, "a document's bytes are missing or not what was stored")


class Opened(NamedTuple):
    """A document and its plain bytes."""

    document: Document
    charset: str | None
    content: bytes


class Page(NamedTuple):
    """Documents, newest first; `next` continues after them, None at the end."""

    items: list[Document]
    next: str | None


def list_documents(parts: Parts, actor: Actor, record: str, cursor: str | None, limit: int) -> Page:
    """The documents of a record that the actor may see. Raises the gate's problems or CursorInvalid."""
    before = paging.decode(cursor, str)[0] if cursor is not None else None
    entered = parts.gate.enter(actor, record)
    found = documents.page(parts.db, record, entered.visible(), before, limit + 1)
    if isinstance(entered.viewer, Professional):
        data: dict[str, str | None] = {
            "record": record,
            "professional": actor.id,
            "ground": _ground_of_list(entered),
            "grid_version": entered.grid.name,
        }
        _trace(parts, actor, record, "documents.DocumentsListed", data)
    items = found[:limit]
    return Page(items, paging.encode(items[-1].id) if len(found) > limit else None)


def show_document(parts: Parts, actor: Actor, record: str, document_id: str) -> Document:
    """The information of one document. Raises NotFound and the gate's problems."""
    return _consulted(parts, actor, record, document_id, "information").document


def open_document(parts: Parts, actor: Actor, record: str, document_id: str) -> Opened:
    """One document with its bytes, unsealed and compared with what was deposited.

    Raises NotFound, StorageUnavailable and the gate's problems.
    """
    kept = _consulted(parts, actor, record, document_id, "content")
    return Opened(kept.document, kept.charset, _unsealed(parts, kept.document))


def _consulted(parts: Parts, actor: Actor, record: str, document_id: str, what: str) -> Kept:
    entered = parts.gate.enter(actor, record)
    kept = documents.find(parts.db, record, document_id)
    decision = entered.sees(kept.document.facts) if kept is not None else None
    if kept is None or decision is None or not decision.allowed:
        raise errors.NotFound
    if isinstance(entered.viewer, Professional):
        data = {
            "document": document_id,
            "record": record,
            "type": kept.document.type,
            "what": what,
            "professional": actor.id,
            "ground": "author" if decision.reason is Reason.AUTHOR else "care",
            "grid_version": decision.grid_version,
        }
        _trace(parts, actor, record, "documents.DocumentConsulted", data)
    return kept


def _ground_of_list(entered: Entered) -> str:
    relation = entered.relation
    return "care" if relation is not None and relation.state is RelationState.AUTHORIZED else "author"


def _trace(parts: Parts, actor: Actor, record: str, type_: str, data: dict[str, str | None]) -> None:
    outbox.add(parts.db, None, events.new(type_, record, data, actor=told_actor(actor)))


def _unsealed(parts: Parts, document: Document) -> bytes:
    try:
        sealed = parts.files.get(object_name(document))
        content = parts.keyring.sealer(document.record).open(sealed, object_name(document).encode())
    except (ObjectMissing, SealBroken, KeyDestroyed) as fault:
        logs.write(DAMAGED, document=document.id, fault=type(fault).__name__)
        raise errors.StorageUnavailable from fault
    if hashlib.sha256(content).hexdigest() != document.sha256:
        logs.write(DAMAGED, document=document.id, fault="Digest")
        raise errors.StorageUnavailable
    return content
