"""Real servers, one vault on them for the session."""

import json
from collections.abc import Iterator

import pytest

from chassis import mongo
from chassis import settings as environment
from chassis.freshness import COLLECTION as FRESHNESS
from chassis.inbox import COLLECTIONS as INBOX
from deploy.native.installation import Installation
from services.documents.cli import TYPES
from services.documents.domain.reference import read_table
from services.documents.parts import Parts, assemble
from services.documents.settings import DocumentsSettings
from services.documents.store import reference
from tests.integration.documents.vault import Person, Vault

MAX_AGE_S = "1.5"


@pytest.fixture(scope="session")
def documents_settings(servers: Installation) -> DocumentsSettings:
    """The settings that the launcher gives the service, less patient with silence."""
    return environment.load(DocumentsSettings, {**servers.env("documents"), "POLICY_MAX_AGE_S": MAX_AGE_S})


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


@pytest.fixture(scope="session")
def vault(parts: Parts) -> Iterator[Vault]:
    """The vault; each test invents its own people."""
    made = Vault(parts)
    yield made
    made.consent.close()


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
