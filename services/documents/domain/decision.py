"""Who sees which document. The one place where it is decided.

Everything that shows a document, or counts one, or admits that one exists, goes through `decide`
or through `visible`, which is the same rule as a query; a property test holds the two together.

The order of the steps is the rule (architecture, section 5; C-10, C-11, C-12, C-17):

 1. the document belongs to the record that was asked for;
 2. the patient sees everything in their own record, unless it is closed to all;
 3. a professional enters only an open record,
 4. with which they have a relation,
 5. that is not blocked: a block wins over authorship, administrator and grid;
 6. the author reads what they deposited, hidden or not, whatever the grid (GRD-08, C-10);
 7. a professional who only deposited is not authorised to read more;
 8. a hidden document is seen by the author and the administrator only (DOC-23);
 9. the grid decides, for the administrator too (GRD-09): absent means no (GRD-05).
"""

from dataclasses import dataclass
from enum import StrEnum

from services.documents.domain.grid import Grid


class RecordState(StrEnum):
    """State of a person's space as identity tells it (C-03)."""

    INVITED = "invited"
    OPPOSED = "opposed"
    AUTO_CREATED = "auto_created"
    ACTIVATED = "activated"
    CLOSED = "closed"
    ERASED = "erased"


OPEN_TO_PROFESSIONALS = frozenset({RecordState.ACTIVATED, RecordState.AUTO_CREATED})
"""PSS-14: a record created automatically accepts deposits before its person comes."""

SHUT_TO_PATIENT = frozenset({RecordState.OPPOSED, RecordState.CLOSED, RecordState.ERASED})
"""Not `invited` nor unknown: a token proves the activation, the event that tells of it may come later."""


class RelationState(StrEnum):
    """State of the relation between a record and a professional as consent tells it."""

    CONTACT = "contact"
    AUTHORIZED = "authorized"
    BLOCKED = "blocked"


class Reason(StrEnum):
    """Why, for the history and for support; never shown to the person who is refused."""

    OWN_RECORD = "own-record"
    AUTHOR = "author"
    GRID = "grid"
    OTHER_RECORD = "other-record"
    RECORD_SHUT = "record-shut"
    NO_RELATION = "no-relation"
    BLOCKED = "blocked"
    NOT_AUTHORIZED = "not-authorized"
    HIDDEN = "hidden"
    NO_COLUMN = "no-column"
    GRID_REFUSES = "grid-refuses"


@dataclass(frozen=True, slots=True)
class Patient:
    """Someone acting in their own space. `record` is what their token says."""

    id: str
    record: str | None


@dataclass(frozen=True, slots=True)
class Professional:
    """A professional, with the column of the grid that their directory entry leads to."""

    id: str
    column: str | None


Viewer = Patient | Professional


@dataclass(frozen=True, slots=True)
class Record:
    """The record asked for; `state` is None when nothing was heard of it."""

    id: str
    state: RecordState | None


@dataclass(frozen=True, slots=True)
class Relation:
    """Between the record and the professional."""

    state: RelationState
    administrator: bool = False


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """All that the decision needs to know of a document."""

    record: str
    type: str
    depositor: str
    hidden: bool


@dataclass(frozen=True, slots=True)
class Decision:
    """The answer, why, and by which version of the grid (None when the grid was not asked)."""

    allowed: bool
    reason: Reason
    grid_version: str | None = None


@dataclass(frozen=True, slots=True)
class Visible:
    """The documents of one record that one viewer may see, as a rule that a query can carry.

    A document is visible if `everything`, or its depositor is `author`, or its type is in `types`
    and it is not hidden unless `hidden_too`.
    """

    everything: bool = False
    author: str | None = None
    types: frozenset[str] = frozenset()
    hidden_too: bool = False


def enter(viewer: Viewer, record: Record, relation: Relation | None) -> Reason | None:
    """Steps 2 to 5: None when the viewer may be in the record at all, else why not.

    It also decides a deposit: whoever may enter may deposit, whatever the type (PSS-03, C-11).
    """
    if isinstance(viewer, Patient):
        if viewer.record != record.id:
            return Reason.OTHER_RECORD
        return Reason.RECORD_SHUT if record.state in SHUT_TO_PATIENT else None
    if record.state not in OPEN_TO_PROFESSIONALS:
        return Reason.RECORD_SHUT
    if relation is None:
        return Reason.NO_RELATION
    return Reason.BLOCKED if relation.state is RelationState.BLOCKED else None


def decide(viewer: Viewer, record: Record, relation: Relation | None, document: DocumentFacts, grid: Grid) -> Decision:
    """Whether `viewer` may see `document` in `record`, and why."""
    if document.record != record.id:
        return Decision(False, Reason.OTHER_RECORD)
    refused = enter(viewer, record, relation)
    if refused is not None:
        return Decision(False, refused)
    if isinstance(viewer, Patient):
        return Decision(True, Reason.OWN_RECORD)
    assert relation is not None  # entered
    if document.depositor == viewer.id:
        return Decision(True, Reason.AUTHOR)
    if relation.state is not RelationState.AUTHORIZED:
        return Decision(False, Reason.NOT_AUTHORIZED)
    if document.hidden and not relation.administrator:
        return Decision(False, Reason.HIDDEN)
    if viewer.column is None:
        return Decision(False, Reason.NO_COLUMN, grid.name)
    if grid.allows(document.type, viewer.column):
        return Decision(True, Reason.GRID, grid.name)
    return Decision(False, Reason.GRID_REFUSES, grid.name)


def visible(viewer: Viewer, relation: Relation | None, grid: Grid) -> Visible:
    """Steps 6 to 9 as a query, for a viewer whom `enter` let in."""
    if isinstance(viewer, Patient):
        return Visible(everything=True)
    if relation is None or relation.state is not RelationState.AUTHORIZED:
        return Visible(author=viewer.id)
    return Visible(author=viewer.id, types=grid.types_for(viewer.column), hidden_too=relation.administrator)
