"""A contract that does not say plainly what is served stops the start."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from chassis import http
from chassis.auth import TokenVerifier
from chassis.http import contract
from chassis.http.contract import ContractInvalid
from chassis.settings import REPOSITORY
from tests.unit.chassis.library import CONTRACTS, OPERATIONS, Ended, Issuer, settings

Rewrite = Callable[[str, str], Path]


@pytest.fixture
def rewritten(tmp_path: Path) -> Rewrite:
    """The library's contracts with one text replaced by another."""

    def rewrite(old: str, new: str) -> Path:
        shutil.copytree(CONTRACTS, tmp_path, dirs_exist_ok=True)
        file = tmp_path / "http" / "library.yaml"
        assert old in file.read_text()
        file.write_text(file.read_text().replace(old, new, 1))
        return tmp_path

    return rewrite


def start(operations: dict[str, Any] | None = None, contracts: Path = CONTRACTS) -> None:
    chosen = settings(contracts_dir=contracts)
    verifier = TokenVerifier(chosen, Ended(), Issuer().find)
    http.create_app(chosen, OPERATIONS if operations is None else operations, lambda: None, verifier)


def test_every_operation_has_its_function_and_the_reverse() -> None:
    without = {name: function for name, function in OPERATIONS.items() if name != "showBook"}
    with pytest.raises(ContractInvalid, match="no function for showBook"):
        start(without)
    with pytest.raises(ContractInvalid, match="no operation for burnBook"):
        start({**OPERATIONS, "burnBook": lambda: None})


def test_a_function_takes_what_its_operation_gives() -> None:
    with pytest.raises(ContractInvalid, match="showBook: its function must take book"):
        start({**OPERATIONS, "showBook": lambda: None})


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("      security: [{bearer: []}]\n      x-roles: [operator]", "      x-roles: [operator]", "no security"),
        ("      x-roles: [operator]\n", "", "x-roles"),
        ("x-roles: [operator]", "x-roles: []", "x-roles"),
        ('      x-scopes: ["books:read"]\n', "", "x-scopes"),
        ("security: [{bearer: []}]", "security: [{oauth: []}]", "unknown security scheme"),
        ("operationId: showBook", "operationId: listBooks", "used twice"),
        ("#/components/schemas/Name'", "#/components/schemas/Nobody'", "names nothing"),
        ("common.yaml#/components/parameters/Limit", "elsewhere.yaml#/x", "cannot be read"),
        ("Name: {type: string, pattern: '^[A-Z]'}", "Name: {$ref: '#/components/schemas/Name'}", "refers to itself"),
        ("additionalProperties: false\n      required: [title]", "required: [title]", "additionalProperties"),
        ("pattern: '^[A-Z]'", "pattern: '['", "not valid"),
    ],
)
def test_a_contract_with_a_hole_is_not_served(old: str, new: str, fault: str, rewritten: Rewrite) -> None:
    with pytest.raises(ContractInvalid, match=fault):
        start(contracts=rewritten(old, new))


def test_a_security_said_once_for_all_holds_for_each(rewritten: Rewrite) -> None:
    contracts = rewritten("servers:", "security: [{bearer: []}]\nservers:")
    assert contract.load(contracts, "library")
    text = (contracts / "http" / "library.yaml").read_text()
    (contracts / "http" / "library.yaml").write_text(text.replace("      security: [{bearer: []}]\n", "", 1))
    operations = {operation.id: operation for operation in contract.load(contracts, "library")}
    assert operations["listBooks"].bearer


def test_references_across_files_and_beside_annotations_are_followed() -> None:
    operations = {operation.id: operation for operation in contract.load(CONTRACTS, "library")}
    (book,) = operations["showBook"].parameters
    assert book.schema["pattern"] == "^boo_[0-9A-Za-z]{22}$"
    assert operations["addBook"].json_body is not None
    name = operations["addBook"].json_body["properties"]["authors"]["items"]["properties"]["name"]
    assert name == {"type": "string", "pattern": "^[A-Z]", "x-message": "Saisissez un nom."}


@pytest.mark.parametrize("service", ["identity", "documents", "consent", "notifier", "profile"])
def test_the_real_contracts_can_be_served(service: str) -> None:
    assert contract.load(REPOSITORY / "contracts", service)
