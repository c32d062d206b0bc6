"""Who sees which document. The one place where it is decided.

Everything that shows a document, or counts one, or admits that one exists, goes through `decide`
or through `visible`, which is the same rule as a query; a property test holds the two together.

The order of the steps is the rule (architecture, section 5; C-10, C-11, C-12, C-17, C-33):

 1. the document belongs to the record that was asked for;
 2. the patient enters their own record, a representative the record they act for, unless it is shut;
 3. both see everything there, but what a professional keeps from the patient until it is announced,
    and the representative not what is kept from representatives (secret care of a minor);
 4. a professional who still practises enters only an open record,
 5. with which they have a relation,
 6. that is not blocked: a block wins over authorship, administrator and grid;
 7. the author reads what they deposited, hidden or not, whatever the grid (GRD-08, C-10);
    an organisation reads nothing else (GRD-10);
 8. a professional who only deposited is not authorised to read more, unless an emergency runs at that
    very moment (EMG-06, EMG-11): what follows holds in it as well, and it lets nobody deposit;
 9. a professional whom the patient named does not see the document, the administrator neither:
    what is said of one person wins over what is said of all (DOC-24, C-33);
10. a document hidden alone, or with all of the record, is seen by the author and the administrator
    only (DOC-23, DOC-27), in an emergency too (EMG-07, C-12);
11. the grid decides, for the administrator too (GRD-09): absent means no (GRD-05).
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from enforcement.grid import Grid
from enforcement.record import CLOSED_BY_ITS_PERSON, OPEN_TO_PROFESSIONALS, SHUT_TO_PERSON, RecordState
from enforcement.relation import Ground, Relation, RelationState
from services.documents.domain.visibility import Visibility


class Reason(StrEnum):
    """Why, for the history and for support; never shown to the person who is refused."""

    OWN_RECORD = "own-record"
    AUTHOR = "author"
    GRID = "grid"
    ADMINISTRATOR = "administrator"
    """Hidden, and shown to the administrator all the same."""
    EMERGENCY = "emergency"
    SAMU = "samu"
    REPRESENTATIVE = "representative"
    OTHER_RECORD = "other-record"
    WITHHELD = "withheld"
    KEPT_FROM_REPRESENTATIVES = "kept-from-representatives"
    RECORD_SHUT = "record-shut"
    RECORD_CLOSED = "record-closed"
    INACTIVE = "inactive"
    """The directory says that the professional practises no more."""
    NO_RELATION = "no-relation"
    BLOCKED = "blocked"
    NOT_AUTHORIZED = "not-authorized"
    READ_ONLY = "read-only"
    NAMED = "named"
    HIDDEN = "hidden"
    NO_COLUMN = "no-column"
    GRID_REFUSES = "grid-refuses"


_ON_GROUND = {Ground.CARE: Reason.GRID, Ground.REGULATION: Reason.SAMU, Ground.IMMEDIATE_RISK: Reason.EMERGENCY}


@dataclass(frozen=True, slots=True)
class Patient:
    """Someone acting in their own space, or for a child they represent (MIN-13). `record` is the one they act in."""

    id: str
    record: str | None


@dataclass(frozen=True, slots=True)
class Professional:
    """A professional, with the column of the grid that their directory entry leads to, and whether they practise."""

    id: str
    column: str | None
    active: bool = True


@dataclass(frozen=True, slots=True)
class Representative:
    """A parent or guardian. `record` is the record that they may act for, None if there is none."""

    id: str
    record: str | None


@dataclass(frozen=True, slots=True)
class Organisation:
    """A hospital or laboratory whose software deposits (GRD-10)."""

    id: str


Person = Patient | Representative
Viewer = Person | Professional | Organisation


@dataclass(frozen=True, slots=True)
class Record:
    """The record asked for; `state` is None when nothing was heard of it.

    `all_hidden`: its person hides everything in it, in emergencies too (DOC-26).
    """

    id: str
    state: RecordState | None
    all_hidden: bool = False


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """All that the decision needs to know of a document."""

    record: str
    type: str
    depositor: str
    visibility: Visibility


@dataclass(frozen=True, slots=True)
class Decision:
    """The answer, why, and by which version of the grid (None when the grid was not asked)."""

    allowed: bool
    reason: Reason
    grid_version: str | None = None


@dataclass(frozen=True, slots=True)
class Visible:
    """The documents of one record that one viewer may see, as a rule that a query can carry.

    On the patient's side (`everything`): all but what is withheld at the moment `at`, and without what
    is kept from representatives if `for_representative`.
    For the others: what `author` deposited, and what has a type in `types`, is not hidden from `reader`
    by name, and is not hidden, unless `hidden_too`.
    """

    at: datetime
    everything: bool = False
    for_representative: bool = False
    author: str | None = None
    reader: str | None = None
    types: frozenset[str] = frozenset()
    hidden_too: bool = False


def enter(viewer: Viewer, record: Record, relation: Relation | None) -> Reason | None:
    """Steps 2 and 4 to 6: None when the viewer may be in the record at all, else why not."""
    if isinstance(viewer, Person):
        if viewer.record != record.id:
            return Reason.OTHER_RECORD
        return Reason.RECORD_SHUT if record.state in SHUT_TO_PERSON else None
    if isinstance(viewer, Professional) and not viewer.active:
        return Reason.INACTIVE
    if record.state not in OPEN_TO_PROFESSIONALS:
        return Reason.RECORD_SHUT
    if isinstance(viewer, Organisation):
        return None
    if relation is None:
        return Reason.NO_RELATION
    return Reason.BLOCKED if relation.state is RelationState.BLOCKED else None


def enter_to_deposit(viewer: Viewer, record: Record, relation: Relation | None) -> Reason | None:
    """The same for a deposit: whoever may enter may deposit, whatever the type (PSS-03, C-11).

    But not on an emergency, which lets read and nothing else, nor after it (EMG-06). A professional whom the person
    had let in, and has not blocked, is told that the space is closed, so that the document goes to the person by
    another way (ACT-30); to everyone else the record is one that does not exist.
    """
    refused = enter(viewer, record, relation)
    known = isinstance(viewer, Professional) and relation is not None and relation.state is not RelationState.BLOCKED
    if refused is Reason.RECORD_SHUT and known and record.state in CLOSED_BY_ITS_PERSON:
        return Reason.RECORD_CLOSED
    if refused is None and relation is not None and relation.state is RelationState.CONTACT and relation.only_emergency:
        return Reason.READ_ONLY
    return refused


def decide(
    viewer: Viewer, record: Record, relation: Relation | None, document: DocumentFacts, grid: Grid, at: datetime
) -> Decision:
    """Whether `viewer` may see `document` in `record` at the moment `at`, and why."""
    if document.record != record.id:
        return Decision(False, Reason.OTHER_RECORD)
    refused = enter(viewer, record, relation)
    if refused is not None:
        return Decision(False, refused)
    if isinstance(viewer, Person):
        return _decide_for_person(viewer, document.visibility, at)
    if document.depositor == viewer.id:
        return Decision(True, Reason.AUTHOR)
    ground = relation.ground(at) if relation is not None else None
    if isinstance(viewer, Organisation) or relation is None or ground is None:
        return Decision(False, Reason.NOT_AUTHORIZED)
    if viewer.id in document.visibility.hidden_from:
        return Decision(False, Reason.NAMED)
    hidden = document.visibility.hidden or record.all_hidden
    if hidden and not relation.administrator:
        return Decision(False, Reason.HIDDEN)
    if viewer.column is None:
        return Decision(False, Reason.NO_COLUMN, grid.name)
    if grid.allows(document.type, viewer.column):
        return Decision(True, Reason.ADMINISTRATOR if hidden else _ON_GROUND[ground], grid.name)
    return Decision(False, Reason.GRID_REFUSES, grid.name)


def _decide_for_person(viewer: Person, visibility: Visibility, at: datetime) -> Decision:
    if visibility.withheld(at):
        return Decision(False, Reason.WITHHELD)
    if isinstance(viewer, Patient):
        return Decision(True, Reason.OWN_RECORD)
    if visibility.from_representatives:
        return Decision(False, Reason.KEPT_FROM_REPRESENTATIVES)
    return Decision(True, Reason.REPRESENTATIVE)


def visible(viewer: Viewer, record: Record, relation: Relation | None, grid: Grid, at: datetime) -> Visible:
    """Steps 3 and 7 to 11 as a query, for a viewer whom `enter` let in."""
    if isinstance(viewer, Person):
        return Visible(at, everything=True, for_representative=isinstance(viewer, Representative))
    if isinstance(viewer, Organisation) or relation is None or relation.ground(at) is None:
        return Visible(at, author=viewer.id)
    if record.all_hidden and not relation.administrator:
        return Visible(at, author=viewer.id)
    return Visible(
        at,
        author=viewer.id,
        reader=viewer.id,
        types=grid.types_for(viewer.column),
        hidden_too=relation.administrator,
    )
