"""Change, hide, announce, show again and delete documents."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, TypeVar

from chassis import events
from chassis.auth import Actor
from services.documents import errors
from services.documents.actions.deposit import date_is_plausible, patient_type, remove_object
from services.documents.domain import changing
from services.documents.domain.changing import Change, hand_of
from services.documents.domain.decision import Person
from services.documents.domain.document import Document
from services.documents.gate import Entered
from services.documents.parts import Parts
from services.documents.store import documents

_DELETE_TRIES = 5
"""Someone may be changing it at the same moment."""

T = TypeVar("T")


def change_document(
    parts: Parts, actor: Actor, record: str, document_id: str, wanted: Mapping[str, Any], expected: int
) -> tuple[Entered, Document]:
    """Apply what was asked (fields of `DocumentChange` in the contract) to version `expected`.

    Raises NotFound, VersionChanged, InvalidRequest and what `refusals` names.
    """
    entered = parts.gate.enter(actor, record, document_id)
    before = entered.seen()[0].document
    if before.version != expected:
        raise errors.VersionChanged
    change, hand = _change(parts, entered, wanted), hand_of(entered.viewer, entered.relation)
    after, happened = refusals(lambda: changing.change(before, change, hand, parts.epoch))
    told = [events.new(each.type, record, each.data, actor=actor.as_event()) for each in happened]
    if after != before and not documents.replace(parts.db, before, after, told):
        raise errors.VersionChanged
    return entered, after


def delete_document(parts: Parts, actor: Actor, record: str, document_id: str) -> None:
    """Delete a document that one deposited (DOC-29, PSS-04), in whatever version, with the versions before it.

    Raises NotFound and what `refusals` names.
    """
    for _ in range(_DELETE_TRIES):
        entered = parts.gate.enter(actor, record, document_id)
        document, hand = entered.seen()[0].document, hand_of(entered.viewer, entered.relation)
        refusals(lambda d=document, h=hand: changing.check_removal(d, h))  # type: ignore[misc]
        series = document.chain.series
        doomed = [document] if series is None else documents.versions(parts.db, record, series)
        happened = [each.deleted(parts.epoch) for each in doomed]
        told = [events.new(each.type, record, each.data, actor=actor.as_event()) for each in happened]
        if documents.delete(parts.db, doomed, told):
            for each in doomed:
                remove_object(parts, each)
            return
    raise errors.Busy


def refusals(act: Callable[[], T]) -> T:
    """What `act` gives, or why the rules refuse it, as a problem."""
    try:
        return act()
    except changing.NotYours:
        raise errors.NotYours from None
    except changing.NotAuthor:
        raise errors.NotAuthor from None
    except changing.NotAsked:
        raise errors.NotAsked from None
    except changing.NotTogether:
        raise errors.CannotCombine from None
    except changing.Replaced:
        raise errors.Replaced from None
    except changing.OnlyShown:
        raise errors.InvalidRequest(
            hidden_from="Le professionnel qui a déposé ce document y a toujours accès. Vous pouvez le bloquer."
        ) from None


def _change(parts: Parts, entered: Entered, wanted: Mapping[str, Any]) -> Change:
    change = Change(
        title=wanted["title"].strip() if "title" in wanted else None,
        hidden=wanted.get("hidden"),
        hidden_from=frozenset(wanted["hidden_from"]) if "hidden_from" in wanted else None,
        announced=wanted.get("announced", False),
        to_representatives=wanted.get("to_representatives", False),
        at_request=wanted.get("patient_request", False) and not isinstance(entered.viewer, Person),
    )
    if "document_date" in wanted:
        document_date = date.fromisoformat(wanted["document_date"])
        if not date_is_plausible(document_date, parts.clock().date()):
            raise errors.InvalidRequest(document_date="La date du document ne peut pas être dans le futur.")
        change = change._replace(document_date=document_date)
    if "section" in wanted or "kind" in wanted:
        kind = patient_type(parts.types, None, wanted.get("section"), wanted.get("kind"))
        change = change._replace(filed=(kind.code, kind.class_code))
    return change
