"""Lists and searches of one record while the database grows around it: the same work, however many others there are."""

import random
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

from deploy.native.installation import Installation
from services.documents.domain.decision import Visible
from services.documents.domain.document import Depositor, DepositorKind, Document
from services.documents.domain.identifiers import new_document_id
from services.documents.store import documents as collection
from services.documents.store import listing
from services.documents.store.listing import Sought
from services.documents.store.rows import to_row
from tests.load.report import Row, percentiles

OF_ONE_RECORD = 200
_BATCH, _SAMPLES = 5_000, 1_000
_TYPES = ("11488-4", "11502-2", "18748-4", "57833-6", "DOCPAT02")
_WORDS = ("bilan", "sanguin", "radio", "genou", "compte", "rendu", "échographie", "ordonnance", "suivi", "printemps")
_AT = datetime(2026, 6, 1, tzinfo=UTC)
PATIENT = Visible(_AT, everything=True)
DOCTOR = Visible(_AT, author="pro_one", reader="pro_one", types=frozenset(_TYPES[:3]))
ASKED: dict[str, tuple[Visible, Sought]] = {
    "list of 20, patient": (PATIENT, listing.ANYTHING),
    "list of 20, professional": (DOCTOR, listing.ANYTHING),
    "search by words, professional": (DOCTOR, Sought(words="bilan genou")),
    "search by date, patient": (PATIENT, Sought(by_date=True, since="2020-01-01")),
}


def grown(installation: Installation, sizes: tuple[int, ...]) -> list[Row]:
    """Milliseconds of each question at each size, asked of the store itself; the rows are taken away afterwards."""
    db = installation.mongo("documents")
    chance, rows, held = random.Random(1), [], 0
    try:
        for size in sizes:
            for batch in _batches(chance, held, size):
                db[collection.COLLECTION].insert_many(batch, ordered=False)
            held = size
            for name, (visible, sought) in ASKED.items():
                rows += percentiles(f"{name}, {size} documents", _timed(db, chance, size, visible, sought))
    finally:
        db[collection.COLLECTION].delete_many({"record": {"$regex": "^growth-"}})
    return rows


def _timed(db: Any, chance: random.Random, size: int, visible: Visible, sought: Sought) -> list[float]:
    took = []
    for _ in range(_SAMPLES):
        record = f"growth-{chance.randrange(size // OF_ONE_RECORD)}"
        begun = time.perf_counter()
        listing.page(db, record, visible, None, 21, sought)
        took.append(1000 * (time.perf_counter() - begun))
    return took


def _batches(chance: random.Random, first: int, end: int) -> Iterator[list[dict[str, Any]]]:
    for start in range(first, end, _BATCH):
        yield [_row(chance, number) for number in range(start, min(start + _BATCH, end))]


def _row(chance: random.Random, number: int) -> dict[str, Any]:
    depositor = Depositor(
        DepositorKind.PROFESSIONAL, chance.choice(("pro_one", "pro_two")), "Camille LEROUX", "Cabinet"
    )
    document = Document(
        id=new_document_id(),
        record=f"growth-{number // OF_ONE_RECORD}",
        type=chance.choice(_TYPES),
        type_class="10",
        title=" ".join(chance.choices(_WORDS, k=4)),
        document_date=date(chance.randrange(2010, 2026), chance.randrange(1, 13), chance.randrange(1, 29)),
        depositor=depositor,
        deposited_at=_AT,
        size=100_000,
        sha256="0" * 64,
        media_type="application/pdf",
    )
    return to_row(document) | {"idempotency_key": document.id, "fingerprint": ""}
