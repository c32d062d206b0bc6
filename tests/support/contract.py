"""The HTTP contracts as the tests read them: on their own, not through the code they check."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema_rs
import yaml

HTTP = Path(__file__).parents[2] / "contracts" / "http"
METHODS = {"get", "put", "post", "patch", "delete"}


@cache
def _file(name: str) -> dict[str, Any]:
    # libyaml: in Python alone, reading all contracts takes seconds, in every test process.
    read: dict[str, Any] = yaml.load((HTTP / name).read_text(), Loader=yaml.CSafeLoader)
    return read


def resolve(node: Any, file: str) -> Any:
    """The node with every $ref replaced by what it names, across files."""
    if isinstance(node, list):
        return [resolve(part, file) for part in node]
    if not isinstance(node, dict):
        return node
    if "$ref" in node:
        named, _, pointer = node["$ref"].partition("#/")
        named = named or file
        target: Any = _file(named)
        for step in pointer.split("/"):
            target = target[step]
        return resolve(target, named)
    return {key: resolve(value, file) for key, value in node.items()}


@dataclass(frozen=True)
class Operation:
    """One operation of one service's contract, references resolved."""

    service: str
    id: str
    method: str
    path: str
    spec: dict[str, Any]

    @property
    def roles(self) -> list[str]:
        named: list[str] = self.spec.get("x-roles", [])
        return named

    @property
    def needs_token(self) -> bool:
        return any("bearer" in way for way in self.spec["security"])

    def complain(self, status: int, media_type: str, body: Any) -> str | None:
        """What is wrong with an answer, or None if the contract documents it."""
        answer = self.spec["responses"].get(str(status))
        if answer is None:
            return f"{self.id} answered {status}, which its contract does not document"
        content = answer.get("content")
        if not content:
            return None if not body else f"{self.id} answered {status} with a body nobody documents"
        if media_type not in content:
            return f"{self.id} answered {status} as {media_type}, documented are {sorted(content)}"
        if not media_type.endswith(("/json", "+json")):
            return None
        schema = content[media_type]["schema"]
        problems = [
            f"{'/'.join(map(str, error.instance_path))}: {error.message}"
            for error in jsonschema_rs.validator_for(schema, validate_formats=True).iter_errors(body)
        ]
        return "; ".join(problems) or None


@cache
def operations() -> dict[str, Operation]:
    """Every operation of every service by its operationId."""
    found = {}
    for path in sorted(HTTP.glob("*.yaml")):
        if path.name == "common.yaml":
            continue
        for route, methods in _file(path.name)["paths"].items():
            for method, spec in methods.items():
                if method in METHODS:
                    found[spec["operationId"]] = Operation(
                        path.stem, spec["operationId"], method, route, resolve(spec, path.name)
                    )
    return found
