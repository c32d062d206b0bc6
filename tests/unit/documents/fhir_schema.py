"""Whether a resource is FHIR R4, by the models that the SMART team generates from the R4 definitions."""

from typing import Any

from fhirclient.models.fhirabstractbase import FHIRValidationError
from fhirclient.models.fhirelementfactory import FHIRElementFactory

_REQUIRED_CODES = {
    "DocumentReference": {"status": {"current", "superseded", "entered-in-error"}},
    "Bundle": {"type": {"document", "transaction", "transaction-response", "searchset", "collection"}},
    "Consent": {"status": {"draft", "proposed", "active", "rejected", "inactive", "entered-in-error"}},
    "Patient": {"gender": {"male", "female", "other", "unknown"}},
}


def complaints(resource: dict[str, Any]) -> list[str]:
    """What R4 has against a resource and those inside it; empty when nothing."""
    try:
        FHIRElementFactory.instantiate(resource["resourceType"], resource)
    except FHIRValidationError as faults:
        return [str(faults)]
    found = [
        f"{resource['resourceType']}.{name}: {resource[name]}"
        for name, allowed in _REQUIRED_CODES.get(resource["resourceType"], {}).items()
        if name in resource and resource[name] not in allowed
    ]
    inside = [entry["resource"] for entry in resource.get("entry", ()) if "resource" in entry]
    return found + [complaint for each in inside for complaint in complaints(each)]
