"""What the FHIR face answers: outcomes, search sets, what was created, what this server can do."""

import base64
from collections.abc import Iterable, Mapping
from typing import Any

from services.documents.fhir.providing import Issue
from services.documents.fhir.resources import Resource

MEDIA_TYPE = "application/fhir+json"
_ISSUE_TYPES = {400: "structure", 401: "login", 403: "forbidden", 404: "not-found", 409: "conflict", 413: "too-long"}
_PREFIXES = "préfixes ge et le, deux fois pour une période"


def outcome(issues: Iterable[Issue], severity: str = "error") -> Resource:
    """An OperationOutcome of these issues."""
    return {
        "resourceType": "OperationOutcome",
        "issue": [
            {
                "severity": severity,
                "code": issue.code,
                "diagnostics": issue.diagnostics,
                **({"expression": [issue.expression]} if issue.expression else {}),
            }
            for issue in issues
        ],
    }


def outcome_of_problem(problem: Mapping[str, Any]) -> Resource:
    """An OperationOutcome that says what a problem of the house says, its stable code included."""
    status = int(problem["status"])
    words = " ".join(filter(None, (problem.get("title"), problem.get("detail"))))
    issue: Resource = {
        "severity": "error",
        "code": _ISSUE_TYPES.get(status, "transient" if status >= 500 else "invalid"),
        "details": {"coding": [{"system": "urn:mes:problems", "code": problem["code"]}], "text": problem.get("title")},
        "diagnostics": words,
    }
    fields = [
        {"severity": "error", "code": "value", "diagnostics": each["message"], "expression": [each["field"]]}
        for each in problem.get("errors", ())
    ]
    return {"resourceType": "OperationOutcome", "issue": [issue, *fields]}


def search_set(resources: Iterable[Resource], base: str, links: Mapping[str, str]) -> Resource:
    """A searchset Bundle; `links` are relations and addresses. No total: it is not counted for a page."""
    return {
        "resourceType": "Bundle",
        "type": "searchset",
        "link": [{"relation": relation, "url": url} for relation, url in links.items()],
        "entry": [
            {
                "fullUrl": f"{base}/{each['resourceType']}/{each['id']}",
                "resource": each,
                "search": {"mode": "match"},
            }
            for each in resources
        ],
    }


def created(locations: Iterable[tuple[str, str, str]]) -> Resource:
    """The transaction-response: status, location and instant of each entry; an empty location has been read only."""
    entries = []
    for status, location, at in locations:
        response: Resource = {"status": status}
        if location:
            response |= {"location": location, "etag": 'W/"1"', "lastModified": at}
        entries.append({"response": response})
    return {"resourceType": "Bundle", "type": "transaction-response", "entry": entries}


def binary(id_: str, media_type: str, content: bytes) -> Resource:
    """The bytes of a document as a Binary."""
    data = base64.b64encode(content).decode()
    return {"resourceType": "Binary", "id": id_, "contentType": media_type, "data": data}


def capability_statement(base: str) -> Resource:
    """What this server can do, in FHIR's own words (http://hl7.org/fhir/R4/capabilitystatement.html).

    It instantiates no actor of IHE MHD: of the searches that a Document Responder owes, it has these only.
    """
    read = {"code": "read"}
    search = [
        {"name": "patient", "type": "reference", "documentation": "Obligatoire : Patient/rec-…"},
        {"name": "status", "type": "token"},
        {"name": "type", "type": "token"},
        {"name": "date", "type": "date", "documentation": f"Jour du dépôt (UTC) ; {_PREFIXES}"},
        {"name": "period", "type": "date", "documentation": f"Jour de l'acte ; {_PREFIXES}"},
    ]
    resources = [
        {
            "type": "DocumentReference",
            "documentation": "IHE MHD ITI-67, avec ces paramètres et aucun autre : ce qui est en vigueur.",
            "interaction": [read, {"code": "search-type"}],
            "searchParam": search,
        },
        {"type": "Binary", "documentation": "IHE MHD ITI-68.", "interaction": [read]},
        {"type": "List", "documentation": "Le lot de dépôt, pour qui l'a envoyé.", "interaction": [read]},
    ]
    return {
        "resourceType": "CapabilityStatement",
        "status": "active",
        "date": "2026-11-22",
        "kind": "instance",
        "implementation": {"description": "Mon espace santé", "url": base},
        "fhirVersion": "4.0.1",
        "format": ["json"],
        "rest": [
            {
                "mode": "server",
                "documentation": "Transaction : IHE MHD ITI-65, métadonnées minimales, un lot, sans classeur.",
                "security": {
                    "service": [{"text": "OAuth 2.0, client credentials, private_key_jwt (RFC 7523)"}],
                    "description": "POST /api/identity/oauth/token",
                },
                "resource": resources,
                "interaction": [{"code": "transaction"}],
            }
        ],
    }
