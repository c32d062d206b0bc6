"""A block holds whatever else happens: somebody who never stops asking, consent away, an enforcement point away.

The last test takes away what closes a point that hears nothing, and must see the blocked professional read on.
"""

import itertools
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import pytest
import requests

from chassis.freshness import Freshness
from services.documents.gate import STREAM, lane_of
from tests.support.contract import operations
from tests.support.platform import Carer, Patient, Platform, until

CONSENT = ("consent-api", "consent-worker", "consent-relay")
MAX_AGE_S = 5.0
DOORS = ("listDocuments", "showDocument", "openDocument", "listDocumentVersions")
HEADERS: tuple[dict[str, str], ...] = ({}, {"If-None-Match": '"1"'}, {"If-None-Match": "*"}, {"Range": "bytes=0-99"})
READ = frozenset({200, 206, 304})


@dataclass
class Seen:
    """A patient with a document, and a professional who reads it."""

    platform: Platform
    patient: Patient
    carer: Carer
    document: str
    answers: list[tuple[float, int]] = field(default_factory=list)
    """When each request was sent, and its status."""

    def lists(self) -> int:
        """The status of one more list."""
        asked = self.carer.api.call("listDocuments", expect=(200, 403, 503), path=self.patient.here)
        return asked.status_code

    def hammer(self, over: threading.Event) -> None:
        """Every door with every header in turn, on a connection of its own, until told to stop."""
        http = requests.Session()
        http.verify, http.trust_env = self.carer.api.ca, False
        path = self.patient.document(self.document)
        for door, headers in itertools.cycle(itertools.product(DOORS, HEADERS)):
            if over.is_set():
                return
            url = self.carer.api.url + operations()[door].path.format(**path)
            sent = time.monotonic()
            asked = {"Authorization": f"Bearer {self.carer.api.token}", **headers}
            self.answers.append((sent, http.get(url, headers=asked, timeout=30).status_code))

    def block(self) -> str:
        """What the person is told of their block."""
        path = {**self.patient.here, "professional": self.carer.id}
        answer = self.patient.api.call("blockProfessional", expect=(200, 202), path=path)
        return str(answer.json()["state"])


@pytest.fixture
def seen(platform: Platform) -> Seen:
    patient, carer = platform.patient(), platform.professional()
    document = patient.deposit()["id"]
    carer.declares_care_of(patient)
    ready = Seen(platform, patient, carer, document)
    until(lambda: ready.lists() == 200, seconds=60)
    return ready


@pytest.mark.feature("ACC-08", "ACC-10")
def test_no_request_sent_after_the_answer_to_a_block_reads_anything(seen: Seen) -> None:
    over = threading.Event()
    with ThreadPoolExecutor(4) as pool:
        hands = [pool.submit(seen.hammer, over) for _ in range(4)]
        try:
            until(lambda: len([status for _, status in seen.answers if status in READ]) > 40, seconds=60)
            state = seen.block()
            answered = time.monotonic()
            until(lambda: len([at for at, _ in seen.answers if at > answered]) > 200, seconds=60)
        finally:
            over.set()
        for hand in hands:
            hand.result()
    if state == "effective":
        assert {status for at, status in seen.answers if at > answered} & READ == set()
    until(lambda: seen.lists() == 403)


@pytest.mark.feature("ACC-10", "HIS-01")
def test_while_consent_is_away_professionals_are_refused_and_nothing_is_lost(seen: Seen) -> None:
    mes, patient = seen.platform.installation, seen.patient
    mes.stop(*CONSENT)
    shown = 1
    try:
        while (status := seen.lists()) == 200:
            shown += 1
        assert status == 503
        patient.api.call("listDocuments", expect=200, path=patient.here)
        patient.deposit(title="Pendant la panne")
        assert {seen.lists() for _ in range(10)} == {503}
    finally:
        mes.start(*CONSENT)
    until(lambda: seen.lists() == 200, seconds=60)
    shown += 1
    until(lambda: _listed(patient) >= shown, seconds=60)
    assert _listed(patient) == shown


def _listed(patient: Patient) -> int:
    """How many lists the history holds."""
    overview = patient.api.call("showHistoryOverview", expect=200, path=patient.here).json()
    return sum(each["acts"] for each in overview["actions"] if each["action"] == "documents-listed")


@pytest.mark.feature("ACC-08", "ACC-10")
def test_a_point_that_hears_nothing_says_spreading_and_refuses_then_holds_the_block(seen: Seen) -> None:
    mes = seen.platform.installation
    with _deaf(seen):
        until(lambda: seen.lists() == 503)
        assert {seen.lists() for _ in range(5)} == {503}
    mes.wait_ready("documents-worker")
    # 503 until it has caught up, and never a list again.
    answers = []
    until(lambda: answers.append(seen.lists()) or answers[-1] == 403, seconds=60)
    assert set(answers) <= {503, 403}


def test_without_what_closes_a_deaf_point_a_blocked_professional_reads_on(seen: Seen) -> None:
    mes = seen.platform.installation
    mes.instead("documents-api", "tests.faults.sabotage", "believes_without_a_heartbeat")
    try:
        mes.wait_ready("documents-api")
        with _deaf(seen):
            assert seen.lists() == 200
    finally:
        mes.instead("documents-api")
    mes.wait_ready("documents-api", "documents-worker")


class _deaf:  # noqa: N801 - reads as what it does
    """The vault's worker is away, and the person blocks the professional; the vault has heard nothing for too long."""

    def __init__(self, seen: Seen) -> None:
        self._seen = seen

    def __enter__(self) -> None:
        mes = self._seen.platform.installation
        heart, lane = Freshness(mes.mongo("documents"), STREAM, MAX_AGE_S), lane_of(self._seen.patient.record)
        try:
            mes.wait_ready("documents-worker", *CONSENT)
            until(lambda: heart.is_fresh(lane), seconds=120)
            mes.stop("documents-worker")
            assert self._seen.block() == "spreading"
            until(lambda: not heart.is_fresh(lane), seconds=60)
        finally:
            heart.close()

    def __exit__(self, *_: object) -> None:
        self._seen.platform.installation.start("documents-worker")
