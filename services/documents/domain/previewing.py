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
    """A choice that is being considered; None leaves as it is. `block` to `remove` name the professional concerned.

    `hidden` and `hidden_from` are of the document `document`, given by its place among those considered.
    """

    all_hidden: bool | None = None
    block: str | None = None
    unblock: str | None = None
    appoint: str | None = None
    remove: str | None = None
    document: int | None = None
    hidden: bool | None = None
    hidden_from: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Effect:
    """How many professionals lose (or gain) at least one document, and how many documents.

    `readers`: out of how many who read, now or once the choice is made.
    """

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
        then = _then(viewer.id, relation, wanted)
        sees = _seen(viewer, record, relation, documents, grid, at)
        will_see = _seen(viewer, after_record, then, after_documents, grid, at)
        reading += any(each.ground(at) is not None for each in (relation, then)) or bool(sees | will_see)
        losing += bool(sees - will_see)
        gaining += bool(will_see - sees)
        lost |= sees - will_see
        gained |= will_see - sees
    return Effect(reading, losing, len(lost), gaining, len(gained))


def _then(professional: str, relation: Relation, wanted: Wanted) -> Relation:
    """The relation once the choice is made, as consent would have it (ACC-07, ACC-09, ACC-11, ADM-03, ADM-04)."""
    if professional == wanted.block:
        return replace(relation, state=RelationState.BLOCKED, administrator=False)
    if professional == wanted.unblock and relation.state is RelationState.BLOCKED:
        return replace(relation, state=relation.before_block or RelationState.AUTHORIZED)
    if professional == wanted.appoint and relation.state is RelationState.AUTHORIZED:
        return replace(relation, administrator=True)
    return replace(relation, administrator=False) if professional == wanted.remove else relation


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
