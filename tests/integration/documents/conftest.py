"""Real servers, one vault on them for the session."""

import json
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
from services.documents.cli import TYPES
from services.documents.domain.reference import read_table
from services.documents.parts import Parts, assemble
from services.documents.settings import DocumentsSettings
from services.documents.store import reference
from tests.integration.documents.vault import Person, Vault

MAX_AGE_S = "3"


@pytest.fixture(scope="session")
def documents_env(servers: Installation) -> Iterator[dict[str, str]]:
    """The environment that the launcher gives the service, with a database and a bucket for these tests alone.

    Test processes side by side share the servers; what a sweeper or a rebuild finds must be their own.
    """
    name = f"{servers.name}{os.environ.get('PYTEST_XDIST_WORKER', '')}-vault"
    password = secrets.token_hex(16)
    mongod.provision(servers.servers, name, "documents", password)
    seaweedfs.provision(servers.servers, name, name, password)
    yield {
        **servers.env("documents"),
        "MONGO_URL": mongod.url(servers.servers, "documents", password, name),
        "MONGO_DB": name,
        "S3_BUCKET": name,
        "S3_ACCESS_KEY": name,
        "S3_SECRET_KEY": password,
        "POLICY_MAX_AGE_S": MAX_AGE_S,
    }
    mongod.remove(servers.servers, [name])
    seaweedfs.remove(servers.servers, name, name)


@pytest.fixture(scope="session")
def documents_settings(documents_env: dict[str, str]) -> DocumentsSettings:
    """The settings of that environment."""
    return environment.load(DocumentsSettings, documents_env)


@pytest.fixture(scope="session")
def parts(documents_settings: DocumentsSettings) -> Iterator[Parts]:
    """The service's parts, with the table of types loaded."""
    db = mongo.connect(documents_settings)
    mongo.ensure_collections(db, {**INBOX, FRESHNESS: []})
    assembled = assemble(documents_settings)
    raw = json.loads(TYPES.read_text(encoding="utf-8"))
    reference.keep_types(db, raw, read_table(raw))
    yield assembled
    assembled.traces.close()
    assembled.inspectors.close()
    assembled.renderers.close()


@pytest.fixture(scope="session")
def vault(parts: Parts) -> Iterator[Vault]:
    """The vault; each test invents its own people."""
    made = Vault(parts)
    yield made
    made.close()


@pytest.fixture
def inaya(vault: Vault) -> Person:
    """A patient whose space is open and empty."""
    return vault.patient()


@pytest.fixture
def doctor(vault: Vault, inaya: Person) -> Person:
    """A general practitioner who declared care of Inaya."""
    person = vault.professional()
    person.relate(inaya.record, "authorized")
    return person
