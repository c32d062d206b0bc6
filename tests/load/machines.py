"""Machine deposits in batches, and an export of everything they brought."""

import base64
import secrets
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from deploy.demo.files import pdf
from tests.support.platform import Patient, Platform, Software, until

BATCH = 25
CLIENTS = 4
_CONTENT = base64.b64encode(pdf("Biologie", "Laboratoire du Parc", ["Ferritine 80 µg/L"])).decode()


def batches(platform: Platform, patient: Patient, documents: int) -> float:
    """Documents per second that software deposits in batches, four requests at a time, until there are `documents`."""
    software = platform.software()
    until(lambda: _send(software, patient, 1))  # the register's entry has reached the vault
    begun = time.perf_counter()
    with ThreadPoolExecutor(CLIENTS) as pool:
        sent = [pool.submit(_send, software, patient, BATCH) for _ in range(documents // BATCH)]
        assert all(each.result() for each in sent)
    return documents / (time.perf_counter() - begun)


def export(patient: Patient) -> float:
    """Seconds from the request of an export until it can be downloaded."""
    begun = time.perf_counter()
    patient.api.call("requestExport", expect=202, path=patient.here)

    def ready() -> bool:
        return bool(patient.api.call("showExport", expect=200, path=patient.here).json()["state"] == "ready")

    until(ready, seconds=600, every=0.25)
    return time.perf_counter() - begun


def _send(software: Software, patient: Patient, number: int) -> bool:
    items = [_item(patient) for _ in range(number)]
    answer: dict[str, Any] = software.api.call("depositBatch", expect=200, body={"items": items}).json()
    return all(each["status"] == 201 for each in answer["results"])


def _item(patient: Patient) -> dict[str, str]:
    return {
        "key": secrets.token_hex(16),
        "record": patient.record,
        "type": "11502-2",
        "title": "Biologie",
        "document_date": "2026-03-03",
        "media_type": "application/pdf",
        "content": _CONTENT,
    }
