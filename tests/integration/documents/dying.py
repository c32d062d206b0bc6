"""Deposits one document and dies where MES_FAILPOINT says: `python -m … .dying RECORD PATIENT KEY`."""

import sys
from datetime import date

from chassis import settings as environment
from chassis.auth import Actor
from services.documents.actions.deposit import Upload, deposit_document
from services.documents.parts import assemble
from services.documents.settings import DocumentsSettings
from tests.unit.documents import uploads


def main(record: str, patient: str, key: str) -> None:
    """One deposit by a patient."""
    parts = assemble(environment.load(DocumentsSettings))
    actor = Actor(patient, "patient", "ses_of-these-tests", record)
    upload = Upload(uploads.text(), "a.txt", "text/plain", "Note", date(2026, 3, 1), None, None)
    deposit_document(parts, actor, parts.gate.enter(actor, record), upload, key)


if __name__ == "__main__":
    main(*sys.argv[1:])
