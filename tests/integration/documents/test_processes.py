"""Real processes: a depositor that dies at the worst moment, the worker fed by the real broker."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import requests

from chassis import broker
from chassis.clock import now
from chassis.events import Event
from deploy.native.installation import Installation
from enforcement.lanes import lane_of
from services.documents.actions import sweeping
from tests.integration.documents.vault import Person, Vault
from tests.integration.enforcement.told import new_id, record_told, relation_told

ROOT = Path(__file__).parents[3]
STEP = "documents.between-put-and-commit"


def deposit_elsewhere(env: dict[str, str], person: Person, failpoint: str = "") -> int:
    """Run a deposit in a process of its own; its exit status."""
    environment = {**os.environ, **env, "MES_FAILPOINT": failpoint}
    command = [sys.executable, "-m", "tests.integration.documents.dying", person.record, person.id, "intention-1"]
    return subprocess.run(command, cwd=ROOT, env=environment, check=False, timeout=300).returncode


def test_a_death_between_object_and_document_leaves_only_an_orphan(
    documents_env: dict[str, str], vault: Vault, inaya: Person
) -> None:
    assert deposit_elsewhere(documents_env, inaya, STEP) == -signal.SIGKILL
    (orphan,) = vault.objects(inaya.record)
    assert inaya.list() == []
    assert vault.told_about(inaya.record) == []
    assert deposit_elsewhere(documents_env, inaya) == 0
    (document,) = inaya.list()
    assert len(vault.told_about(inaya.record)) == 1
    sweeping.sweep_orphans(vault.db, vault.parts.files, now() + timedelta(hours=1))
    assert vault.objects(inaya.record) == {f"{inaya.record}/{document['id']}"}
    assert orphan not in vault.objects(inaya.record)


@pytest.fixture(scope="module")
def worker(servers: Installation, documents_env: dict[str, str], vault: Vault) -> Iterator[Installation]:
    """The service's worker, as the launcher starts it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "chassis.worker", "services.documents.worker"]
    environment = {**os.environ, **documents_env, "PROBE_PORT": str(port)}
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL) as process:
        try:
            wait_for(lambda: is_ready(port))
            yield servers
        finally:
            process.terminate()


@pytest.mark.parametrize("wrong", ["missing", "folder", "certificate"])
def test_a_worker_whose_signing_key_cannot_be_used_does_not_start(
    documents_env: dict[str, str], vault: Vault, tmp_path: Path, wrong: str
) -> None:
    key = tmp_path / wrong
    if wrong == "folder":  # what Docker makes of a file that is to be mounted and is not there
        key.mkdir()
    elif wrong == "certificate":
        key.write_text("-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n")
    command = [sys.executable, "-m", "chassis.worker", "services.documents.worker"]
    environment = {**os.environ, **documents_env, "PROBE_PORT": "0", "EXPORT_SIGNING_KEY": str(key)}
    ended = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=300)
    assert ended.returncode == 1
    assert "documents.signing-key-unusable" in ended.stdout
    assert "worker.started" not in ended.stdout


def is_ready(port: int) -> bool:
    """Whether the process whose probe listens there takes events."""
    try:
        return requests.get(f"http://127.0.0.1:{port}/health/ready", timeout=2).status_code == 200
    except (requests.ConnectionError, requests.Timeout):
        return False


def say(servers: Installation, events: list[Event]) -> None:
    """Publish as the producer itself would."""
    producer = events[0].service
    with broker.Publisher(servers.env(producer)["BROKER_URL"], "test") as publisher:
        messages = [
            broker.Outgoing(each.id, f"{producer}.events", each.type, each.to_json(), "application/cloudevents+json")
            for each in events
        ]
        assert publisher.publish(messages) == {each.id for each in events}


def wait_for(found: Callable[[], Any], seconds: float = 180) -> Any:
    """What `found` gives once it gives something; fails after `seconds`."""
    until = time.monotonic() + seconds
    while not (value := found()):
        assert time.monotonic() < until
        time.sleep(0.1)
    return value


@pytest.mark.feature("ACC-10")
def test_the_worker_applies_what_the_broker_brings_once_whatever_the_order(worker: Installation, vault: Vault) -> None:
    records = [new_id("rec") for _ in range(3)]
    doctor = vault.professional()
    told = []
    for record in records:
        blocked = relation_told(record, doctor.id, "blocked", 2)
        authorized = relation_told(record, doctor.id, "authorized", 1)
        for event in (authorized, blocked):
            event.data["policy"] = vault.consent.next(record)
        told += [blocked, authorized]
    say(worker, told * 5)
    say(worker, told[::-1])
    say(worker, told)

    def all_acknowledged() -> bool:
        marks = [
            max((each["data"]["number"] for each in vault.told_about(f"lane-{lane_of(record)}")), default=0)
            for record in records
        ]
        return marks >= [vault.consent.numbers[lane_of(record)] for record in records]

    wait_for(all_acknowledged)
    states = [row["state"] for row in vault.db.relations.find({"professional": doctor.id})]
    assert states == ["blocked"] * 3
    acknowledgements = [
        each for record in records for each in vault.told_about(f"lane-{lane_of(record)}")
        if each["causationid"] in {event.id for event in told}
    ]  # fmt: skip
    assert len({each["causationid"] for each in acknowledgements}) == len(told)


def test_the_worker_holds_what_identity_says(worker: Installation, vault: Vault) -> None:
    record = new_id("rec")
    say(worker, [record_told(record, "activated", 2)] * 5 + [record_told(record, "invited", 1)])
    wait_for(lambda: vault.db.records.find_one({"_id": record}))
    wait_for(lambda: vault.db.records.find_one({"_id": record, "state": "activated"}))


def test_an_event_that_its_sender_may_not_say_changes_nothing(worker: Installation, vault: Vault) -> None:
    record = new_id("rec")
    forged = record_told(record, "activated", 9)
    with broker.Publisher(worker.env("consent")["BROKER_URL"], "test") as publisher:
        publisher.publish(
            [
                broker.Outgoing(
                    forged.id, "consent.events", "consent.PSBlocked", forged.to_json(), "application/cloudevents+json"
                )
            ]
        )
    honest = record_told(new_id("rec"), "activated", 1)
    say(worker, [honest])
    wait_for(lambda: vault.db.records.find_one({"_id": honest.subject}))
    assert vault.db.records.find_one({"_id": record}) is None
