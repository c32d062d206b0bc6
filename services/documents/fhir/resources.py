"""A document as a FHIR R4 DocumentReference, in the shape of IHE MHD (minimal metadata) with French codes."""

import base64
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from chassis.clock import rfc3339
from services.documents.domain.document import DepositorKind, Document, Status
from services.documents.domain.reference import DocumentType, TypeTable
from services.documents.domain.visibility import Visibility

Resource = dict[str, Any]

IDENTIFIER_SYSTEM = "urn:ietf:rfc:3986"
CLASS_SYSTEM = "https://mos.esante.gouv.fr/NOS/TRE_A03-ClasseDocument/FHIR/TRE-A03-ClasseDocument"
VISIBILITY_SYSTEM = (
    "https://mos.esante.gouv.fr/NOS/TRE_A07-StatutVisibiliteDocument/FHIR/TRE-A07-StatutVisibiliteDocument"
)
HIDDEN, WITHHELD, FROM_REPRESENTATIVES = "MASQUE_PS", "INVISIBLE_PATIENT", "INVISIBLE_REPRESENTANTS_LEGAUX"
_MHD = "https://profiles.ihe.net/ITI/MHD"
_CONFIDENTIALITY = "http://terminology.hl7.org/CodeSystem/v3-Confidentiality"


def fhir_id(own: str) -> str:
    """One of our ids as a FHIR id, in which an underscore may not stand."""
    return own.replace("_", "-", 1)


def own_id(fhir: str) -> str:
    """The reverse of `fhir_id`."""
    return fhir.replace("-", "_", 1)


def document_reference(
    document: Document,
    table: TypeTable,
    url: str,
    sha1: bytes | None = None,
    professional_at: datetime | None = None,
    source: Mapping[str, str] | None = None,
) -> Resource:
    """The DocumentReference of a document whose bytes are found at `url`; `sha1` is what R4 asks as hash.

    `professional_at`: for those who treat, at that moment: its labels say from whom it is kept. None for the
    patient's side, who are never told that something is kept from one of them. `source` is the masterIdentifier
    that came with it.
    """
    kind = table.types.get(document.type)
    own = {"system": IDENTIFIER_SYSTEM, "value": f"urn:mes:{document.id}"}
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
        "masterIdentifier": own if source is None else dict(source),
        "identifier": [own],
        "status": "current" if document.status is Status.CURRENT else "superseded",
        "type": {"coding": [_type_coding(document.type, kind)]},
        "category": [{"coding": [_class_coding(document.type_class, kind)]}],
        "subject": {"reference": f"Patient/{fhir_id(document.record)}"},
        "date": rfc3339(document.deposited_at),
        "author": [{"display": _author(document)}],
        "description": document.title,
        "content": [{"attachment": attachment}],
        "context": {"period": {"start": document.document_date.isoformat()}},
    }
    if labels := _labels(document.visibility, professional_at):
        made["securityLabel"] = labels
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
        "date": rfc3339(at),
        "entry": [{"item": {"reference": f"DocumentReference/{fhir_id(document)}"}} for document in documents],
    }


def _labels(visibility: Visibility, professional_at: datetime | None) -> list[Resource]:
    labels: list[Resource] = []
    if visibility.hidden:
        restricted = {"system": _CONFIDENTIALITY, "code": "R", "display": "restricted"}
        labels.append({"coding": [restricted], "text": "Masqué aux professionnels"})
    if professional_at is not None:
        labels += [
            {"coding": [{"system": VISIBILITY_SYSTEM, "code": code}]}
            for code, holds in kept_from(visibility, professional_at).items()
            if holds
        ]
    return labels


def kept_from(visibility: Visibility, at: datetime) -> dict[str, bool]:
    """Whether each code of TRE_A07 holds of a document at the moment `at`."""
    return {
        HIDDEN: visibility.hidden,
        WITHHELD: visibility.withheld(at),
        FROM_REPRESENTATIVES: visibility.from_representatives,
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
