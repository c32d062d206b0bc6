"""A real MongoDB (one-node replica set, own process) with an empty database for each test."""

import socket
import subprocess
import sysconfig
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pymongo
import pytest
from flask import Flask

from chassis import mongo
from services.identity import api, store
from services.identity.settings import IdentitySettings
from services.identity.store import Database
from tests.integration.identity.place import Place, make_settings

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
def identity_settings(mongo_url: str, tmp_path_factory: pytest.TempPathFactory) -> IdentitySettings:
    """Settings of the service on that server, with keys of its own."""
    return make_settings(mongo_url, tmp_path_factory.mktemp("keys"))


@pytest.fixture(scope="session")
def database(identity_settings: IdentitySettings) -> Iterator[Database]:
    """The database of the service, prepared."""
    opened = mongo.connect(identity_settings)
    store.prepare(opened)
    yield opened
    opened.client.close()


@pytest.fixture(scope="session")
def app(database: Database, identity_settings: IdentitySettings) -> Flask:
    """The application, as gunicorn gets it."""
    return api.create_app(identity_settings)


@pytest.fixture
def place(database: Database, app: Flask) -> Place:
    """The service on an empty database, with a clock that tests move."""
    for name in database.list_collection_names():
        database[name].delete_many({})
    return Place(database, app)


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
