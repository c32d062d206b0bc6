"""Real servers, and two imaginary services: alpha says things, beta counts what it hears."""

import itertools
import json
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pymongo import MongoClient
from pymongo.database import Database

from chassis import events
from tests.integration.chassis.place import CONTRACTS, Place
from tests.integration.chassis.servers import Mongod, RabbitMQ

_numbers = itertools.count()


@pytest.fixture(scope="session")
def mongod(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mongod]:
    server = Mongod(tmp_path_factory.mktemp("mongod"))
    try:
        server.start()
        yield server
    finally:
        server.kill()


@pytest.fixture(scope="session")
def rabbitmq(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RabbitMQ]:
    server = RabbitMQ(tmp_path_factory.mktemp("rabbitmq"))
    try:
        server.start()
        yield server
    finally:
        server.kill()


@pytest.fixture(scope="session")
def contracts_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("contracts")
    (folder / "events").mkdir()
    for name, schema in CONTRACTS.items():
        (folder / "events" / f"{name}.json").write_text(json.dumps({"$id": f"/contracts/events/{name}.json", **schema}))
    return folder


@pytest.fixture
def _contracts(contracts_dir: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("CONTRACTS_DIR", str(contracts_dir))
    events._contract.cache_clear()
    yield
    events._contract.cache_clear()


@pytest.fixture
def database(mongod: Mongod) -> Iterator[Database[dict[str, Any]]]:
    """A database of this test's own."""
    with MongoClient[dict[str, Any]](mongod.url) as client:
        name = f"test_{uuid.uuid4().hex[:8]}"
        yield client[name]
        client.drop_database(name)


@pytest.fixture
def place(mongod: Mongod, rabbitmq: RabbitMQ, contracts_dir: Path, _contracts: None, tmp_path: Path) -> Iterator[Place]:
    """A vhost and two databases of this test's own; what it starts is stopped."""
    made = Place(mongod, rabbitmq, f"t{next(_numbers)}", uuid.uuid4().hex[:8], tmp_path, contracts_dir)
    try:
        yield made
    finally:
        made.close()
