"""A document as a row of its collection, and back."""

from datetime import date, datetime
from typing import Any

from services.documents.domain.document import Chain, Depositor, DepositorKind, Document, Status
from services.documents.domain.search import words_of
from services.documents.domain.visibility import Visibility

VISIBILITY = ("hidden", "hidden_from", "withheld_until", "from_representatives")
INFORMATION = (
    "type", "type_class", "title", "document_date", "depositor_kind", "depositor", "depositor_name", "structure",
    "author", "deposited_at", "size", "sha256", "media_type", *VISIBILITY, "version", "revision", "replaces",
)  # fmt: skip
"""What a list shows of a current document, all of it in the index."""


def to_row(document: Document) -> dict[str, Any]:
    """The fields of a document, its id included."""
    depositor, chain = document.depositor, document.chain
    row = {
        "_id": document.id,
        "record": document.record,
        "status": str(document.status),
        "type": document.type,
        "type_class": document.type_class,
        "title": document.title,
        "document_date": document.document_date.isoformat(),
        "depositor_kind": str(depositor.kind),
        "depositor": depositor.id,
        "depositor_name": depositor.name,
        "structure": depositor.structure,
        "author": document.author,
        "deposited_at": document.deposited_at,
        "size": document.size,
        "sha256": document.sha256,
        "media_type": document.media_type,
        **to_visibility_row(document.visibility),
        "version": document.version,
        "revision": chain.number,
        "replaces": chain.replaces,
        "words": words_of(document.title, depositor.name, depositor.structure, document.author),
    }
    if chain.series is not None:  # absent otherwise: only versions of something are in that index
        row |= {"series": chain.series, "replaced_by": chain.replaced_by}
    return row


def to_visibility_row(visibility: Visibility) -> dict[str, Any]:
    """The fields of a visibility. Names are one text, because an index over a list could not cover a page."""
    return {
        "hidden": visibility.hidden,
        "hidden_from": " ".join(sorted(visibility.hidden_from)),
        "withheld_until": visibility.withheld_until,
        "from_representatives": visibility.from_representatives,
    }


def to_document(row: dict[str, Any]) -> Document:
    """The document of a row that holds INFORMATION, and its place in a series where there is one."""
    deposited_at: datetime = row["deposited_at"]
    return Document(
        id=row["_id"],
        record=row["record"],
        status=Status(row["status"]),
        type=row["type"],
        type_class=row["type_class"],
        title=row["title"],
        document_date=date.fromisoformat(row["document_date"]),
        depositor=Depositor(
            DepositorKind(row["depositor_kind"]), row["depositor"], row["depositor_name"], row["structure"]
        ),
        author=row["author"],
        deposited_at=deposited_at,
        size=row["size"],
        sha256=row["sha256"],
        media_type=row["media_type"],
        visibility=Visibility(
            row["hidden"], frozenset(row["hidden_from"].split()), row["withheld_until"], row["from_representatives"]
        ),
        chain=Chain(row["revision"], row.get("series"), row["replaces"], row.get("replaced_by")),
        version=row["version"],
    )
