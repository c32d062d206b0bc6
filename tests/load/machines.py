"""Machine deposits in batches, while memory is watched, and an export of everything that some of them brought."""

import base64
import secrets
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from deploy.demo.files import pdf
from deploy.native.installation import Installation
from tests.load import memory
from tests.load.report import Row, at_most, grown
from tests.support.platform import Patient, Platform, Software, until

BATCH, CLIENTS = 25, 4
EXPORTED = 1_000
MEMORY_RATIO = 1.1
_API = "documents-api"
_TOKEN_S = 200
"""A token lives five minutes: software asks for another one in time."""
_CONTENT = base64.b64encode(pdf("Biologie", "Laboratoire du Parc", ["Ferritine 80 µg/L"])).decode()


def rows(platform: Platform, installation: Installation, documents: int) -> list[Row]:
    """An export of EXPORTED documents, then batches until `documents` are there."""
    software, patient, other = platform.software(), platform.patient(), platform.patient()
    until(lambda: _send(software, patient, 1))  # the register's entry has reached the vault
    _batches(software, patient, EXPORTED - 1)
    before = memory.of(installation, _API)
    patient.api = platform.log_in(patient.identifier, patient.email)  # depositing may have taken its token's life
    exported = _export(patient)
    begun = time.perf_counter()
    _batches(software, other, documents - EXPORTED)
    rate = (documents - EXPORTED) / (time.perf_counter() - begun)
    after = memory.of(installation, _API)
    return [
        at_most(f"export of {EXPORTED:,} documents, asked → ready", exported, "s", 300),
        Row(f"machine deposits in batches, {CLIENTS} clients, {documents:,} documents", rate, "/s"),
        grown(
            f"memory of the vault's api after {documents:,} machine deposits ({EXPORTED:,} beside)", "MiB", before,
            after, MEMORY_RATIO,
        ),
    ]  # fmt: skip


def _batches(software: Software, patient: Patient, documents: int) -> None:
    sizes = [BATCH] * (documents // BATCH) + [documents % BATCH] * bool(documents % BATCH)
    renewed = _renewing(software)
    with ThreadPoolExecutor(CLIENTS) as pool:
        assert all(pool.map(lambda size: renewed() and _send(software, patient, size), sizes))


def _renewing(software: Software) -> Callable[[], bool]:
    asked_at = [float("-inf")]

    def renewed() -> bool:
        if time.monotonic() - asked_at[0] > _TOKEN_S:
            asked_at[0] = time.monotonic()
            software.api.token = software.new_token()
        return True

    return renewed


def _export(patient: Patient) -> float:
    """Seconds from the request of an export until it can be downloaded."""
    begun = time.perf_counter()
    patient.api.call("requestExport", expect=202, path=patient.here)

    def ready() -> bool:
        return bool(patient.api.call("showExport", expect=200, path=patient.here).json()["state"] == "ready")

    until(ready, seconds=280, every=0.25)
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
