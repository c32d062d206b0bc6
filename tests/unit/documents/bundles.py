"""Bundles in the structure that IHE MHD 4.2 (ITI-65, minimal metadata) and PDSm 3.1 publish; the content is ours.

https://profiles.ihe.net/ITI/MHD/ITI-65.html, https://interop.esante.gouv.fr/ig/fhir/pdsm
"""

import base64
import hashlib
import uuid
from typing import Any

_MHD = "https://profiles.ihe.net/ITI/MHD"
_PS = "urn:oid:1.2.250.1.71.4.2.1"
PERSON: dict[str, Any] = {
    "identifier": [{"system": "urn:oid:1.2.250.1.213.1.4.10", "value": "284057400100123"}],
    "name": [{"use": "official", "family": "ESSAI", "given": ["Inaya"]}],
    "gender": "female",
    "birthDate": "1984-05-12",
}
_SPACE = uuid.UUID("6f1c1a66-24f0-4c0e-9d62-1f7c4f8f6a10")


def urn(name: str) -> str:
    """The same address for the same name."""
    return f"urn:uuid:{uuid.uuid5(_SPACE, name)}"


def reference(record: str, content: bytes, name: str = "un", **changes: Any) -> dict[str, Any]:
    """A DocumentReference of the minimal profile, its bytes in the Binary of the same name."""
    made: dict[str, Any] = {
        "resourceType": "DocumentReference",
        "meta": {"profile": [f"{_MHD}/StructureDefinition/IHE.MHD.Minimal.DocumentReference"]},
        "masterIdentifier": {"system": "urn:ietf:rfc:3986", "value": urn(record + name)},
        "identifier": [{"use": "official", "system": "urn:ietf:rfc:3986", "value": urn(record + name + "entry")}],
        "status": "current",
        "type": {"coding": [{"system": "http://loinc.org", "code": "11502-2", "display": "CR de biologie"}]},
        "subject": {"reference": f"Patient/{record.replace('_', '-')}"},
        "date": "2026-03-02T08:00:00+01:00",
        "author": [{"display": "Dr Camille LEROUX"}],
        "securityLabel": [
            {"coding": [{"system": "http://terminology.hl7.org/CodeSystem/v3-Confidentiality", "code": "N"}]}
        ],
        "content": [
            {
                "attachment": {
                    "contentType": "application/pdf",
                    "language": "fr-FR",
                    "url": urn(f"binary {name}"),
                    "size": len(content),
                    "hash": base64.b64encode(hashlib.sha1(content, usedforsecurity=False).digest()).decode(),
                    "title": f"Bilan sanguin {name}",
                    "creation": "2026-03-01",
                }
            }
        ],
        "context": {"period": {"start": "2026-03-01T09:30:00+01:00"}},
    }
    return {**made, **changes}


def bundle(record: str, contents: dict[str, bytes], **changes: Any) -> dict[str, Any]:
    """A transaction: submission set, references, binaries; `changes` replace fields of every reference."""
    names = list(contents)
    lot = {
        "resourceType": "List",
        "extension": [
            {"url": f"{_MHD}/StructureDefinition/ihe-sourceId", "valueIdentifier": {"value": "urn:oid:1.2.3.4"}}
        ],
        "identifier": [{"use": "official", "system": "urn:ietf:rfc:3986", "value": urn(record + " ".join(names))}],
        "status": "current",
        "mode": "working",
        "code": {"coding": [{"system": f"{_MHD}/CodeSystem/MHDlistTypes", "code": "submissionset"}]},
        "subject": {"reference": f"Patient/{record.replace('_', '-')}"},
        "date": "2026-03-02T08:00:00+01:00",
        "entry": [{"item": {"reference": urn(f"reference {name}")}} for name in names],
    }
    entries = [_entry(urn("lot"), lot)]
    for name, content in contents.items():
        entries.append(_entry(urn(f"reference {name}"), reference(record, content, name, **changes)))
    for name, content in contents.items():
        data = base64.b64encode(content).decode()
        made = {"resourceType": "Binary", "contentType": "application/pdf", "data": data}
        entries.append(_entry(urn(f"binary {name}"), made))
    return {
        "resourceType": "Bundle",
        "meta": {"profile": [f"{_MHD}/StructureDefinition/IHE.MHD.Minimal.ProvideBundle"]},
        "type": "transaction",
        "timestamp": "2026-03-02T08:00:00+01:00",
        "entry": entries,
    }


def comprehensive(record: str, content: bytes) -> dict[str, Any]:
    """One document as PDSm publishes it with all its metadata: persons contained and persons as entries.

    Authors: a role whose doctor is contained and whose structure is an entry; a nurse alone, by a relative address.
    """
    organization, nurse = urn("organization"), "Practitioner/ide-1"
    contained = [
        {"resourceType": "Patient", "id": "patient", **PERSON},
        {"resourceType": "Practitioner", "id": "doctor", "identifier": [{"system": _PS, "value": "10100000009"}],
         "name": [{"prefix": ["Dr"], "given": ["Camille"], "family": "LEROUX"}]},
        {"resourceType": "PractitionerRole", "id": "role", "practitioner": {"reference": "#doctor"},
         "organization": {"reference": organization}},
    ]  # fmt: skip
    made = bundle(
        record,
        {"un": content},
        meta={"profile": [f"{_MHD}/StructureDefinition/IHE.MHD.Comprehensive.DocumentReference"]},
        contained=contained,
        author=[{"reference": "#role"}, {"reference": nurse}],
        authenticator={"reference": "#role"},
        category=[{"coding": [{"code": "10"}]}],
        context={
            "period": {"start": "2026-03-01T09:30:00+01:00"},
            "facilityType": {"coding": [{"code": "SA25"}]},
            "practiceSetting": {"coding": [{"code": "AMBULATOIRE"}]},
            "sourcePatientInfo": {"reference": "#patient"},
        },
    )
    name = {"given": ["Lou"], "family": "MARTIN"}
    for url, resource in (
        (urn("patient"), {"resourceType": "Patient", **PERSON}),
        (organization, {"resourceType": "Organization", "name": "Laboratoire des Tilleuls"}),
        (urn("nurse"), {"resourceType": "Practitioner", "id": "ide-1", "name": [name]}),
    ):
        made["entry"].append({"fullUrl": url, "resource": resource})
    return made


def _entry(url: str, resource: dict[str, Any]) -> dict[str, Any]:
    return {"fullUrl": url, "resource": resource, "request": {"method": "POST", "url": resource["resourceType"]}}
