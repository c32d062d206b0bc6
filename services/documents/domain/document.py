"""A document of a record: its information, and the changes that may happen to it.

A change returns the document after it and what happened, as events to be published with it.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any, NamedTuple

from services.documents.domain.decision import DocumentFacts


class DepositorKind(StrEnum):
    """Who put the document in (PSS-11)."""

    PATIENT = "patient"
    PROFESSIONAL = "professional"


@dataclass(frozen=True, slots=True)
class Depositor:
    """`name` is the display name of a professional at the time of the deposit, empty for the patient."""

    kind: DepositorKind
    id: str
    name: str = ""


class Happened(NamedTuple):
    """An event to publish: type and data as in `contracts/events/`."""

    type: str
    data: dict[str, Any]


class NotYours(Exception):
    """Only the depositor deletes a document or files it elsewhere (DOC-29, C-33)."""


@dataclass(frozen=True, slots=True)
class Document:
    """What the vault knows of one file. `size` in bytes and `sha256` are those of the plain stored bytes."""

    id: str
    record: str
    type: str
    type_class: str
    title: str
    document_date: date
    depositor: Depositor
    deposited_at: datetime
    size: int
    sha256: str
    media_type: str
    hidden: bool = False
    version: int = 1

    @property
    def facts(self) -> DocumentFacts:
        """What the decision needs to know."""
        return DocumentFacts(self.record, self.type, self.depositor.id, self.hidden)

    def deposited(self, epoch: int) -> Happened:
        """The event of its arrival."""
        return self._happened("documents.DocumentDeposited", epoch)

    def deleted(self, by: str, epoch: int) -> Happened:
        """The event of its deletion; raises NotYours unless `by` deposited it."""
        if self.depositor.id != by:
            raise NotYours
        return replace(self, version=self.version + 1)._happened("documents.DocumentDeleted", epoch)

    def _happened(self, type_: str, epoch: int) -> Happened:
        return Happened(
            type_,
            {
                "document": self.id,
                "record": self.record,
                "type": self.type,
                "class": self.type_class,
                "depositor": {"kind": str(self.depositor.kind), "id": self.depositor.id},
                "hidden": self.hidden,
                "version": {"epoch": epoch, "number": self.version},
            },
        )


@dataclass(frozen=True, slots=True)
class Change:
    """What a patient asks to change; None leaves as it is. `filed` is (type code, class code)."""

    title: str | None = None
    document_date: date | None = None
    filed: tuple[str, str] | None = None
    hidden: bool | None = None


def change(document: Document, wanted: Change, by: str, epoch: int) -> tuple[Document, list[Happened]]:
    """Apply a change of the patient's (DOC-13, DOC-21, DOC-22). Asking for what is already so changes nothing.

    Raises NotYours when information other than visibility is asked to change on a document that someone else
    deposited.
    """
    asked = replace(
        document,
        title=document.title if wanted.title is None else wanted.title,
        document_date=document.document_date if wanted.document_date is None else wanted.document_date,
        type=document.type if wanted.filed is None else wanted.filed[0],
        type_class=document.type_class if wanted.filed is None else wanted.filed[1],
        hidden=document.hidden if wanted.hidden is None else wanted.hidden,
    )
    if asked == document:
        return document, []
    if replace(asked, hidden=document.hidden) != document and document.depositor.id != by:
        raise NotYours
    after = replace(asked, version=document.version + 1)
    if after.hidden == document.hidden:
        return after, []
    name = "documents.DocumentHidden" if after.hidden else "documents.DocumentUnhidden"
    return after, [after._happened(name, epoch)]
