"""Lists and searches of one record while the database grows around it: the same work, however many others there are."""

import random
import statistics
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

from pymongo import WriteConcern

from deploy.native.installation import Installation
from services.documents.domain.decision import Visible
from services.documents.domain.document import Depositor, DepositorKind, Document
from services.documents.domain.identifiers import new_document_id
from services.documents.domain.search import words_of
from services.documents.store import documents as collection
from services.documents.store import listing
from services.documents.store.listing import Sought
from services.documents.store.rows import to_row
from tests.load.report import Row, grown

SMALL = 10_000
OF_ONE_RECORD = 200
P50_RATIO, P99_RATIO = 1.4, 2.0
_BATCH, _SAMPLES, _WARM = 5_000, 1_000, 200
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


def rows(installation: Installation, most: int) -> list[Row]:
    """Milliseconds of each question among `most` documents, beside those among SMALL; asked of the store itself.

    What is written goes with the installation.
    """
    db, chance = installation.mongo("documents"), random.Random(1)
    small = _at_size(db, chance, 0, SMALL)
    large = _at_size(db, chance, SMALL, most)
    told = []
    for name in ASKED:
        for place, (cut, ratio) in enumerate((("p50", P50_RATIO), ("p99", P99_RATIO))):
            named = f"{name}, {most:,} documents ({SMALL:,} beside) {cut}"
            told.append(grown(named, "ms", small[name][place], large[name][place], ratio))
    return told


def _at_size(db: Any, chance: random.Random, held: int, size: int) -> dict[str, tuple[float, float]]:
    # What is inserted here is synthetic: it need not survive a crash.
    target = db[collection.COLLECTION].with_options(write_concern=WriteConcern(w=1, j=False))
    for batch in _batches(chance, held, size):
        target.insert_many(batch, ordered=False)
    return {name: _timed(db, chance, size, *asked) for name, asked in ASKED.items()}


def _timed(db: Any, chance: random.Random, size: int, visible: Visible, sought: Sought) -> tuple[float, float]:
    """Median and 99th percentile in ms."""
    took = []
    for _ in range(_WARM + _SAMPLES):
        record = f"growth-{chance.randrange(size // OF_ONE_RECORD)}"
        begun = time.perf_counter()
        listing.page(db, record, visible, None, 21, sought)
        took.append(1000 * (time.perf_counter() - begun))
    cuts = statistics.quantiles(took[_WARM:], n=100, method="inclusive")
    return cuts[49], cuts[98]


def _batches(chance: random.Random, first: int, end: int) -> Iterator[list[dict[str, Any]]]:
    pattern = _pattern()
    for start in range(first, end, _BATCH):
        yield [_row(pattern, chance, number) for number in range(start, min(start + _BATCH, end))]


def _pattern() -> dict[str, Any]:
    document = Document(
        id="",
        record="",
        type=_TYPES[0],
        type_class="10",
        title="",
        document_date=date(2026, 1, 1),
        depositor=Depositor(DepositorKind.PROFESSIONAL, "pro_one", "Camille LEROUX", "Cabinet"),
        deposited_at=_AT,
        size=100_000,
        sha256="0" * 64,
        media_type="application/pdf",
    )
    return to_row(document)


def _row(pattern: dict[str, Any], chance: random.Random, number: int) -> dict[str, Any]:
    title = " ".join(chance.choices(_WORDS, k=4))
    id_ = new_document_id()
    return pattern | {
        "_id": id_,
        "record": f"growth-{number // OF_ONE_RECORD}",
        "type": chance.choice(_TYPES),
        "title": title,
        "words": words_of(title, "Camille LEROUX", "Cabinet", ""),
        "document_date": f"{chance.randrange(2010, 2026)}-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}",
        "depositor": chance.choice(("pro_one", "pro_two")),
        "idempotency_key": id_,
        "fingerprint": "",
    }
