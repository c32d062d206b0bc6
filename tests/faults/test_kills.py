"""Nothing lost, nothing twice: deposits go on while each process in turn is killed with -9 and comes back.

Every test of the second kind is the twin of a kill in the first: the same harm, with the one thing taken
away that makes it harmless. It must turn the books red, else the first test proves nothing. Deletions follow: each
goes on where it was, and is done only when all have erased.
"""

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from deploy.native.servers import mongod
from tests.faults.erasing import ERASING, FAREWELL, LISTENING, ask, confirmed, held, is_lost
from tests.faults.ledger import Front, Ledger
from tests.faults.readings import Reader
from tests.support.platform import Platform, until

DEPOSITS, READS = 500, 200
TARGETS = (
    "documents-api", "documents-relay", "documents-worker", "consent-worker", "consent-relay", "consent-api",
    "notifier-worker", "rabbitmq", "mongod", "seaweedfs",
)  # fmt: skip


@pytest.fixture
def front(platform: Platform, tmp_path: Path) -> Front:
    patient, carer = platform.patient(), platform.professional()
    carer.declares_care_of(patient)
    return Front(platform, patient, carer, Ledger(tmp_path / "ledger"))


def kill(front: Front, name: str, times: int = 1, pause: float = 0.6) -> Callable[[], None]:
    """Kill a process amid deposits, let it come back, and again."""
    mes = front.platform.installation

    def strike() -> None:
        for _ in range(times):
            front.answers_more()
            time.sleep(pause)
            mes.kill(name)
            mes.wait_ready(name)

    return strike


def abdicate(front: Front, times: int = 1, pause: float = 0.6) -> Callable[[], None]:
    """Let the database's primary step down for two seconds, and again: nobody writes until one is elected."""

    def strike() -> None:
        with mongod.admin(front.platform.installation.state) as client:
            for _ in range(times):
                front.answers_more()
                time.sleep(pause)
                until(lambda: client.admin.command("hello")["isWritablePrimary"], seconds=180)
                client.admin.command({"replSetStepDown": 2, "secondaryCatchUpPeriodSecs": 0, "force": True})

    return strike


@pytest.mark.feature("HIS-17")
def test_every_deposit_answered_survives_the_death_of_any_process(front: Front) -> None:
    mes = front.platform.installation

    def strike() -> None:
        for name in TARGETS:
            kill(front, name)()

    front.under_fire(DEPOSITS, strike)
    mes.wait_ready(*TARGETS)
    assert len(front.ledger.told) == DEPOSITS
    assert front.faults(seconds=300) == []
    assert front.unreadable() == []


def test_every_deposit_answered_survives_a_database_without_a_primary(front: Front) -> None:
    front.under_fire(READS, abdicate(front, times=4))
    assert len(front.ledger.told) == READS
    assert front.faults(seconds=300) == []
    assert front.unreadable() == []


@pytest.fixture
def reader(front: Front) -> Reader:
    return Reader(front.platform, front.patient, front.carer)


@pytest.mark.feature("HIS-01", "HIS-05")
def test_every_read_shown_is_one_entry_whatever_dies_behind_the_answer(front: Front, reader: Reader) -> None:
    mes, behind = front.platform.installation, ("consent-worker", "documents-relay", "rabbitmq", "consent-relay")
    reader.under_fire(deposited(front, READS), kill_amid(reader, *behind, "consent-api", "documents-worker"))
    mes.wait_ready(*TARGETS)
    assert reader.faults(seconds=300) == []
    assert len(reader.shown) + len(reader.unsure) == READS
    assert len(reader.shown) > READS / 2
    assert sum(reader.entries()[each] for each in reader.shown) == len(reader.shown)


@pytest.mark.feature("HIS-01", "HIS-05")
def test_no_read_is_shown_without_its_entry_when_who_answers_dies(front: Front, reader: Reader) -> None:
    mes = front.platform.installation
    reader.under_fire(deposited(front, READS), kill_amid(reader, "documents-api", "mongod", "documents-api"))
    mes.wait_ready(*TARGETS)
    assert reader.faults(seconds=300) == []
    assert len(reader.shown) + len(reader.unsure) == READS
    assert reader.shown


def test_reads_and_history_differ_when_the_trace_comes_after_the_answer(front: Front, reader: Reader) -> None:
    mes = front.platform.installation
    documents = deposited(front, READS)
    mes.instead("documents-api", "tests.faults.sabotage", "answers_before_the_trace")
    try:
        reader.under_fire(documents, kill_amid(reader, "documents-api", "documents-api"))
    finally:
        mes.instead("documents-api")
    mes.wait_ready(*TARGETS)
    assert reader.faults(seconds=6)


def kill_amid(reader: Reader, *names: str) -> Callable[[], None]:
    """Kill processes in turn, each at a moment when documents are being shown."""

    def strike() -> None:
        for name in names:
            reader.shows_more()
            reader.platform.installation.kill(name)
            reader.platform.installation.wait_ready(name)

    return strike


def deposited(front: Front, count: int) -> list[str]:
    """Documents in the record, of a type that the professional may read."""
    front.under_fire(count, lambda: None)
    return [document for document, _ in front.ledger.told.values()]


TWINS = {
    "documents-api": ("answers_before_the_commit", "documents-api"),
    "consent-worker": ("acknowledges_before_the_commit", "consent-worker"),
    "notifier-worker": ("marks_before_sending", "notifier-worker"),
    "documents-relay": ("forgets_before_publishing", "documents-relay"),
    "rabbitmq": ("takes_the_broker_at_its_word", "documents-relay"),
    "mongod": ("answers_before_the_database_has", "documents-api"),
    "primary": ("answers_before_the_database_has", "documents-api"),
    "seaweedfs": ("answers_before_the_store_has", "documents-api"),
}


@pytest.mark.parametrize("target", TWINS)
def test_the_books_turn_red_when_what_saves_them_is_taken_away(front: Front, target: str) -> None:
    mes = front.platform.installation
    sabotage, where = TWINS[target]
    mes.instead(where, "tests.faults.sabotage", sabotage)
    try:
        front.under_fire(120, abdicate(front, 3, 0.5) if target == "primary" else kill(front, target, 3, 0.5))
    finally:
        mes.instead(where)
    mes.wait_ready(*TARGETS)
    assert front.faults(seconds=6) or front.unreadable()


@pytest.mark.feature("CLO-07")
def test_a_deletion_waits_for_a_dead_service_and_ends_when_it_is_back(platform: Platform) -> None:
    mes, patient, carer = platform.installation, platform.patient(), platform.professional()
    carer.declares_care_of(patient)
    patient.deposit()
    mes.stop("consent-worker")
    try:
        deletion = ask(platform, patient)
        until(lambda: confirmed(platform, deletion) == {"documents", "messaging", "notifier", "profile"}, seconds=180)
        for name in ("identity-worker", "documents-worker"):
            mes.kill(name)
            mes.wait_ready(name)
        assert confirmed(platform, deletion) == {"documents", "messaging", "notifier", "profile"}
        assert held(platform, patient.record)["persons"] == 1, "identity goes last"
        assert FAREWELL not in [mail["subject"] for mail in platform.mailbox.to(patient.email)]
    finally:
        mes.start("consent-worker")
    until(lambda: len(confirmed(platform, deletion)) == len(ERASING), seconds=180)
    until(lambda: not any(held(platform, patient.record).values()), seconds=180)
    platform.mailbox.wait(patient.email, FAREWELL, seconds=180)


@pytest.mark.feature("CLO-07", "CLO-08")
def test_deletions_asked_while_every_process_is_killed_are_all_done_once(platform: Platform) -> None:
    mes = platform.installation
    patients = [platform.patient() for _ in range(4)]
    for patient in patients:
        patient.deposit()
    proofs = [platform.proof(patient) for patient in patients]
    asked = {}
    for patient, proof in zip(patients, proofs, strict=True):
        asked[patient.record] = ask(platform, patient, proof)
        for name in LISTENING:
            mes.kill(name)
    for name in LISTENING:
        mes.kill(name)
        mes.wait_ready(name)
    for record, deletion in asked.items():
        until(lambda deletion=deletion: len(confirmed(platform, deletion)) == len(ERASING), seconds=300)  # type: ignore[misc]
        until(lambda record=record: not any(held(platform, record).values()), seconds=180)  # type: ignore[misc]
    for patient in patients:
        platform.mailbox.wait(patient.email, FAREWELL, seconds=180)
        farewells = [mail for mail in platform.mailbox.to(patient.email) if mail["subject"] == FAREWELL]
        assert len({mail["headers"]["message-id"] for mail in farewells}) == 1


def test_a_deletion_is_never_done_when_its_event_is_acknowledged_before_it_is_applied(platform: Platform) -> None:
    mes = platform.installation
    mes.instead("consent-worker", "tests.faults.sabotage", "acknowledges_before_the_commit")
    try:
        # The request may wait behind what the worker took before it: some strikes come at once, others later.
        lost = any(is_lost(platform, platform.patient(), after_s=0.8 * times) for times in range(6))
    finally:
        mes.instead("consent-worker")
        mes.wait_ready("consent-worker")
    assert lost, "the harm was never done: this proves nothing"
