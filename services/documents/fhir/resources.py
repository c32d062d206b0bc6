"""A document as a FHIR R4 DocumentReference, in the shape of IHE MHD (minimal metadata) with French codes."""

import base64
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from services.documents.domain.document import DepositorKind, Document, Status
from services.documents.domain.reference import DocumentType, TypeTable

Resource = dict[str, Any]

IDENTIFIER_SYSTEM = "urn:ietf:rfc:3986"
CLASS_SYSTEM = "https://mos.esante.gouv.fr/NOS/TRE_A03-ClasseDocument/FHIR/TRE-A03-ClasseDocument"
_MHD = "https://profiles.ihe.net/ITI/MHD"
_CONFIDENTIALITY = "http://terminology.hl7.org/CodeSystem/v3-Confidentiality"


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
        "author": [{"display": _author(document)}],
        "description": document.title,
        "content": [{"attachment": attachment}],
    }
    if document.visibility.hidden:
        label = {"system": _CONFIDENTIALITY, "code": "R", "display": "restricted"}
        made["securityLabel"] = [{"coding": [label], "text": "Masqué aux professionnels"}]
    if document.chain.replaces is not None:
        target = {"reference": f"DocumentReference/{fhir_id(document.chain.replaces)}"}
        made["relatesTo"] = [{"code": "replaces", "target": target}]
    return made


def submission_set(lot: str, record: str, at: datetime, documents: Sequence[str]) -> Resource:
    """The SubmissionSet (IHE MHD) of documents provided together."""
    coding = {"system": f"{_MHD}/CodeSystem/MHDlistTypes", "code": "submissionset"}
    return {
        "resourceType": "List",
        "id": fhir_id(lot),
        "identifier": [{"use": "official", "system": IDENTIFIER_SYSTEM, "value": f"urn:mes:{lot}"}],
        "status": "current",
        "mode": "working",
        "code": {"coding": [coding]},
        "subject": {"reference": f"Patient/{fhir_id(record)}"},
        "date": instant(at),
        "entry": [{"item": {"reference": f"DocumentReference/{fhir_id(document)}"}} for document in documents],
    }


def _author(document: Document) -> str:
    depositor = document.depositor
    unnamed = "Le patient" if depositor.kind is DepositorKind.PATIENT else "Inconnu"
    return document.author or depositor.name or unnamed


def _type_coding(code: str, kind: DocumentType | None) -> Resource:
    if kind is None:
        return {"code": code}
    return {"system": kind.system, "code": code, "display": kind.label}


def _class_coding(code: str, kind: DocumentType | None) -> Resource:
    return {"system": CLASS_SYSTEM, "code": code} | ({"display": kind.class_label} if kind is not None else {})
