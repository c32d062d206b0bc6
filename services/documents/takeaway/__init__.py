"""What a person takes away: a ZIP with their files, a page to read them by, FHIR R4, and a manifest of hashes."""
