"""Who may see a document, said a second time, independently: as sets and subtractions rather than steps."""

from datetime import datetime

from enforcement.grid import Grid
from enforcement.record import RecordState
from enforcement.relation import Relation, RelationState
from services.documents.domain.decision import (
    DocumentFacts,
    Organisation,
    Patient,
    Professional,
    Record,
    Representative,
    Viewer,
)


def may_see(
    viewer: Viewer, record: Record, relation: Relation | None, document: DocumentFacts, grid: Grid, at: datetime
) -> bool:
    """The rules of features.md, section 24, each as a condition of its own."""
    seen = document.visibility
    same_record = document.record == record.id
    known_to_patient = seen.withheld_until is None or seen.withheld_until <= at
    shut = record.state in (RecordState.OPPOSED, RecordState.CLOSED, RecordState.ERASED)
    if isinstance(viewer, Patient):
        return same_record and viewer.record == record.id and not shut and known_to_patient
    if isinstance(viewer, Representative):
        secret = seen.from_representatives
        return same_record and viewer.record == record.id and not shut and known_to_patient and not secret
    open_record = record.state in (RecordState.ACTIVATED, RecordState.AUTO_CREATED)
    mine = document.depositor == viewer.id
    if isinstance(viewer, Organisation):
        return same_record and open_record and mine
    return same_record and open_record and _professional_may(viewer, record, relation, document, grid, mine, at)


def _professional_may(
    viewer: Professional,
    record: Record,
    relation: Relation | None,
    document: DocumentFacts,
    grid: Grid,
    mine: bool,
    at: datetime,
) -> bool:
    known = relation is not None
    blocked = known and relation.state == RelationState.BLOCKED
    emergency = known and relation.emergency is not None and at < relation.emergency.until
    authorized = known and (relation.state == RelationState.AUTHORIZED or emergency)
    administrator = known and relation.administrator
    cell = viewer.column in grid.readers.get(document.type, frozenset())
    masked = (document.visibility.hidden or record.all_hidden) and not administrator
    named = viewer.id in document.visibility.hidden_from
    return viewer.active and known and not blocked and (mine or (authorized and cell and not masked and not named))
