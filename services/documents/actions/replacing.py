"""Put a new version in the place of a document; the one before stays readable in its history."""

from chassis import events
from chassis.auth import Actor
from services.documents import errors
from services.documents.actions.change import refusals
from services.documents.actions.deposit import Upload, received, remove_object
from services.documents.domain import changing
from services.documents.domain.changing import hand_of
from services.documents.domain.document import Document
from services.documents.gate import Entered
from services.documents.parts import Parts
from services.documents.store import documents
from services.documents.store.documents import Intention


def replaceable(entered: Entered, expected: int) -> Document | None:
    """The document asked for with the entry, if it may be replaced in version `expected` by who entered.

    None when it is in another version: the request may be the retry of one that was answered.
    Raises NotFound and what `refusals` names.
    """
    before = entered.seen()[0].document
    hand = hand_of(entered.viewer, entered.relation)
    if not hand.owns(before):
        raise errors.NotYours
    if before.version != expected:
        return None
    refusals(lambda: changing.check_removal(before, hand))
    return before


def replace_document(
    parts: Parts, actor: Actor, entered: Entered, before: Document | None, upload: Upload, intention: Intention
) -> Document:
    """Replace `before` once for its intention; asked again, gives back the version of the first time.

    Raises VersionChanged, KeyReused and the problems of a deposit.
    """
    if before is None:
        return _earlier(parts, entered, intention)
    document, charset = received(parts, entered, upload, before)
    happened = document.deposited(parts.epoch)
    event = events.new(happened.type, document.record, happened.data, actor=actor.as_event())
    if documents.supersede(parts.db, before, document, charset, intention, event):
        return document
    remove_object(parts, document)
    return _earlier(parts, entered, intention)


def _earlier(parts: Parts, entered: Entered, intention: Intention) -> Document:
    found = documents.find_by_key(parts.db, entered.record.id, entered.viewer.id, intention.key)
    if found is None:
        raise errors.VersionChanged
    document, fingerprint = found
    if fingerprint != intention.fingerprint:
        raise errors.KeyReused
    return document
