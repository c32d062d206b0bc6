"""A document as its reader is told of it."""

from typing import Any

from services.documents.domain.document import DepositorKind, Document
from services.documents.domain.reference import DocumentType, TypeTable

_UNKNOWN = "Type inconnu"


def present(document: Document, viewer: str, table: TypeTable) -> dict[str, Any]:
    """The JSON of a document (`Document` in the contract) for the actor `viewer`."""
    mine = document.depositor.id == viewer
    kind = table.types.get(document.type) or _gone(document)
    section = table.sections.get(kind.section)
    return {
        "id": document.id,
        "type": {"code": kind.code, "label": kind.label},
        "class": {"code": kind.class_code, "label": kind.class_label},
        "section": {"code": kind.section, "label": section.label if section is not None else ""},
        "title": document.title,
        "document_date": document.document_date,
        "deposited_at": document.deposited_at,
        "depositor": {
            "kind": str(document.depositor.kind),
            "display_name": _display_name(document, mine),
            "mine": mine,
        },
        "size": document.size,
        "media_type": document.media_type,
        "sha256": document.sha256,
        "hidden": document.hidden,
        "version": document.version,
    }


def etag(document: Document) -> str:
    """The entity tag of this version."""
    return f'"{document.version}"'


def _display_name(document: Document, mine: bool) -> str:
    if document.depositor.kind is DepositorKind.PATIENT:
        return "Vous" if mine else "Le patient"
    return document.depositor.name


def _gone(document: Document) -> DocumentType:
    # A type that left the table: the document stays readable, by its code.
    return DocumentType(document.type, document.type, document.type_class, _UNKNOWN, "", False)
