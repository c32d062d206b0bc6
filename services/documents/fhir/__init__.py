"""Documents as FHIR R4 (4.0.1) resources, as an export carries them and as software asks for them."""
