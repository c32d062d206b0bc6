"""The servers of the session, with a database of this worker's own, emptied for each test."""

import os
from collections.abc import Iterator

import pytest

from chassis import mongo, settings
from chassis.connection import Database
from deploy.native.installation import Installation
from deploy.native.servers import mongod
from services.consent import store
from services.consent.settings import ConsentSettings
from tests.integration.consent.story import Story
from tests.support.database import Emptied


@pytest.fixture(scope="session")
def consent_settings(servers: Installation) -> ConsentSettings:
    """Settings of the service on those servers, with one enforcement point and little patience."""
    admin = mongod.url(servers.servers, mongod.ADMIN, servers.servers.secret("mongod-admin"), "admin")
    env = servers.env("consent") | {
        "MONGO_URL": admin,
        "MONGO_DB": f"{servers.name}_consent_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}",
        "PUBLIC_URL": "https://test.invalid",
        "ENFORCEMENT_POINTS": "documents",
        "ACKNOWLEDGEMENT_WAIT_S": "0.3",
    }
    return settings.load(ConsentSettings, env)


@pytest.fixture(scope="session")
def emptied(consent_settings: ConsentSettings) -> Iterator[Emptied]:
    """The database of the service, prepared."""
    opened = mongo.connect(consent_settings)
    store.prepare(opened)
    yield Emptied(opened)
    opened.client.drop_database(opened.name)
    opened.client.close()


@pytest.fixture
def db(emptied: Emptied, consent_settings: ConsentSettings) -> Database:
    """The database, empty as after the first start."""
    emptied.again()
    return mongo.connect(consent_settings)


@pytest.fixture
def story(db: Database) -> Story:
    """People of the story, known to the projections."""
    return Story(db)
