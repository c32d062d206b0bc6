"""Who may see a document, said a second time, independently: as sets and subtractions rather than steps."""

from services.documents.domain.decision import (
    DocumentFacts,
    Patient,
    Record,
    RecordState,
    Relation,
    RelationState,
    Viewer,
)
from services.documents.domain.grid import Grid


def may_see(viewer: Viewer, record: Record, relation: Relation | None, document: DocumentFacts, grid: Grid) -> bool:
    """The rules of features.md, section 24, each as a condition of its own."""
    same_record = document.record == record.id
    if isinstance(viewer, Patient):
        shut = record.state in (RecordState.OPPOSED, RecordState.CLOSED, RecordState.ERASED)
        return same_record and viewer.record == record.id and not shut
    known = relation is not None
    blocked = known and relation.state == RelationState.BLOCKED
    authorized = known and relation.state == RelationState.AUTHORIZED
    administrator = known and relation.administrator
    mine = document.depositor == viewer.id
    cell = viewer.column in grid.readers.get(document.type, frozenset())
    by_grid = authorized and cell and (administrator or not document.hidden)
    open_record = record.state in (RecordState.ACTIVATED, RecordState.AUTO_CREATED)
    return same_record and open_record and known and not blocked and (mine or by_grid)
