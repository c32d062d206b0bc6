"""The export as FHIR R4: one Bundle of type collection, readable by any software that knows the standard.

Beside it the archive holds everything in our own words too: FHIR has no place for some of it.
"""

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

from services.documents.fhir.resources import Resource, fhir_id

_SEX = {"F": "female", "M": "male"}
_LOINC = "http://loinc.org"
_SCOPE = "http://terminology.hl7.org/CodeSystem/consentscope"
_RESTFUL = "http://terminology.hl7.org/CodeSystem/audit-event-type"


def bundle(
    record: str, at: str, identity: Mapping[str, Any], consent: Mapping[str, Any], references: Iterable[Resource]
) -> Resource:
    """Patient, DocumentReference of each document, Consent of each relation, AuditEvent of each line of the history."""
    resources = [
        _patient(record, identity),
        *references,
        *(_consent(record, each) for each in consent.get("relations", [])),
        *(_audit_event(record, each) for each in consent.get("history", [])),
    ]
    return {
        "resourceType": "Bundle",
        "type": "collection",
        "timestamp": at,
        "entry": [{"fullUrl": f"urn:mes:{each['resourceType']}:{each['id']}", "resource": each} for each in resources],
    }


def _patient(record: str, identity: Mapping[str, Any]) -> Resource:
    person, contact = identity.get("person", {}), identity.get("contact", {})
    patient: Resource = {"resourceType": "Patient", "id": fhir_id(record)}
    if person:
        patient["name"] = [{"use": "official", "family": person["family_name"], "given": person["given_names"]}]
        patient["gender"] = _SEX[person["sex"]]
        patient["birthDate"] = person["birth_date"]
    told = [("email", contact.get("email")), ("phone", contact.get("mobile"))]
    if telecom := [{"system": system, "value": value} for system, value in told if value]:
        patient["telecom"] = telecom
    return patient


def _consent(record: str, relation: Mapping[str, Any]) -> Resource:
    professional = relation["professional"]
    allowed = relation["state"] == "authorized"
    return {
        "resourceType": "Consent",
        "id": _derived("con", relation["id"]),
        "status": "active" if allowed else "inactive",
        "scope": {"coding": [{"system": _SCOPE, "code": "patient-privacy"}]},
        "category": [{"coding": [{"system": _LOINC, "code": "59284-0", "display": "Consent Document"}]}],
        "patient": {"reference": f"Patient/{fhir_id(record)}"},
        "dateTime": relation["first_contact"],
        "policyRule": {"text": "Accès d'un professionnel au dossier, décidé par la personne"},
        "provision": {
            "type": "permit" if allowed else "deny",
            "actor": [
                {"role": {"text": professional["profession"] or "Professionnel de santé"},
                 "reference": {"display": professional["display_name"]}}
            ],
        },
    }  # fmt: skip


def _audit_event(record: str, entry: Mapping[str, Any]) -> Resource:
    actor = entry["actor"]
    made: Resource = {
        "resourceType": "AuditEvent",
        "id": _derived("aud", entry["id"]),
        "type": {"system": _RESTFUL, "code": "rest", "display": "RESTful Operation"},
        "subtype": [{"display": entry["action"]}],
        "recorded": entry["at"],
        "outcome": "0",
        "agent": [
            {
                "name": actor["display_name"],
                "role": [{"text": actor["profession"] or actor["kind"]}],
                "requestor": True,
            }
        ],
        "source": {"observer": {"display": "Mon espace santé"}},
        "entity": [{"what": {"reference": f"Patient/{fhir_id(record)}"}}],
    }
    touched = entry.get("object")
    if touched is not None:
        made["entity"].append({"what": {"reference": f"DocumentReference/{fhir_id(touched['id'])}"}})
    return made


def _derived(kind: str, own: str) -> str:
    """A FHIR id (at most 64 characters of a small alphabet) that the same thing has in every export."""
    return f"{kind}-{hashlib.sha256(own.encode()).hexdigest()[:32]}"
