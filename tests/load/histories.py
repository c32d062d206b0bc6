"""Activity histories: appending to one, reading a page of one while others grow around it, checking one."""

import json
import random
import statistics
import time
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import uuid_utils
from pymongo import WriteConcern

from chassis import mongo
from contracts.verify_history import verify
from deploy.native.installation import Installation
from services.consent.domain.history import EVERYTHING, Act, Head, Performer, Search, appended, body_of
from services.consent.store import history
from tests.load.rates import interleaved
from tests.load.report import Row, against, percentiles

OF_ONE_RECORD = 500
CHECKED = 20_000
_BATCH, _SAMPLES, _APPENDS, _TOGETHER, _RUNS = 5_000, 1_000, 1_000, 100, 10
_DOCTORS = tuple(f"pro_growth{number}" for number in range(20))
ACT = Act(
    event_id="",
    record="",
    at="",
    actor=Performer(
        kind="professional", id="", display_name="Camille LEROUX", profession="Médecin", structure="Cabinet"
    ),
    action="document-consulted",
    object={"kind": "document", "id": "doc_9Ty3uE6iOp1AsD4fGh7Kl2", "type": "11488-4"},
    capacity="authorized",
    ground="care",
    grid="2024-09-25",
)


def rows(installation: Installation, entries: int) -> list[Row]:
    """Milliseconds at this many entries, asked of the store itself. What is written goes with the installation."""
    db = installation.mongo("consent")
    chance = random.Random(1)
    # What is inserted here is synthetic: it need not survive a crash.
    target = db["history"].with_options(write_concern=WriteConcern(w=1, j=False))
    for batch in _batches(chance, entries):
        target.insert_many(batch, ordered=False)
    found = _pages(db, chance, entries) + _appends(db, chance, entries)
    return [*found, Row("history entries checked by the verifier", _checked(chance), "/s")]


def _pages(db: Any, chance: random.Random, entries: int) -> list[Row]:
    found = []
    asked = {"page of 20": EVERYTHING, "search by author": Search(actor=_DOCTORS[0])}
    for name, search in asked.items():
        took = []
        for _ in range(_SAMPLES):
            record = f"growth-{chance.randrange(max(1, entries // OF_ONE_RECORD))}"
            begun = time.perf_counter()
            history.page(db, record, None, 21, search)
            took.append(1000 * (time.perf_counter() - begun))
        found += percentiles(f"history, {name}, {entries:,} entries", took)
    return found


def _appends(db: Any, chance: random.Random, entries: int) -> list[Row]:
    """One entry a transaction to records in turn, and many entries of one record in one, as the worker does."""
    took = []
    for number in range(_APPENDS):
        act = _act(chance, f"growth-new-{number % 100}")
        begun = time.perf_counter()
        mongo.transaction(db, lambda session, act=act: history.append(session, db, act))
        took.append(1000 * (time.perf_counter() - begun))
    rates = {name: statistics.median(found) for name, found in _runs(db, chance).items()}
    name = f"history entries of one record, a run of {_TOGETHER} at once against one by one, {entries:,} entries"
    told = percentiles(f"history append, {entries:,} entries", took)
    return [*told, against(name, rates["at once"], rates["one by one"], 3)]


def _runs(db: Any, chance: random.Random) -> dict[str, list[float]]:
    """Entries a second of runs in one transaction: all at once, as the worker does, and each by itself."""

    def at_once(session: Any, acts: list[Act]) -> None:
        history.append_all(session, db, acts)

    def one_by_one(session: Any, acts: list[Act]) -> None:
        for act in acts:
            history.append(session, db, act)

    ways = {"at once": at_once, "one by one": one_by_one}
    rates: dict[str, list[float]] = {name: [] for name in ways}
    for name in interleaved(list(ways), _RUNS):
        acts = [_act(chance, "growth-one") for _ in range(_TOGETHER)]
        begun = time.perf_counter()
        mongo.transaction(db, lambda session, way=ways[name], acts=acts: way(session, acts))
        rates[name].append(_TOGETHER / (time.perf_counter() - begun))
    return rates


def _checked(chance: random.Random) -> float:
    lines = [json.dumps({"format": "mes-history/1", "record": "growth-one", "chains": []})]
    head = Head()
    for _ in range(CHECKED):
        entry, head = appended(head, _act(chance, "growth-one"))
        told = body_of(entry.act, entry.number, entry.prev_hash)
        lines.append(json.dumps({"chain": "growth-one", "entry": told, "hash": entry.hash}))
    begun = time.perf_counter()
    report = verify(lines, [], [], {}.__getitem__)
    took = time.perf_counter() - begun
    assert report.entries == CHECKED
    assert not report.faults
    return CHECKED / took


def _batches(chance: random.Random, entries: int) -> Iterator[list[dict[str, Any]]]:
    for start in range(0, entries, _BATCH):
        yield [_row(chance, number) for number in range(start, min(start + _BATCH, entries))]


def _row(chance: random.Random, number: int) -> dict[str, Any]:
    act = _act(chance, f"growth-{number // OF_ONE_RECORD}")
    told = body_of(act, number % OF_ONE_RECORD + 1, "0" * 64)
    told["_id"] = told.pop("event_id")
    return {**told, "chain": act.record, "hash": "0" * 64}


def _act(chance: random.Random, record: str) -> Act:
    day = f"20{chance.randrange(10, 27)}-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}"
    doctor = replace(ACT.actor, id=chance.choice(_DOCTORS))
    return replace(ACT, event_id=str(uuid_utils.uuid7()), record=record, at=f"{day}T09:00:00.000Z", actor=doctor)
