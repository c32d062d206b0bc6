"""A document as its reader is told of it."""

from collections import Counter
from typing import Any

from services.documents.domain.changing import hand_of
from services.documents.domain.decision import Person, Viewer
from services.documents.domain.document import DepositorKind, Document
from services.documents.domain.reference import DocumentType, TypeTable
from services.documents.queries import Page

_UNKNOWN = "Type inconnu"


def present(document: Document, viewer: Viewer, table: TypeTable) -> dict[str, Any]:
    """The JSON of a document (`Document` in the contract) for `viewer`.

    Professionals are not told whom else a document is hidden from, nor the patient's side when it showed.
    """
    person = isinstance(viewer, Person)
    mine = hand_of(viewer, None).owns(document)
    visibility, chain = document.visibility, document.chain
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
            "display_name": _display_name(document, viewer),
            "mine": mine,
        },
        "author": {"name": document.author or document.depositor.name, "structure": document.depositor.structure},
        "size": document.size,
        "media_type": document.media_type,
        "sha256": document.sha256,
        "hidden": visibility.hidden,
        "hidden_from": sorted(visibility.hidden_from) if person else [],
        "withheld_until": None if person else visibility.withheld_until,
        "hidden_from_representatives": visibility.from_representatives,
        "status": document.status,
        "revision": chain.number,
        "replaces": chain.replaces,
        "replaced_by": chain.replaced_by,
        "version": document.version,
    }


def present_page(page: Page, table: TypeTable) -> dict[str, Any]:
    """The JSON of a page; counts by section, if they were asked for."""
    told: dict[str, Any] = {
        "items": [present(each, page.entered.viewer, table) for each in page.items],
        "next": page.next,
    }
    if page.counts is not None:
        sections: Counter[str] = Counter()
        for type_code, count in page.counts.items():
            kind = table.types.get(type_code)
            sections[kind.section if kind is not None else ""] += count
        told["counts"] = {"total": page.counts.total(), "sections": dict(sections)}
    return told


def etag(document: Document) -> str:
    """The entity tag of this version."""
    return f'"{document.version}"'


def _display_name(document: Document, viewer: Viewer) -> str:
    if document.depositor.kind is DepositorKind.PATIENT:
        return "Vous" if document.depositor.id == viewer.id else "Le patient"
    return document.depositor.name


def _gone(document: Document) -> DocumentType:
    # A type that left the table: the document stays readable, by its code.
    return DocumentType(document.type, document.type, document.type_class, _UNKNOWN, "", False)
