"""The servers of the session, with a database of this worker's own, emptied for each test."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from flask import Flask

from chassis import mongo, settings
from deploy.native.installation import Installation
from deploy.native.servers import mongod
from services.identity import api, store
from services.identity.settings import IdentitySettings
from services.identity.store import Database
from tests.integration.identity.desk import Agent
from tests.integration.identity.operator import Operator
from tests.integration.identity.place import Place, make_environment
from tests.support.database import Emptied


@pytest.fixture(scope="session")
def identity_environment(servers: Installation, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of a process of the service on those servers, with keys of its own."""
    admin = mongod.url(servers.servers, mongod.ADMIN, servers.servers.secret("mongod-admin"), "admin")
    database = f"{servers.name}_identity_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}"
    return make_environment(admin, database, tmp_path_factory.mktemp("keys"))


@pytest.fixture(scope="session")
def identity_settings(identity_environment: dict[str, str]) -> IdentitySettings:
    """The settings read from it."""
    return settings.load(IdentitySettings, identity_environment)


@pytest.fixture(scope="session")
def database(identity_settings: IdentitySettings) -> Iterator[Database]:
    """The database of the service, prepared."""
    opened = mongo.connect(identity_settings)
    store.prepare(opened)
    yield opened
    opened.client.drop_database(opened.name)
    opened.client.close()


@pytest.fixture(scope="session")
def emptied(database: Database) -> Emptied:
    """The same, to be emptied for each test."""
    return Emptied(database)


@pytest.fixture(scope="session")
def app(database: Database, identity_settings: IdentitySettings) -> Flask:
    """The application, as gunicorn gets it, but that passwords cost next to nothing; their cost has unit tests."""
    made = api.create_app(identity_settings)
    passwords = made.extensions["identity"].passwords
    passwords._hasher = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
    vars(passwords).pop("_dummy", None)
    return made


@pytest.fixture
def place(database: Database, emptied: Emptied, app: Flask) -> Place:
    """The service on an empty database, with a clock that tests move."""
    emptied.again()
    return Place(database, app)


@pytest.fixture
def operator(identity_settings: IdentitySettings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Operator:
    """Who runs the commands."""
    return Operator(identity_settings, monkeypatch, tmp_path)


@pytest.fixture
def ada(place: Place) -> Agent:
    """An agent of the 3422."""
    return Agent(place, "conseil.ada")


@pytest.fixture
def basile(place: Place) -> Agent:
    """Another one."""
    return Agent(place, "conseil.basile")
