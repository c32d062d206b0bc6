"""Who may change what about a document, and what is told of it.

The patient: the information of what they filed, and who sees any document. The author: hiding their own
at the patient's request (PSS-05), the announcement, deletion and replacement. The administrator: hiding
what another wrote, at the patient's request (ADM-05). Only the patient shows again what is hidden (PSS-06).
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from enforcement.relation import Relation
from services.documents.domain.decision import Patient, Person, Viewer
from services.documents.domain.document import DepositorKind, Document, Happened, Status
from services.documents.domain.visibility import Visibility


class NotYours(Exception):
    """Only the depositor deletes a document, files it elsewhere or replaces it (DOC-29, PSS-04, C-33)."""


class NotAuthor(Exception):
    """Only the author and the administrator do this among professionals (PSS-06, ADM-05)."""


class NotAsked(Exception):
    """A professional hides only at the patient's request, and says so (PSS-05)."""


class NotTogether(Exception):
    """A document is not both kept from the patient and hidden from professionals: who would see it?"""


class OnlyShown(Exception):
    """The depositor always reads their own: naming them would be a promise that is not kept (GRD-08)."""


class Replaced(Exception):
    """An old version stays as it was; the present one is what changes."""


@dataclass(frozen=True, slots=True)
class Hand:
    """Who acts. `for_patient`: the patient or who represents them."""

    id: str
    for_patient: bool
    patient: bool
    administrator: bool

    def owns(self, document: Document) -> bool:
        """Whether it is theirs to change: what the patient's side filed is the patient's side's."""
        if self.for_patient and document.depositor.kind is DepositorKind.PATIENT:
            return True
        return document.depositor.id == self.id


def hand_of(viewer: Viewer, relation: Relation | None) -> Hand:
    """The hand of a viewer."""
    administrator = relation is not None and relation.administrator
    return Hand(viewer.id, isinstance(viewer, Person), isinstance(viewer, Patient), administrator)


class Change(NamedTuple):
    """What is asked to change; None leaves as it is. `filed` is (type code, class code).

    `at_request`: a professional attests that the patient asked. `announced` and `to_representatives`
    only ever open: what a person has seen cannot be unseen.
    """

    title: str | None = None
    document_date: date | None = None
    filed: tuple[str, str] | None = None
    hidden: bool | None = None
    hidden_from: frozenset[str] | None = None
    announced: bool = False
    to_representatives: bool = False
    at_request: bool = False


def change(document: Document, wanted: Change, by: Hand, epoch: int) -> tuple[Document, list[Happened]]:
    """Apply a change (DOC-13, DOC-21, DOC-22, DOC-24). Asking for what is already so changes nothing.

    Raises Replaced, NotYours, NotAuthor, NotAsked, NotTogether or OnlyShown.
    """
    if document.status is not Status.CURRENT:
        raise Replaced
    asked = _asked(document, wanted)
    if asked == document:
        return document, []
    _check_information(document, asked, by)
    _check_visibility(document, asked, wanted, by)
    after = replace(asked, version=document.version + 1)
    return after, _told(document, after, wanted, epoch)


def check_removal(document: Document, by: Hand) -> None:
    """Whether `by` may delete or replace the document. Raises Replaced or NotYours."""
    if not by.owns(document):
        raise NotYours
    if document.status is not Status.CURRENT:
        raise Replaced


def _asked(document: Document, wanted: Change) -> Document:
    was = document.visibility
    visibility = replace(
        was,
        hidden=was.hidden if wanted.hidden is None else wanted.hidden,
        hidden_from=was.hidden_from if wanted.hidden_from is None else wanted.hidden_from,
        withheld_until=None if wanted.announced else was.withheld_until,
        from_representatives=was.from_representatives and not wanted.to_representatives,
    )
    return replace(
        document,
        title=document.title if wanted.title is None else wanted.title,
        document_date=document.document_date if wanted.document_date is None else wanted.document_date,
        type=document.type if wanted.filed is None else wanted.filed[0],
        type_class=document.type_class if wanted.filed is None else wanted.filed[1],
        visibility=visibility,
    )


def _check_information(document: Document, asked: Document, by: Hand) -> None:
    if replace(asked, visibility=document.visibility) != document and not (by.for_patient and by.owns(document)):
        raise NotYours


def _check_visibility(document: Document, asked: Document, wanted: Change, by: Hand) -> None:
    if asked.visibility == document.visibility:
        return
    if by.for_patient:
        _check_for_patient(document, asked.visibility, by)
    else:
        _check_for_professional(document, asked.visibility, wanted, by)


def _check_for_patient(document: Document, now: Visibility, by: Hand) -> None:
    was = document.visibility
    if now.withheld_until != was.withheld_until:
        raise NotAuthor
    if now.from_representatives != was.from_representatives and not by.patient:
        raise NotAuthor
    if document.depositor.id in now.hidden_from - was.hidden_from:
        raise OnlyShown


def _check_for_professional(document: Document, now: Visibility, wanted: Change, by: Hand) -> None:
    was, author = document.visibility, document.depositor.id == by.id
    if not author and not by.administrator:
        raise NotAuthor
    if now.hidden_from != was.hidden_from or (was.hidden and not now.hidden):
        raise NotAuthor
    if now.from_representatives != was.from_representatives and not author:
        raise NotAuthor
    if now.hidden and not was.hidden:
        if not wanted.at_request:
            raise NotAsked
        if now.withheld_until is not None:
            raise NotTogether


def _told(before: Document, after: Document, wanted: Change, epoch: int) -> list[Happened]:
    was, now = before.visibility, after.visibility
    told = []
    if now.hidden != was.hidden:
        name = "documents.DocumentHidden" if now.hidden else "documents.DocumentUnhidden"
        told.append(after.happened(name, epoch))
        if wanted.at_request:
            told[-1].data["ground"] = "patient-request"
    if now.hidden_from != was.hidden_from or now.from_representatives != was.from_representatives:
        told.append(after.happened("documents.DocumentVisibilityChanged", epoch))
        told[-1].data["hidden_from"] = sorted(now.hidden_from)
    if now.withheld_until != was.withheld_until:
        told.append(announced(after, epoch))
    return told


def announced(after: Document, epoch: int) -> Happened:
    """The event of a document that the patient sees from now on, by a professional's word or by itself."""
    return after.happened("documents.DocumentAnnounced", epoch)
