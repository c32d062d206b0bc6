"""Rules that hold for every operation of every service."""

import re

import pytest

from tests.support.contract import METHODS, operations

OPERATIONS = list(operations().values())
PARAMETER = re.compile(r"\{(\w+)\}")


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.id)
def test_an_operation_says_who_may_call_it(operation) -> None:
    assert "security" in operation.spec
    if operation.needs_token:
        assert operation.roles
        assert {"401", "403"} <= set(operation.spec["responses"])


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.id)
def test_an_operation_refuses_what_it_does_not_know(operation) -> None:
    for media_type, content in operation.spec.get("requestBody", {}).get("content", {}).items():
        schemas = content["schema"].get("oneOf", [content["schema"]])
        assert all(schema.get("additionalProperties") is False for schema in schemas), media_type


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.id)
def test_an_operation_with_a_body_says_when_it_is_unreadable_too_long_or_of_another_kind(operation) -> None:
    # The house refuses a body that is too long before any operation is run (MAX_CONTENT_LENGTH), at every address.
    if "requestBody" in operation.spec:
        assert {"400", "413", "415"} <= set(operation.spec["responses"])


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.id)
def test_every_string_that_comes_in_has_a_bound(operation) -> None:
    def unbounded(schema: dict, name: str) -> list[str]:
        bounded = {"maxLength", "enum", "const", "format", "contentMediaType"} & set(schema)
        fixed = (
            str(schema.get("pattern", "")).endswith("$")
            and "+" not in schema.get("pattern", "")
            and "*" not in schema.get("pattern", "")
        )
        here = [name] if schema.get("type") == "string" and not bounded and not fixed else []
        return here + [found for key, part in schema.get("properties", {}).items() for found in unbounded(part, key)]

    for content in operation.spec.get("requestBody", {}).get("content", {}).values():
        assert unbounded(content["schema"], "body") == []
    for parameter in operation.spec.get("parameters", []):
        assert unbounded(parameter["schema"], parameter["name"]) == []


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.id)
def test_the_path_parameters_are_declared(operation) -> None:
    declared = {p["name"] for p in operation.spec.get("parameters", []) if p["in"] == "path"}
    assert set(PARAMETER.findall(operation.path)) == declared
    assert operation.method in METHODS
    assert not {"nir", "code", "password", "email", "name"} & (
        declared | {p["name"] for p in operation.spec.get("parameters", [])}
    )


@pytest.mark.feature("SUP-01")
@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.id)
def test_agents_of_the_3422_see_nothing_medical(operation) -> None:
    # Outside identity only what is the same for everybody: the grid, the types of documents.
    if "support" in operation.roles and operation.service != "identity":
        assert operation.method == "get"
        if operation.id == "showExplanation":  # of a decision the person asked about and gave the reference of
            assert PARAMETER.findall(operation.path) == ["reference"]
            answer = operation.spec["responses"]["200"]["content"]["application/json"]["schema"]
            assert set(answer["properties"]) == {"allowed", "reason", "grid_version", "deposited_at", "at"}
            return
        assert not PARAMETER.findall(operation.path)
        assert operation.id in {"showGrid", "listDocumentTypes"}
