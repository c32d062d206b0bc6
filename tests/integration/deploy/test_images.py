"""The compose file and what images are built from stay in step with the code."""

import dataclasses
import importlib
from pathlib import Path
from typing import Any

import pytest
import yaml

from chassis.settings import ServiceSettings
from deploy import generated
from deploy.native.installation import REFERENCE_DATA
from deploy.native.processes import API_WORKERS, PROCESSES, SERVICES, Process, command

S3 = ("S3_BUCKET", "S3_ACCESS_KEY", "S3_SECRET_KEY")
FOLDER = Path(generated.__file__).parent


def _compose() -> dict[str, Any]:
    document: dict[str, Any] = yaml.safe_load((FOLDER / "compose.yaml").read_text())
    return document


def _settings(service: str) -> type[ServiceSettings]:
    module = importlib.import_module(f"services.{service}.settings")
    own = [each for each in vars(module).values() if isinstance(each, type) and each.__module__ == module.__name__]
    (found,) = [each for each in own if issubclass(each, ServiceSettings)]
    return found


def test_generated_files_are_in_step() -> None:
    stale = [path.name for path, text in generated.files().items() if not path.exists() or path.read_text() != text]
    assert not stale, "run `make contracts`"


@pytest.mark.parametrize("service", SERVICES)
def test_each_service_gets_every_setting_it_requires_and_none_it_does_not_know(service: str) -> None:
    fields = dataclasses.fields(_settings(service))
    known = {field.name.upper() for field in fields}
    required = {
        field.name.upper()
        for field in fields
        if field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING
    }
    given = set(_compose()[f"x-{service}"])
    assert required <= given
    assert given <= known
    # A key that nobody can replace is a key that nobody can lose.
    assert {each for each in known if each.endswith("_KEY_BEFORE")} <= given


@pytest.mark.parametrize("process", PROCESSES, ids=lambda process: process.name)
def test_compose_runs_the_processes_of_the_native_table(process: Process) -> None:
    container = _compose()["services"][process.name]
    native = [part for part in command(process, "python", 8000) if part != "-m"]
    said = [part for part in container["command"] if part != "-m"]
    said = ["python", *said] if said[0] == "gunicorn" else said
    assert said == [part.replace("127.0.0.1:8000", "0.0.0.0:8000") for part in native]
    assert container["environment"]["SERVICE"] == process.service
    assert API_WORKERS.get(process.service, 1) <= 2


def test_every_container_is_confined() -> None:
    for name, container in _compose()["services"].items():
        assert container["read_only"] is True, name
        assert container["cap_drop"] == ["ALL"], name
        assert container["mem_limit"], name
        assert container["restart"] == "no" or container["healthcheck"]["test"], name


def test_whoever_needs_a_server_waits_until_it_knows_them() -> None:
    containers = _compose()["services"]
    done = {"condition": "service_completed_successfully"}
    for process in PROCESSES:
        waits = containers[process.name]["depends_on"]
        assert waits["provision"] == done
        if process.kind == "worker" and "S3_BUCKET" in containers[process.name]["environment"]:
            assert waits["provision-buckets"] == done
    assert {"reference-types", "reference-grid"} <= set(containers["gateway"]["depends_on"])
    for service, verb in REFERENCE_DATA:
        (once,) = [each for each in containers.values() if each.get("command", [])[-1:] == [verb]]
        assert once["environment"]["SERVICE"] == service


def test_the_servers_are_provisioned_for_the_same_services_as_natively() -> None:
    containers = _compose()["services"]
    told = containers["provision"]["environment"]
    assert tuple(told["SERVICES"].split()) == SERVICES
    for service in SERVICES:
        settings = _compose()[f"x-{service}"]
        for kind in ("MONGO_URL", "BROKER_URL"):
            assert told[f"{service.upper()}_{kind}"] == settings[kind]
    told = containers["provision-buckets"]["environment"]
    with_files = {service for service in SERVICES if "S3_BUCKET" in _compose()[f"x-{service}"]}
    assert set(told["SERVICES"].split()) == with_files
    for service in with_files:
        settings = _compose()[f"x-{service}"]
        assert {told[f"{service.upper()}_{kind}"] for kind in S3} == {settings[kind] for kind in S3}
