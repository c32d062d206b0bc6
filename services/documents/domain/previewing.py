"""What a choice would change, before it is made: the same decision, once as things are and once as they would be."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from enforcement.grid import Grid
from enforcement.relation import Relation, RelationState
from services.documents.domain.decision import (
    DocumentFacts,
    Professional,
    Record,
    decide,
)


@dataclass(frozen=True, slots=True)
class Reader:
    """A professional in relation with the record."""

    viewer: Professional
    relation: Relation


@dataclass(frozen=True, slots=True)
class Wanted:
    """A choice that is being considered; None leaves as it is.

    `hidden` and `hidden_from` are of the document `document`, given by its place among those considered.
    """

    all_hidden: bool | None = None
    block: str | None = None
    document: int | None = None
    hidden: bool | None = None
    hidden_from: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Effect:
    """How many professionals lose (or gain) at least one document, out of how many who read; and how many documents."""

    readers: int
    losing: int
    documents_lost: int
    gaining: int
    documents_gained: int


def effect(
    readers: Iterable[Reader],
    record: Record,
    documents: Sequence[DocumentFacts],
    wanted: Wanted,
    grid: Grid,
    at: datetime,
) -> Effect:
    """What the choice would change for professionals, as of the moment `at`."""
    after_record = record if wanted.all_hidden is None else replace(record, all_hidden=wanted.all_hidden)
    after_documents = [_after(each, index, wanted) for index, each in enumerate(documents)]
    reading = losing = gaining = 0
    lost: set[int] = set()
    gained: set[int] = set()
    for reader in readers:
        viewer, relation = reader.viewer, reader.relation
        then = replace(relation, state=RelationState.BLOCKED) if viewer.id == wanted.block else relation
        sees = _seen(viewer, record, relation, documents, grid, at)
        will_see = _seen(viewer, after_record, then, after_documents, grid, at)
        reading += relation.ground(at) is not None or bool(sees)
        losing += bool(sees - will_see)
        gaining += bool(will_see - sees)
        lost |= sees - will_see
        gained |= will_see - sees
    return Effect(reading, losing, len(lost), gaining, len(gained))


def _after(facts: DocumentFacts, index: int, wanted: Wanted) -> DocumentFacts:
    if index != wanted.document:
        return facts
    was = facts.visibility
    now = replace(
        was,
        hidden=was.hidden if wanted.hidden is None else wanted.hidden,
        hidden_from=was.hidden_from if wanted.hidden_from is None else wanted.hidden_from,
    )
    return replace(facts, visibility=now)


def _seen(
    viewer: Professional,
    record: Record,
    relation: Relation,
    documents: Iterable[DocumentFacts],
    grid: Grid,
    at: datetime,
) -> set[int]:
    return {index for index, facts in enumerate(documents) if decide(viewer, record, relation, facts, grid, at).allowed}
