"""A database of an enforcement point, on real servers."""

import os
import secrets
from collections.abc import Iterator

import pytest

from chassis import mongo, outbox, sessions
from chassis import settings as environment
from chassis.connection import Database
from chassis.settings import ServiceSettings
from deploy.native.installation import Installation
from deploy.native.servers import mongod
from enforcement.store import grids, keys, projections


@pytest.fixture(scope="session")
def db(servers: Installation) -> Iterator[Database]:
    """A database for these tests alone, with the collections that every enforcement point has."""
    name = f"{servers.name}{os.environ.get('PYTEST_XDIST_WORKER', '')}-point"
    password = secrets.token_hex(16)
    mongod.provision(servers.servers, name, "profile", password)
    url = mongod.url(servers.servers, "profile", password, name)
    made = mongo.connect(
        environment.load(ServiceSettings, {**servers.env("profile"), "MONGO_URL": url, "MONGO_DB": name})
    )
    rooms = {**projections.SPECS, **grids.SPECS, **keys.SPECS, **sessions.SPECS}
    mongo.ensure_collections(made, {**rooms, outbox.COLLECTION: [outbox.INDEX]})
    yield made
    mongod.remove(servers.servers, [name])
