"""A document as a FHIR R4 DocumentReference, in the shape of IHE MHD (minimal metadata) with French codes."""

import base64
from datetime import UTC, datetime
from typing import Any

from services.documents.domain.document import DepositorKind, Document, Status
from services.documents.domain.reference import DocumentType, TypeTable

Resource = dict[str, Any]

IDENTIFIER_SYSTEM = "urn:ietf:rfc:3986"
CLASS_SYSTEM = "https://mos.esante.gouv.fr/NOS/TRE_A03-ClasseDocument/FHIR/TRE-A03-ClasseDocument"
_CONFIDENTIALITY = "http://terminology.hl7.org/CodeSystem/v3-Confidentiality"
_DEPOSITORS = {
    DepositorKind.PATIENT: "Le patient",
}


def fhir_id(own: str) -> str:
    """One of our ids as a FHIR id, in which an underscore may not stand."""
    return own.replace("_", "-", 1)


def own_id(fhir: str) -> str:
    """The reverse of `fhir_id`."""
    return fhir.replace("-", "_", 1)


def instant(at: datetime) -> str:
    """A moment as FHIR writes it."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def document_reference(document: Document, table: TypeTable, url: str, sha1: bytes | None = None) -> Resource:
    """The DocumentReference of a document whose bytes are found at `url`; `sha1` is what R4 asks as hash."""
    kind = table.types.get(document.type)
    attachment: Resource = {
        "contentType": document.media_type,
        "language": "fr-FR",
        "url": url,
        "size": document.size,
        "title": document.title,
        "creation": document.document_date.isoformat(),
    }
    if sha1 is not None:
        attachment["hash"] = base64.b64encode(sha1).decode()
    made: Resource = {
        "resourceType": "DocumentReference",
        "id": fhir_id(document.id),
        "meta": {"versionId": str(document.version)},
        "masterIdentifier": {"system": IDENTIFIER_SYSTEM, "value": f"urn:mes:{document.id}"},
        "status": "current" if document.status is Status.CURRENT else "superseded",
        "type": {"coding": [_type_coding(document.type, kind)]},
        "category": [{"coding": [_class_coding(document.type_class, kind)]}],
        "subject": {"reference": f"Patient/{fhir_id(document.record)}"},
        "date": instant(document.deposited_at),
        "author": [{"display": document.depositor.name or _DEPOSITORS.get(document.depositor.kind, "Inconnu")}],
        "description": document.title,
        "content": [{"attachment": attachment}],
    }
    if document.chain.replaces is not None:
        before = f"DocumentReference/{fhir_id(document.chain.replaces)}"
        made["relatesTo"] = [{"code": "replaces", "target": {"reference": before}}]
    if document.visibility.hidden:
        label = {"system": _CONFIDENTIALITY, "code": "R", "display": "restricted"}
        made["securityLabel"] = [{"coding": [label], "text": "Masqué aux professionnels"}]
    return made


def _type_coding(code: str, kind: DocumentType | None) -> Resource:
    if kind is None:
        return {"code": code}
    return {"system": kind.system, "code": code, "display": kind.label}


def _class_coding(code: str, kind: DocumentType | None) -> Resource:
    return {"system": CLASS_SYSTEM, "code": code} | ({"display": kind.class_label} if kind is not None else {})
