"""Each event that consent hears: its contract's own example, with a field nobody knows yet, is applied."""

import inspect
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from chassis import events, mongo
from chassis.connection import Database
from chassis.events import Event
from services.consent.worker import ConsentWorker
from tests.integration.consent.story import LEROUX, Story

CONTRACTS = {
    path.stem: json.loads(path.read_text())
    for path in (Path(__file__).parents[3] / "contracts" / "events").glob("*.json")
}
HEARD = sorted(name for name, contract in CONTRACTS.items() if "consent" in contract["x-consumers"])


def methods() -> dict[str, str]:
    """Worker method by event type."""
    members = inspect.getmembers(ConsentWorker, inspect.isfunction)
    return {
        event_type: name
        for name, method in members
        for entrypoint in getattr(method, "nameko_entrypoints", ())
        for event_type in getattr(entrypoint, "types", ())
    }


def in_runs() -> set[str]:
    """Types whose method takes a run of events."""
    members = inspect.getmembers(ConsentWorker, inspect.isfunction)
    entrypoints = [each for _, method in members for each in getattr(method, "nameko_entrypoints", ())]
    return {told for each in entrypoints if getattr(each, "together", False) for told in each.types}


def example(event_type: str) -> Event:
    data = CONTRACTS[event_type]["examples"][0]
    record = data.get("record", "none")
    said = events.new(event_type, record, data, actor={"id": LEROUX, "role": "professional"})
    return Event(**(vars(said) | {"data": {**data, "added_later": {"unknown": True}}}))


def test_consent_listens_to_exactly_what_the_contracts_say() -> None:
    assert sorted(methods()) == HEARD


@pytest.mark.parametrize("event_type", HEARD)
def test_the_example_with_a_field_added_later_is_applied(db: Database, story: Story, event_type: str) -> None:
    event = example(event_type)
    events.accept(event)
    worker = ConsentWorker()
    worker.db = db
    handler: Callable[[Any, Any], None] = getattr(worker, methods()[event_type])
    told = [event] if event_type in in_runs() else event
    before = {name: db[name].count_documents({}) for name in db.list_collection_names()}
    mongo.transaction(db, lambda session: handler(told, session))
    assert CHANGES[event_type](db, before)


def more(*names: str) -> Callable[[Database, dict[str, int]], bool]:
    return lambda db, before: all(db[name].count_documents({}) > before[name] for name in names)


CHANGES: dict[str, Callable[[Database, dict[str, int]], bool]] = {
    "documents.AllDocumentsHidden": more("history"),
    "documents.AllDocumentsUnhidden": more("history"),
    "documents.DocumentAnnounced": more("history"),
    "documents.DocumentVisibilityChanged": more("history"),
    "documents.ExportRequested": more("outbox"),
    "documents.DocumentConsulted": more("history"),
    "documents.DocumentDeleted": more("history"),
    "documents.DocumentDeposited": more("history", "relations"),
    "documents.DocumentHidden": more("history"),
    "documents.DocumentUnhidden": more("history"),
    "documents.DocumentsListed": more("history"),
    "documents.ExplanationRead": more("history"),
    "documents.PolicyApplied": more("acknowledgements"),
    "documents.RebuildRequested": lambda db, before: db["restatements"].count_documents({}) == 0,  # not ours to tell
    "identity.DataDeletionRequested": more("outbox"),
    "identity.OppositionRegistered": lambda db, _: db["records"].count_documents({"state": "activated"}) == 1,
    "identity.OrganisationListed": lambda db, _: db["organisations"].count_documents({"kind": "hospital"}) == 1,
    "identity.ProfessionalListed": lambda db, _: db["professionals"].count_documents({}) == 2,
    "identity.ProfileClosed": more("outbox"),
    "identity.ProfileReactivated": more("outbox"),
    "identity.ProfileActivated": lambda db, _: db["records"].count_documents({"state": "activated"}) == 1,
    "identity.RecordsStated": lambda db, _: db["records"].count_documents({}) == 1,
    "identity.RepresentationEnded": more("representations", "history"),
    "identity.RepresentationGranted": lambda db, _: db["representations"].count_documents({}) == 1,
    "identity.SharedNameNoticed": more("emergency_alerts"),
    "identity.SessionEnded": more("ended_sessions"),
    "identity.SupportActed": more("history"),
    "messaging.AttachmentConsulted": more("history"),
    "messaging.ConversationConsulted": more("history"),
    "messaging.ConversationsListed": more("history"),
    "messaging.MessageSent": more("history"),
    "messaging.PolicyApplied": more("acknowledgements"),
    "messaging.RebuildRequested": lambda db, before: db["restatements"].count_documents({}) == 0,
    "profile.PolicyApplied": more("acknowledgements"),
    "profile.ProfileConsulted": more("history"),
    "profile.ProfileEntryAdded": more("history"),
    "profile.ProfileEntryChanged": more("history"),
    "profile.ProfileEntryRemoved": more("history"),
    "profile.ProfileSectionDeclared": more("history"),
    "profile.RebuildRequested": lambda db, before: db["restatements"].count_documents({}) == 0,
}
