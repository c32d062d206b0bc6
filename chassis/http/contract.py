"""The OpenAPI 3.1 file of a service, read as a route table.

Guarantee: what the file does not say plainly (who may call, what a path holds) is not served:
`ContractInvalid` stops the start.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml

METHODS = ("get", "put", "post", "delete", "patch")
_ANNOTATIONS = frozenset({"description", "title", "summary", "example", "examples", "default", "x-message"})

Schema = dict[str, Any]


class ContractInvalid(Exception):
    """The contract contradicts itself or the code; the message names operations and files only."""

    log_safe = True


@dataclass(frozen=True)
class Parameter:
    """One declared parameter; `place` is path, query or header."""

    name: str
    place: str
    required: bool
    schema: Schema


@dataclass(frozen=True)
class Operation:
    """One operation: its route, who may call it, what it takes."""

    id: str
    method: str
    path: str
    bearer: bool
    roles: frozenset[str]
    scopes: frozenset[str] = frozenset()
    parameters: tuple[Parameter, ...] = ()
    body_types: tuple[str, ...] = ()
    body_required: bool = False
    json_body: Schema | None = field(default=None, repr=False)

    @cached_property
    def route(self) -> str:
        """The path as Flask writes it: /records/<record>."""
        return self.path.replace("{", "<").replace("}", ">")

    def placed(self, place: str) -> tuple[Parameter, ...]:
        """The parameters of one place."""
        return tuple(each for each in self.parameters if each.place == place)


def load(directory: Path, service: str) -> tuple[Operation, ...]:
    """The operations of contracts/http/<service>.yaml. Raises ContractInvalid."""
    files = _Files(directory / "http")
    document = files.read(f"{service}.yaml")
    prefix = urlsplit(document.get("servers", [{"url": ""}])[0]["url"]).path.rstrip("/")
    operations = tuple(_operations(files, f"{service}.yaml", document, prefix))
    ids = [operation.id for operation in operations]
    if len(ids) != len(set(ids)):
        raise ContractInvalid(f"{service}: an operationId is used twice")
    return operations


def _operations(files: "_Files", name: str, document: Schema, prefix: str) -> Iterator[Operation]:
    schemes = files.resolve(document.get("components", {}).get("securitySchemes", {}), name)
    for path, item in files.resolve(document["paths"], name).items():
        for method in METHODS:
            if method in item:
                found = {"security": document.get("security"), **item[method]}
                shared = item.get("parameters", [])
                yield _operation(found, method, prefix + path, shared, schemes)


def _operation(found: Schema, method: str, path: str, shared: list[Schema], schemes: Schema) -> Operation:
    name = found.get("operationId") or f"{method} {path}"
    bearer = _needs_bearer(found["security"], schemes, name)
    if bearer and not found.get("x-roles"):
        raise ContractInvalid(f"{name}: x-roles does not say who may call")
    if bearer and "organisation" in found["x-roles"] and "x-scopes" not in found:
        raise ContractInvalid(f"{name}: x-scopes does not say what a machine account must be registered for")
    content = found.get("requestBody", {}).get("content", {})
    json_body = content.get("application/json", {}).get("schema")
    if json_body is not None and _is_open(json_body):
        raise ContractInvalid(f"{name}: the body does not say additionalProperties: false")
    return Operation(
        id=name,
        method=method.upper(),
        path=path,
        bearer=bearer,
        roles=frozenset(found.get("x-roles") or ()),
        scopes=frozenset(found.get("x-scopes") or ()),
        parameters=tuple(
            Parameter(each["name"], each["in"], each.get("required", False), each["schema"])
            for each in [*shared, *found.get("parameters", [])]
            if each["in"] != "cookie"  # a cookie authenticates; the function that takes it checks it
        ),
        body_types=tuple(content),
        body_required=found.get("requestBody", {}).get("required", False),
        json_body=json_body,
    )


def _needs_bearer(security: list[Schema] | None, schemes: Schema, name: str) -> bool:
    if security is None:
        raise ContractInvalid(f"{name}: no security; a public operation says `security: []`")
    asked = [schemes.get(scheme, {}) for requirement in security for scheme in requirement]
    if any(not scheme for scheme in asked):
        raise ContractInvalid(f"{name}: unknown security scheme")
    # An operation that asks only for a cookie (renewal of a session) authenticates by itself.
    return any(scheme.get("in") != "cookie" for scheme in asked)


def _is_open(schema: Schema) -> bool:
    return schema.get("type") == "object" and schema.get("additionalProperties") is not False


class _Files:
    """The contract files of one folder, with every $ref replaced by what it names."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._read: dict[str, Schema] = {}

    def read(self, name: str) -> Schema:
        """The file `name`, parsed once."""
        if name not in self._read:
            try:
                # libyaml, ten times as fast: reading the contract is a good part of a process's start.
                self._read[name] = yaml.load((self._directory / name).read_text(), Loader=yaml.CSafeLoader)
            except (OSError, yaml.YAMLError) as fault:
                raise ContractInvalid(f"contracts/http/{name} cannot be read") from fault
        return self._read[name]

    def resolve(self, node: Any, name: str, above: tuple[str, ...] = ()) -> Any:
        """`node` of file `name` without any $ref."""
        if isinstance(node, list):
            return [self.resolve(each, name, above) for each in node]
        if not isinstance(node, dict):
            return node
        rest = {key: self.resolve(value, name, above) for key, value in node.items() if key != "$ref"}
        if not isinstance(node.get("$ref"), str):
            return rest if "$ref" not in node else {**rest, "$ref": self.resolve(node["$ref"], name, above)}
        target = self._target(node["$ref"], name, above)
        if rest.keys() <= _ANNOTATIONS:
            return {**target, **rest}
        return {"allOf": [target], **rest}

    def _target(self, ref: str, name: str, above: tuple[str, ...]) -> Schema:
        file, _, pointer = ref.partition("#")
        file = file or name
        if f"{file}#{pointer}" in above:
            raise ContractInvalid(f"contracts/http/{file}#{pointer} refers to itself")
        found: Any = self.read(file)
        for step in pointer.strip("/").split("/"):
            step = step.replace("~1", "/").replace("~0", "~")
            if not isinstance(found, Mapping) or step not in found:
                raise ContractInvalid(f"{ref} in contracts/http/{name} names nothing")
            found = found[step]
        resolved: Schema = self.resolve(found, file, (*above, f"{file}#{pointer}"))
        return resolved
