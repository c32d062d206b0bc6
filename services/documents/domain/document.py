"""A document of a record: its information, and what is told of it.

A replacement is a document of its own with its own id: the one before stays as it was, readable in the
history by whoever may see it, with the status « replaced » (the *RPLC* association of XDS).
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any, NamedTuple

from services.documents.domain.decision import DocumentFacts
from services.documents.domain.visibility import OPEN, Visibility


class DepositorKind(StrEnum):
    """Who put the document in (PSS-11). What a representative files is the patient's."""

    PATIENT = "patient"
    PROFESSIONAL = "professional"
    ORGANISATION = "organisation"
    INSURER = "insurer"


class Status(StrEnum):
    """A deleted document has no status: it is gone, and only the history remembers that it was."""

    CURRENT = "current"
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True)
class Depositor:
    """Display name and structure at the time of the deposit; both empty for the patient.

    The structure of an organisation's document is the one that its software names as the author's.
    """

    kind: DepositorKind
    id: str
    name: str = ""
    structure: str = ""


@dataclass(frozen=True, slots=True)
class Chain:
    """Place in the versions of one document: `number` from 1, neighbours by id.

    `series` is the id of the first, None while there is only one.
    """

    number: int = 1
    series: str | None = None
    replaces: str | None = None
    replaced_by: str | None = None

    @property
    def neighbours(self) -> set[str]:
        """Ids of the versions just before and after."""
        return {each for each in (self.replaces, self.replaced_by) if each is not None}

    def naming_only(self, seen: Collection[str]) -> "Chain":
        """The same place, told to somebody for whom other versions than `seen` do not exist."""
        return replace(
            self,
            replaces=self.replaces if self.replaces in seen else None,
            replaced_by=self.replaced_by if self.replaced_by in seen else None,
        )


class Happened(NamedTuple):
    """An event to publish: type and data as in `contracts/events/`."""

    type: str
    data: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Document:
    """What the vault knows of one file. `size` in bytes and `sha256` are those of the plain stored bytes.

    `author` is who wrote it where that is not the depositor (a doctor of the hospital that deposits).
    """

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
    visibility: Visibility = OPEN
    status: Status = Status.CURRENT
    chain: Chain = Chain()
    author: str = ""
    version: int = 1

    @property
    def facts(self) -> DocumentFacts:
        """What the decision needs to know."""
        return DocumentFacts(self.record, self.type, self.depositor.id, self.visibility)

    def deposited(self, epoch: int) -> Happened:
        """The event of its arrival.

        Nobody but the patient's side deposits something hidden without attesting that the patient asked: that is
        told (PSS-05). A new version is only hidden like the one before it.
        """
        happened = self.happened("documents.DocumentDeposited", epoch)
        if self.chain.replaces is not None:
            happened.data["replaces"] = self.chain.replaces
        elif self.visibility.hidden and self.depositor.kind is not DepositorKind.PATIENT:
            happened.data["ground"] = "patient-request"
        return happened

    def deleted(self, epoch: int) -> Happened:
        """The event of its deletion."""
        return replace(self, version=self.version + 1).happened("documents.DocumentDeleted", epoch)

    def next_in_chain(self) -> Chain:
        """The place of what replaces it."""
        return Chain(self.chain.number + 1, self.chain.series or self.id, replaces=self.id)

    def replaced_by(self, document: str) -> "Document":
        """This version once another has taken its place."""
        chain = replace(self.chain, series=self.chain.series or self.id, replaced_by=document)
        return replace(self, status=Status.REPLACED, chain=chain, version=self.version + 1)

    def happened(self, type_: str, epoch: int) -> Happened:
        """An event about this version."""
        return Happened(
            type_,
            {
                "document": self.id,
                "record": self.record,
                "type": self.type,
                "class": self.type_class,
                "depositor": {"kind": str(self.depositor.kind), "id": self.depositor.id},
                "hidden": self.visibility.hidden,
                "concealed": self.visibility.concealed(),
                "version": {"epoch": epoch, "number": self.version},
            },
        )
