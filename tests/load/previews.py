"""How long a person waits for a page of a document, in milliseconds; each page is drawn anew."""

import io
import secrets
import time
from functools import partial
from typing import Any

from PIL import Image

from tests.load import content
from tests.load.report import Row, percentiles
from tests.support.platform import Patient

_TIMES = 60
_SCAN = (1_240, 1_754)


def rows(patient: Patient) -> list[Row]:
    """A page of a PDF and of a scan, and the thumbnail of a list."""
    pdf = patient.document(patient.deposit(content=content.document())["id"])
    scan = patient.document(_deposited(patient, _scan()))
    measured = {
        "page of a PDF, drawn": partial(_page, patient, pdf),
        "page of a scan of 3 pages, drawn": partial(_page, patient, scan),
        "thumbnail of a PDF": partial(patient.api.call, "showThumbnail", expect=200, path=pdf),
    }
    return [row for name, look in measured.items() for row in percentiles(name, [_timed(look) for _ in range(_TIMES)])]


def _page(patient: Patient, path: dict[str, str]) -> None:
    patient.api.call("showPage", expect=200, path={**path, "page": "1"})


def _timed(look: Any) -> float:
    begun = time.perf_counter()
    look()
    return (time.perf_counter() - begun) * 1000


def _scan() -> bytes:
    out = io.BytesIO()
    first, *others = (_page_of_noise(spread) for spread in (20, 25, 30))
    first.save(out, "TIFF", compression="group4", save_all=True, append_images=others)
    return out.getvalue()


def _page_of_noise(spread: int) -> Image.Image:
    """Black and white, with as much on it as a page of handwriting."""
    return Image.effect_noise(_SCAN, spread).point(lambda value: 255 * (value > 90)).convert("1")


def _deposited(patient: Patient, scan: bytes) -> str:
    document: str = patient.api.call(
        "depositDocument",
        expect=201,
        path=patient.here,
        headers={"Idempotency-Key": secrets.token_urlsafe(16)},
        form={"title": "Scan", "document_date": "2026-03-03", "section": "ORD_SOIN"},
        files={"file": ("scan.tif", scan, "image/tiff")},
    ).json()["id"]
    return document
