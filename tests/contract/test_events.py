"""Every event has a schema and an example that fits, a sender, and a listener in each consumer it names."""

import importlib
import inspect
import json
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from chassis import worker
from contracts import asyncapi

ROOT = Path(__file__).parents[2]
SERVICES = sorted(path.parent.name for path in (ROOT / "services").glob("*/worker.py"))
EVENTS = asyncapi.events()


def listened(service: str) -> dict[str, str]:
    """Event type → queue, as the worker class of the service has them, its own and those it inherits."""
    members = inspect.getmembers(worker.find(importlib.import_module(f"services.{service}.worker")), inspect.isfunction)
    entrypoints = [each for _, method in members for each in getattr(method, "nameko_entrypoints", ())]
    return {heard: each.queue for each in entrypoints for heard in getattr(each, "types", ())}


def sources(service: str) -> str:
    """What the service says of itself, with what it shares with other enforcement points if it is one."""
    own = "\n".join(path.read_text() for path in (ROOT / "services" / service).rglob("*.py"))
    shared = (path.read_text() for path in (ROOT / "enforcement").rglob("*.py"))
    return own + "\n".join(shared) if "from enforcement.worker import" in own else own


@pytest.mark.parametrize("event_type", EVENTS)
def test_an_event_has_a_schema_and_an_example_that_fits(event_type: str) -> None:
    schema = EVENTS[event_type]
    jsonschema_rs.meta.validate(schema)
    assert schema["$id"] == f"/contracts/events/{event_type}.json"
    assert schema["examples"]
    for example in schema["examples"]:
        jsonschema_rs.validate(schema, example, validate_formats=True)


@pytest.mark.parametrize("event_type", EVENTS)
def test_an_event_is_said_by_its_producer_and_heard_by_each_consumer_it_names(event_type: str) -> None:
    producer, _, name = event_type.partition(".")
    said = sources(producer)
    assert f'"{event_type}"' in said or f'"{name}"' in said or f".{name}" in said
    consumers = EVENTS[event_type]["x-consumers"]
    assert consumers
    assert [service for service in consumers if event_type not in listened(service)] == []


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_hears_only_events_that_name_it(service: str) -> None:
    assert [
        heard for heard in listened(service) if service not in EVENTS.get(heard, {"x-consumers": []})["x-consumers"]
    ] == []


def test_what_is_urgent_has_a_queue_of_its_own() -> None:
    policy = {heard for heard, queue in listened("documents").items() if queue == "policy"}
    assert {heard.partition(".")[0] for heard in policy} == {"consent"}
    assert {"consent.PSBlocked", "consent.PolicyHeartbeat"} <= policy
    # The end of a session never waits behind a directory being told again.
    for service in SERVICES:
        sessions = {heard for heard, queue in listened(service).items() if queue == "sessions"}
        assert sessions == {heard for heard in listened(service) if heard == "identity.SessionEnded"}


@pytest.mark.parametrize("name", ["letter", "contact-card"])
def test_what_travels_sealed_has_a_contract_too(name: str) -> None:
    schema = json.loads((ROOT / "contracts" / "sealed" / f"{name}.json").read_text())
    for example in schema["examples"]:
        jsonschema_rs.validate(schema, example, validate_formats=True)


@pytest.mark.feature("NFR-07")
@pytest.mark.parametrize("event_type", EVENTS)
def test_an_event_has_no_place_for_people_or_medical_text(event_type: str) -> None:
    telling = {
        "nir",
        "matricule",
        "birth_date",
        "email",
        "mobile",
        "address",
        "title",
        "file_name",
        "content",
        "code",
        "password",
        "token",
    }
    directory = event_type == "identity.ProfessionalListed"

    def fields(schema: Any) -> set[str]:
        if isinstance(schema, dict):
            named = set(schema.get("properties", {}))
            return named.union(*(fields(part) for key, part in schema.items() if key != "examples"))
        return set().union(*map(fields, schema)) if isinstance(schema, list) and schema else set()

    found = fields(EVENTS[event_type])
    assert not found & telling
    assert directory or not found & {"family_name", "given_name", "given_names"}


def test_asyncapi_is_in_step_with_the_events() -> None:
    assert asyncapi.main(["--check"]) == 0
