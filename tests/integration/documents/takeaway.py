"""What a person takes away, as tests ask for it, complete it and open it."""

import io
import threading
import zipfile
from typing import Any

from chassis import envelopes, events
from chassis.lease import Lease
from services.documents.actions import completing
from services.documents.takeaway import proof
from tests.integration.documents.vault import Person, Vault

GIVEN: dict[str, dict[str, Any]] = {
    "identity": {
        "person": {"family_name": "MOREL", "given_names": ["Inaya"], "birth_date": "1984-05-12", "sex": "F"},
        "contact": {"email": "inaya@courriel.example", "mobile": None, "channel": "email"},
    },
    "consent": {
        "relations": [
            {
                "id": "rec_one:pro_one",
                "professional": {"display_name": "Camille LEROUX", "profession": "Médecin", "specialty": None},
                "state": "authorized",
                "administrator": True,
                "first_contact": "2026-03-01T08:00:00Z",
            }
        ],
        "history": [
            {
                "id": f"an-event-{number}",
                "number": number,
                "at": f"2026-03-0{number}T08:00:00Z",
                "actor": {
                    "kind": "professional",
                    "display_name": "Camille LEROUX",
                    "profession": None,
                    "structure": "Cabinet",
                },
                "action": "document-consulted",
            }
            for number in (1, 2, 3)
        ],
    },
    "messaging": {"conversations": [{"subject": "Vos résultats", "messages": []}]},
    "notifier": {"notices": [{"kind": "activated", "state": "sent"}]},
    "profile": {"sections": {}},
}


def contribute(vault: Vault, person: Person, *services: str) -> None:
    """The services answer the newest request of this person, as they do by events."""
    asked = [each for each in vault.told_about(person.record) if each["type"] == "documents.ExportRequested"][-1][
        "data"
    ]
    for service in services or GIVEN:
        data = {"export": asked["export"], "record": person.record, "part": 1, "parts": 1}
        data["sealed"] = envelopes.seal(asked["key"], GIVEN[service])
        vault.deliver(events.new(f"{service}.ExportContributed", person.record, data))


def work(vault: Vault) -> None:
    """What the worker's timer does."""
    lease = Lease(vault.db, f"exports-{threading.get_ident()}")
    signer = proof.signer_of(vault.parts.settings.export_signing_key)
    while completing.advance_exports(vault.parts, signer, lease):
        continue
    lease.release()


def downloaded(person: Person, export: str) -> zipfile.ZipFile:
    """The archive as the person gets it."""
    answer = person.call("downloadExport", 200, export=export)
    assert answer.content_length == len(answer.data)
    return zipfile.ZipFile(io.BytesIO(answer.data))


def exported(vault: Vault, person: Person) -> tuple[str, zipfile.ZipFile]:
    """An export from its request to the archive; its id beside."""
    export = person.call("requestExport", 202).json["id"]
    contribute(vault, person)
    work(vault)
    assert person.call("showExport", 200).json["state"] == "ready"
    return export, downloaded(person, export)
