"""Decisions: of the pure function beside two policy engines, and what deciding adds to a read."""

import random
import time
from collections.abc import Callable
from statistics import median

from chassis import settings
from chassis.auth import Actor
from chassis.clock import now
from chassis.freshness import Freshness
from deploy.native.installation import Installation
from enforcement.knowledge import Knowledge
from enforcement.lanes import STREAM, lane_of
from enforcement.record import RecordState
from enforcement.relation import Relation, RelationState
from services.documents.domain.decision import DocumentFacts, Professional, Record
from services.documents.domain.visibility import OPEN, Visibility
from services.documents.gate import Gate
from services.documents.settings import DocumentsSettings
from services.documents.store import documents
from tests.load.engines import ENGINES, Case, Decider
from tests.load.rates import interleaved
from tests.load.report import Row, against, at_most
from tests.support.platform import Platform, until
from tests.unit.enforcement import grids

CASES, CHECKED = 20_000, 2_000
ROUNDS, ROUND_S = 5, 1.0
READS = 2_000
ADDED_MS = 0.3
"""What a decision may add to the median of a read."""


def rows() -> list[Row]:
    """Decisions a second, each engine alone in this process, in rounds of random order over the same cases."""
    grid = grids.grid()
    made = cases(random.Random("decisions"))
    engines = {name: build(grid, made) for name, build in ENGINES.items()}
    agree(engines)
    taken: dict[str, list[float]] = {name: [] for name in engines}
    for name in interleaved(list(engines), ROUNDS):
        taken[name].append(_per_second(engines[name]))
    rates = {name: median(found) for name, found in taken.items()}
    found = [Row("decisions of the pure function, one process", rates["ours"], "/s")]
    peers = [name for name in rates if name != "ours"]
    return found + [against(f"decisions, ours beside {peer}", rates["ours"], rates[peer], 1) for peer in peers]


def cases(chance: random.Random) -> list[Case]:
    """Random professionals, relations and documents on the columns and types of the grid that ships."""
    grid = grids.grid()
    columns, types = [column.id for column in grid.columns], sorted(grid.readers)
    record = Record("rec_one", RecordState.ACTIVATED)
    return [
        Case(
            Professional("pro_one", chance.choice(columns)),
            record,
            Relation(chance.choice(list(RelationState)), chance.random() < 0.05),
            DocumentFacts(
                record.id,
                chance.choice(types),
                chance.choice(("pro_one", "pro_two", "acc_one")),
                chance.choice((OPEN, OPEN, Visibility(hidden=True), Visibility(hidden_from=frozenset({"pro_one"})))),
            ),
        )
        for _ in range(CASES)
    ]


def agree(engines: dict[str, Decider]) -> None:
    """Raises AssertionError unless all engines decide alike: otherwise they would not do the same job."""
    for number in range(CHECKED):
        answers = {name: decides(number) for name, decides in engines.items()}
        assert len(set(answers.values())) == 1, f"case {number}: {answers}"


def _per_second(decides: Decider) -> float:
    done, began = 0, time.perf_counter()
    while (taken := time.perf_counter() - began) < ROUND_S:
        for number in range(done, done + 100):
            decides(number % CASES)
        done += 100
    return done / taken


def added(platform: Platform, installation: Installation) -> list[Row]:
    """The median of finding a document to read, with the decision (freshness, projections, rule) and without it."""
    patient, carer = platform.patient(), platform.professional()
    document = patient.deposit()["id"]
    carer.declares_care_of(patient)
    until(lambda: carer.api.call("listDocuments", expect=(200, 503), path=patient.here).status_code == 200)
    config = settings.load(DocumentsSettings, installation.env("documents"))
    db, actor = installation.mongo("documents"), Actor(id=carer.id, role="professional", session="ses_bench")
    heart = Freshness(db, STREAM, config.policy_max_age_s)
    gate, lane = Gate(db, Knowledge(db, heart), now), lane_of(patient.record)
    jobs: dict[str, Callable[[], object]] = {
        "with": lambda: gate.enter(actor, patient.record, document).seen(),
        "without": lambda: documents.kept(db["documents"].find_one({"_id": document}) or {}),
    }
    taken: dict[str, list[float]] = {name: [] for name in jobs}
    for name in interleaved(list(jobs), READS):
        until(lambda: heart.is_fresh(lane))  # asked apart: a beat that is late would end the measure
        began = time.perf_counter()
        jobs[name]()
        taken[name].append(1000 * (time.perf_counter() - began))
    whole, bare = median(taken["with"]), median(taken["without"])
    return [
        Row("finding a document, with the decision, p50", whole, "ms", bare, whole / bare),
        at_most("what the decision adds to a read, p50", whole - bare, "ms", ADDED_MS),
    ]
