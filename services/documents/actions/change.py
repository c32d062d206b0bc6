"""Change, hide, show again and delete a document: the patient's acts on their own record."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from chassis import events
from chassis.auth import Actor
from services.documents import errors
from services.documents.actions.deposit import date_is_plausible, patient_type, remove_object, told_actor
from services.documents.domain import document as rules
from services.documents.domain.document import Change, Document
from services.documents.parts import Parts
from services.documents.store import documents

_DELETE_TRIES = 5
"""Someone may be changing it at the same moment."""


def change_document(
    parts: Parts, actor: Actor, record: str, document_id: str, wanted: Mapping[str, Any], expected: int
) -> Document:
    """Apply what the patient typed (`title`, `document_date`, `section`, `hidden`) to version `expected`.

    Raises NotFound, VersionChanged, NotYours or InvalidRequest.
    """
    before = _readable(parts, actor, record, document_id)
    if before.version != expected:
        raise errors.VersionChanged
    try:
        after, happened = rules.change(before, _change(parts, wanted), actor.id, parts.epoch)
    except rules.NotYours:
        raise errors.NotYours from None
    told = [events.new(each.type, record, each.data, actor=told_actor(actor)) for each in happened]
    if after != before and not documents.replace(parts.db, before, after, told):
        raise errors.VersionChanged
    return after


def delete_document(parts: Parts, actor: Actor, record: str, document_id: str) -> None:
    """Delete a document that the patient deposited (DOC-29), in whatever version. Raises NotFound or NotYours."""
    for _ in range(_DELETE_TRIES):
        document = _readable(parts, actor, record, document_id)
        try:
            happened = document.deleted(actor.id, parts.epoch)
        except rules.NotYours:
            raise errors.NotYours from None
        event = events.new(happened.type, record, happened.data, actor=told_actor(actor))
        if documents.delete(parts.db, document, event):
            remove_object(parts, document)
            return
    raise errors.Busy


def _readable(parts: Parts, actor: Actor, record: str, document_id: str) -> Document:
    kept, _ = parts.gate.enter(actor, record, document_id).seen()
    return kept.document


def _change(parts: Parts, wanted: Mapping[str, Any]) -> Change:
    change = Change(title=wanted["title"].strip() if "title" in wanted else None, hidden=wanted.get("hidden"))
    if "document_date" in wanted:
        document_date = date.fromisoformat(wanted["document_date"])
        if not date_is_plausible(document_date, parts.clock().date()):
            raise errors.InvalidRequest(document_date="La date du document ne peut pas être dans le futur.")
        change = replace(change, document_date=document_date)
    if "section" in wanted:
        kind = patient_type(parts.types, None, wanted["section"])
        change = replace(change, filed=(kind.code, kind.class_code))
    return change
