"""Whatever is sent through the gateway, the answer is one the contract documents, and never a failure of ours.

Schemathesis makes the requests from the contracts: well-formed ones, and ones that break each rule.
"""

from pathlib import Path

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, settings
from schemathesis.checks import not_a_server_error
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


def contract(service: str) -> schemathesis.BaseSchema:
    return schemathesis.openapi.from_path(HTTP / f"{service}.yaml")


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


FUZZING = settings(
    max_examples=12,
    deadline=None,
    derandomize=True,
    database=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=list(HealthCheck),
)


def hold(case: schemathesis.Case, mes: Installation, tokens: dict[str, str | None]) -> None:
    operation = case.operation.definition.raw
    if operation["operationId"] in SPARED:
        return
    role = next(iter(operation.get("x-roles", [])), "nobody") if operation["security"] else "nobody"
    headers = {"Authorization": f"Bearer {tokens[role]}"} if tokens[role] else {}
    case.call_and_validate(base_url=mes.url, headers=headers, verify=str(mes.ca), checks=CHECKS, timeout=20)


identity, documents, consent, notifier = map(contract, ("identity", "documents", "consent", "notifier"))


@identity.parametrize()
@FUZZING
def test_identity_answers_as_its_contract_says(
    case: schemathesis.Case, mes: Installation, tokens: dict[str, str | None]
) -> None:
    hold(case, mes, tokens)


@documents.parametrize()
@FUZZING
def test_documents_answers_as_its_contract_says(
    case: schemathesis.Case, mes: Installation, tokens: dict[str, str | None]
) -> None:
    hold(case, mes, tokens)


@consent.parametrize()
@FUZZING
def test_consent_answers_as_its_contract_says(
    case: schemathesis.Case, mes: Installation, tokens: dict[str, str | None]
) -> None:
    hold(case, mes, tokens)


@notifier.parametrize()
@FUZZING
def test_notifier_answers_as_its_contract_says(
    case: schemathesis.Case, mes: Installation, tokens: dict[str, str | None]
) -> None:
    hold(case, mes, tokens)
