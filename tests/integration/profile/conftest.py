"""Real servers, one profile service on them for the session."""

import os
import secrets
from collections.abc import Iterator

import pytest

from chassis import mongo
from chassis import settings as environment
from chassis.freshness import COLLECTION as FRESHNESS
from chassis.inbox import COLLECTIONS as INBOX
from deploy.native.installation import Installation
from deploy.native.servers import mongod
from services.profile.parts import Parts, assemble
from services.profile.settings import ProfileSettings
from tests.integration.profile.book import Book, Person


@pytest.fixture(scope="session")
def profile_env(servers: Installation) -> Iterator[dict[str, str]]:
    """The environment that the launcher gives the service, with a database for these tests alone."""
    name = f"{servers.name}{os.environ.get('PYTEST_XDIST_WORKER', '')}-book"
    password = secrets.token_hex(16)
    mongod.provision(servers.servers, name, "profile", password)
    yield {
        **servers.env("profile"),
        "MONGO_URL": mongod.url(servers.servers, "profile", password, name),
        "MONGO_DB": name,
        "POLICY_MAX_AGE_S": "3",
    }
    mongod.remove(servers.servers, [name])


@pytest.fixture(scope="session")
def parts(profile_env: dict[str, str]) -> Parts:
    """The service's parts."""
    settings = environment.load(ProfileSettings, profile_env)
    mongo.ensure_collections(mongo.connect(settings), {**INBOX, FRESHNESS: []})
    return assemble(settings)


@pytest.fixture(scope="session")
def book(parts: Parts) -> Iterator[Book]:
    """The service; each test invents its own people."""
    made = Book(parts)
    yield made
    made.close()


@pytest.fixture
def inaya(book: Book) -> Person:
    """A patient whose space is open and whose profile is empty."""
    return book.patient()


@pytest.fixture
def doctor(book: Book, inaya: Person) -> Person:
    """A general practitioner who declared care of Inaya."""
    person = book.professional()
    person.relate(inaya.record, "authorized")
    return person
