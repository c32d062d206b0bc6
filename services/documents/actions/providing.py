"""Deposits by the software of organisations: many at once, each on its own, or a FHIR bundle, all or nothing.

They end in the same deposit as a person's: same checks, same sealing, same events.
"""

import base64
import binascii
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from chassis import events
from chassis.auth import Actor
from chassis.problems import Problem
from services.documents import errors, metrics
from services.documents.actions.deposit import Upload, deposit_document, received, remove_object
from services.documents.actions.replacing import replace_document, replaceable
from services.documents.domain.document import Document, Status
from services.documents.domain.identifiers import submission_id
from services.documents.fhir.providing import Provided, Submission
from services.documents.fhir.resources import FROM_REPRESENTATIVES, HIDDEN, WITHHELD, kept_from
from services.documents.parts import Parts
from services.documents.store import documents, submissions
from services.documents.store.documents import Addition, Intention

Result = Document | Problem


def deposit_batch(parts: Parts, actor: Actor, items: Sequence[Mapping[str, Any]]) -> list[Result]:
    """Deposit each item for itself, in order; a refused one does not stop the others (DOC-19, PSS-10)."""
    return [_deposit_item(parts, actor, item) for item in items]


def _deposit_item(parts: Parts, actor: Actor, item: Mapping[str, Any]) -> Result:
    try:
        entered = parts.gate.enter(actor, item["record"], to_deposit=True)
        return deposit_document(parts, actor, entered, _upload_of(item), item["key"])
    except Problem as refusal:
        return refusal


def _upload_of(item: Mapping[str, Any]) -> Upload:
    try:
        content = base64.b64decode(item["content"], validate=True)
    except (binascii.Error, ValueError):
        raise errors.InvalidRequest(content="Ces données ne sont pas en base64.") from None
    return Upload(
        content=content,
        name="",
        declared=item["media_type"],
        title=item["title"],
        document_date=date.fromisoformat(item["document_date"]),
        type=item["type"],
        section=None,
        withheld=item.get("withheld", False),
        author=item.get("author", ""),
    )


def provide(parts: Parts, actor: Actor, submission: Submission) -> tuple[str, dict[int, Document]]:
    """Take a FHIR bundle, all of its documents or none (ITI-65). The id of the lot, and its documents by place.

    What was taken before, by the same key, is given back. Raises the problems of a deposit, the first found, or
    Busy when the same bundle is being taken at this very moment.
    """
    if any(provided.replaces for provided in submission.documents):
        return _replaced(parts, actor, submission)
    taken: dict[int, Document] = {}
    additions: dict[int, Addition] = {}
    try:
        for provided in submission.documents:
            found = _take(parts, actor, provided)
            if isinstance(found, Addition):
                additions[provided.place] = found
            else:
                taken[provided.place] = found
    except Problem:
        _leave(parts, additions)
        raise
    taken |= {place: addition.document for place, addition in additions.items()}
    lot = _lot(actor, submission)
    note = submissions.noting(parts.db, lot, actor.id, taken, parts.clock())
    if not documents.insert_together(parts.db, list(additions.values()), note):
        _leave(parts, additions)
        raise errors.Busy
    for addition in additions.values():
        metrics.DEPOSITED.labels(str(addition.document.depositor.kind), addition.document.media_type).inc()
    return lot, taken


def _take(parts: Parts, actor: Actor, provided: Provided) -> Document | Addition:
    """The document taken under this key before, or what will be kept of it now."""
    entered = parts.gate.enter(actor, provided.record, to_deposit=True)
    upload = _upload_of_provided(provided)
    intention = Intention(provided.key, upload.fingerprint(), provided.identifier)
    earlier = documents.find_by_key(parts.db, provided.record, actor.id, provided.key)
    if earlier is not None:
        if earlier[1] != intention.fingerprint:
            raise errors.KeyReused
        return earlier[0]
    document, charset = received(parts, entered, upload)
    happened = document.deposited(parts.epoch)
    event = events.new(happened.type, document.record, happened.data, actor=actor.as_event())
    return Addition(document, charset, intention, event)


def _leave(parts: Parts, additions: Mapping[int, Addition]) -> None:
    for addition in additions.values():
        remove_object(parts, addition.document)


def _lot(actor: Actor, submission: Submission) -> str:
    return submission_id(actor.id, (provided.key for provided in submission.documents))


def _replaced(parts: Parts, actor: Actor, submission: Submission) -> tuple[str, dict[int, Document]]:
    """A lot of one document that takes the place of another."""
    if len(submission.documents) != 1:
        raise errors.InvalidRequest(relatesTo="Un lot qui remplace un document n'en contient qu'un.")
    provided = submission.documents[0]
    entered = parts.gate.enter(actor, provided.record, provided.replaces, to_deposit=True)
    before = entered.seen()[0].document
    upload = _upload_of_provided(provided)
    # Replaced already: perhaps by this very lot, sent a second time.
    present = replaceable(entered, before.version) if before.status is Status.CURRENT else None
    if present is not None:
        _check_labels(provided, present, entered.at)
    intention = Intention(provided.key, upload.fingerprint(), provided.identifier)
    document = replace_document(parts, actor, entered, present, upload, intention)
    taken = {provided.place: document}
    lot = _lot(actor, submission)
    documents.insert_together(parts.db, [], submissions.noting(parts.db, lot, actor.id, taken, parts.clock()))
    return lot, taken


def _check_labels(provided: Provided, before: Document, at: datetime) -> None:
    """A version is seen by whom the one before is seen: a label that asks for more would be a promise not kept."""
    asked = {HIDDEN: provided.hidden, WITHHELD: provided.withheld, FROM_REPRESENTATIVES: provided.from_representatives}
    more = [code for code, holds in kept_from(before.visibility, at).items() if asked[code] and not holds]
    if more:
        words = f"La nouvelle version reste visible comme celle qu'elle remplace, qui n'est pas {' ni '.join(more)}."
        raise errors.InvalidRequest(**{f"Bundle.entry[{provided.place}].resource.securityLabel": words})


def _upload_of_provided(provided: Provided) -> Upload:
    return Upload(
        content=provided.content,
        name="",
        declared=provided.media_type,
        title=provided.title,
        document_date=provided.document_date,
        type=provided.type,
        section=None,
        hidden=provided.hidden,
        at_request=provided.hidden,
        withheld=provided.withheld,
        from_representatives=provided.from_representatives,
        replaces=provided.replaces,
        author=provided.author.name,
        structure=provided.author.structure,
    )
