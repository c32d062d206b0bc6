"""Whatever is sent through the gateway, the answer is one the contract documents, and never a failure of ours.

Schemathesis makes the requests from the contracts: well-formed ones, and ones that break each rule.
"""

from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Err, Ok
from schemathesis.generation import GenerationMode
from schemathesis.schemas import APIOperation
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from deploy.native.installation import Installation
from tests.support.platform import Platform

HTTP = Path(__file__).parents[2] / "contracts" / "http"
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
# Ending the session would take the token from every later request.
SPARED = {"logOut", "endSession", "endOtherSessions", "changePassword"}


@pytest.fixture(scope="module")
def tokens(mes: Installation) -> dict[str, str | None]:
    platform = Platform(mes)
    people = {
        "patient": platform.patient().api,
        "professional": platform.professional().api,
        "operator": platform.operator().api,
        "organisation": platform.software().api,
        "support": platform.agent().api,
    }
    return {role: api.token for role, api in people.items()} | {"nobody": None}


# Twelve of each kind for every operation: the whole stays near a minute.
FUZZING = settings(
    max_examples=12,
    deadline=None,
    derandomize=True,
    database=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=list(HealthCheck),
)


def operations() -> dict[str, APIOperation[Any, Any, Any, Any]]:
    """Every operation of every contract by its label, `GET /api/documents/{document}`."""
    contracts = (schemathesis.openapi.from_path(path) for path in sorted(HTTP.glob("*.yaml")) if path.stem != "common")
    found = [result for contract in contracts for result in contract.get_all_operations()]
    unreadable = [str(each.err()) for each in found if isinstance(each, Err)]
    assert not unreadable, unreadable
    readable = [each.ok() for each in found if isinstance(each, Ok)]
    return {each.label: each for each in readable if each.definition.raw["operationId"] not in SPARED}


OPERATIONS = operations()
OPEN_TO_MISTAKES = [label for label, each in OPERATIONS.items() if each.body or list(each.iter_parameters())]


# Not with schemathesis' own `parametrize`: its items share a node ID under this pytest, and pytest-xdist
# then runs one operation of each contract.
@pytest.mark.parametrize("label", OPERATIONS)
def test_a_well_formed_request_is_answered_as_the_contract_says(
    label: str, mes: Installation, tokens: dict[str, str | None]
) -> None:
    hold(OPERATIONS[label], GenerationMode.POSITIVE, mes, tokens)


@pytest.mark.parametrize("label", OPEN_TO_MISTAKES)
def test_a_malformed_request_is_answered_as_the_contract_says(
    label: str, mes: Installation, tokens: dict[str, str | None]
) -> None:
    hold(OPERATIONS[label], GenerationMode.NEGATIVE, mes, tokens)


def hold(
    operation: APIOperation[Any, Any, Any, Any], mode: GenerationMode, mes: Installation, tokens: dict[str, str | None]
) -> None:
    definition = operation.definition.raw
    role = next(iter(definition.get("x-roles", [])), "nobody") if definition["security"] else "nobody"
    headers = {"Authorization": f"Bearer {tokens[role]}"} if tokens[role] else {}

    @FUZZING
    @given(operation.as_strategy(mode))
    def answered_as_written(case: schemathesis.Case[Any]) -> None:
        case.call_and_validate(base_url=mes.url, headers=headers, verify=str(mes.ca), checks=CHECKS, timeout=20)

    answered_as_written()
