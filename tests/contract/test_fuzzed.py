"""Whatever is sent through the gateway, the answer is one the contract documents, and never a failure of ours.

Schemathesis makes the requests from the contracts: well-formed ones, and ones that break each rule.
"""

from collections.abc import Iterator
from functools import cache
from http.cookiejar import DefaultCookiePolicy
from pathlib import Path
from typing import Any

import pytest
import requests
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
from tests.support.contract import operations
from tests.support.platform import Platform, until

HTTP = Path(__file__).parents[2] / "contracts" / "http"
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
PATIENCE_S = 120
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


# Read on their own, so that collecting does not build what only one test process needs.
WRITTEN = {f"{each.method.upper()} {each.path}": each for each in operations().values() if each.id not in SPARED}
OPEN_TO_MISTAKES = [
    label
    for label, each in WRITTEN.items()
    if "requestBody" in each.spec or each.spec.get("parameters") or each.spec["security"]
]


@cache
def generated() -> dict[str, APIOperation[Any, Any, Any, Any]]:
    """Every operation of every contract by its label, `GET /api/documents/{document}`."""
    contracts = (schemathesis.openapi.from_path(path) for path in sorted(HTTP.glob("*.yaml")) if path.stem != "common")
    found = [result for contract in contracts for result in contract.get_all_operations()]
    unreadable = [str(each.err()) for each in found if isinstance(each, Err)]
    assert not unreadable, unreadable
    return {each.label: each for each in (result.ok() for result in found if isinstance(result, Ok))}


@pytest.fixture(scope="module")
def connection(mes: Installation) -> Iterator[requests.Session]:
    """One connection for all requests, without cookies: a greeting for each would take longer than the answer."""
    with requests.Session() as session:
        session.verify, session.trust_env = str(mes.ca), False
        session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
        yield session


# Not with schemathesis' own `parametrize`: its items share a node ID under this pytest, and pytest-xdist
# then runs one operation of each contract.
@pytest.mark.parametrize("label", WRITTEN)
def test_a_well_formed_request_is_answered_as_the_contract_says(
    label: str, mes: Installation, connection: requests.Session, tokens: dict[str, str | None]
) -> None:
    hold(label, GenerationMode.POSITIVE, mes.url, connection, tokens)


@pytest.mark.parametrize("label", OPEN_TO_MISTAKES)
def test_a_malformed_request_is_answered_as_the_contract_says(
    label: str, mes: Installation, connection: requests.Session, tokens: dict[str, str | None]
) -> None:
    hold(label, GenerationMode.NEGATIVE, mes.url, connection, tokens)


def hold(
    label: str, mode: GenerationMode, url: str, connection: requests.Session, tokens: dict[str, str | None]
) -> None:
    role = next(iter(WRITTEN[label].roles), "nobody") if WRITTEN[label].spec["security"] else "nobody"
    headers = {"Authorization": f"Bearer {tokens[role]}"} if tokens[role] else {}

    @FUZZING
    @given(generated()[label].as_strategy(mode))
    def answered_as_written(case: schemathesis.Case[Any]) -> None:
        def answers() -> list[Any]:
            sent = {"headers": headers, "session": connection, "verify": connection.verify, "timeout": PATIENCE_S}
            found = case.call(base_url=url, **sent)
            # A busy machine may not hear consent's heart in time; then nothing was done, and it is asked again.
            return [] if found.status_code == 503 and b"rights-unknown" in found.content else [found]

        (answer,) = until(answers, seconds=PATIENCE_S)
        case.validate_response(answer, checks=CHECKS)

    answered_as_written()
