"""A real MongoDB (one-node replica set, own process) with a fresh database for each test."""

import socket
import subprocess
import sysconfig
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pymongo
import pytest
from pymongo.database import Database

from chassis import mongo, settings
from services.consent import store
from services.consent.settings import ConsentSettings
from tests.integration.consent.story import Story

MONGOD = Path(sysconfig.get_paths()["purelib"]) / "fiftyone" / "db" / "bin" / "mongod"


@pytest.fixture(scope="session")
def mongo_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a mongod that lives as long as the session."""
    folder, port = tmp_path_factory.mktemp("mongod"), _free_port()
    options = ["--replSet", "rs0", "--bind_ip", "127.0.0.1", "--port", str(port), "--wiredTigerCacheSizeGB", "0.25"]
    process = subprocess.Popen([MONGOD, *options, "--dbpath", str(folder), "--logpath", str(folder / "log"), "--quiet"])
    try:
        _initiate(port)
        yield f"mongodb://127.0.0.1:{port}/?replicaSet=rs0"
    finally:
        process.terminate()
        process.wait(30)


@pytest.fixture(scope="session")
def consent_settings(mongo_url: str) -> ConsentSettings:
    """Settings of the service on that server, with one enforcement point."""
    env = {
        "SERVICE": "consent",
        "MONGO_URL": mongo_url,
        "MONGO_DB": "consent",
        "BROKER_URL": "amqp://unused.invalid",
        "PUBLIC_URL": "https://test.invalid",
        "ENFORCEMENT_POINTS": "documents",
        "ACKNOWLEDGEMENT_WAIT_S": "0.3",
    }
    return settings.load(ConsentSettings, env)


@pytest.fixture(scope="session")
def database(consent_settings: ConsentSettings) -> Iterator[Database[dict[str, Any]]]:
    """The database of the service, prepared."""
    opened = mongo.connect(consent_settings)
    store.prepare(opened)
    yield opened
    opened.client.close()


@pytest.fixture
def db(database: Database[dict[str, Any]]) -> Database[dict[str, Any]]:
    """The database, empty as after the first start."""
    for name in database.list_collection_names():
        database[name].delete_many({})
    store.prepare(database)
    return database


@pytest.fixture
def story(db: Database[dict[str, Any]]) -> Story:
    """People of the story, known to the projections."""
    return Story(db)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _initiate(port: int) -> None:
    client: pymongo.MongoClient[dict[str, Any]] = pymongo.MongoClient("127.0.0.1", port, directConnection=True)
    with client:
        client.admin.command("replSetInitiate", {"_id": "rs0", "members": [{"_id": 0, "host": f"127.0.0.1:{port}"}]})
        deadline = time.monotonic() + 30
        while not client.admin.command("hello").get("isWritablePrimary"):
            assert time.monotonic() < deadline, "no primary"
            time.sleep(0.1)
