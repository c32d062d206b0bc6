"""Real servers, one messaging service on them for the session."""

import os
import secrets
from collections.abc import Iterator

import pytest

from chassis import mongo
from chassis import settings as environment
from chassis.freshness import COLLECTION as FRESHNESS
from chassis.inbox import COLLECTIONS as INBOX
from deploy.native.installation import Installation
from deploy.native.servers import mongod, seaweedfs
from services.messaging.parts import assemble
from services.messaging.settings import MessagingSettings
from tests.integration.messaging.office import Office, Person


@pytest.fixture(scope="session")
def messaging_env(servers: Installation) -> Iterator[dict[str, str]]:
    """The environment that the launcher gives the service, with a database and a bucket for these tests alone."""
    name = f"{servers.name}{os.environ.get('PYTEST_XDIST_WORKER', '')}-office"
    password = secrets.token_hex(16)
    mongod.provision(servers.servers, name, "messaging", password)
    seaweedfs.provision(servers.servers, name, name, password)
    yield {
        **servers.env("messaging"),
        "MONGO_URL": mongod.url(servers.servers, "messaging", password, name),
        "MONGO_DB": name,
        "S3_BUCKET": name,
        "S3_ACCESS_KEY": name,
        "S3_SECRET_KEY": password,
        "POLICY_MAX_AGE_S": "3",
    }
    mongod.remove(servers.servers, [name])
    seaweedfs.remove(servers.servers, name, name)


@pytest.fixture(scope="session")
def office(messaging_env: dict[str, str]) -> Iterator[Office]:
    """The service; each test invents its own people."""
    settings = environment.load(MessagingSettings, messaging_env)
    db = mongo.connect(settings)
    mongo.ensure_collections(db, {**INBOX, FRESHNESS: []})
    made = Office(assemble(settings))
    yield made
    made.close()


@pytest.fixture
def inaya(office: Office) -> Person:
    """A patient whose space is open and whose mailbox is empty."""
    return office.patient()


@pytest.fixture
def doctor(office: Office, inaya: Person) -> Person:
    """A general practitioner who declared care of Inaya."""
    person = office.professional()
    person.relate(inaya.record, "authorized")
    return person
