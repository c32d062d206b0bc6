"""Requests against their contract, and what to tell the person about each field, in French."""

from collections.abc import Iterable, Mapping
from typing import Any

import jsonschema_rs
from jsonschema_rs import ValidationErrorKind

from chassis.http.contract import ContractInvalid, Parameter, Schema

FieldError = dict[str, str]

REQUIRED = "Ce champ est obligatoire."
UNEXPECTED = "Ce champ n'est pas attendu."
OTHERWISE = "Cette valeur n'est pas valable."
_FORMATS = {
    "email": "Saisissez une adresse e-mail comme prenom.nom@exemple.fr.",
    "date": "Saisissez une date comme 1985-05-31.",
    "date-time": "Saisissez une date et une heure comme 2026-05-31T09:30:00Z.",
}
_TYPES = {
    "string": "Un texte est attendu.",
    "integer": "Un nombre entier est attendu.",
    "number": "Un nombre est attendu.",
    "boolean": "La valeur attendue est vrai ou faux.",
    "array": "Une liste est attendue.",
    "object": "Un groupe de champs est attendu.",
    "null": "Aucune valeur n'est attendue.",
}
_SENTENCES = {
    "pattern": "Cette valeur n'a pas la forme attendue.",
    "minLength": "Saisissez au moins {limit} caractère(s).",
    "maxLength": "Saisissez au plus {limit} caractère(s).",
    "minimum": "La plus petite valeur acceptée est {limit}.",
    "maximum": "La plus grande valeur acceptée est {limit}.",
    "minItems": "Indiquez au moins {limit} élément(s).",
    "maxItems": "Indiquez au plus {limit} élément(s).",
    "uniqueItems": "Un élément figure deux fois.",
    "enum": "Cette valeur ne fait pas partie des choix possibles.",
    "const": "Cette valeur n'est pas celle qui est attendue.",
}


class Checker:
    """A schema ready to check values; made once at start. Raises ContractInvalid for a bad schema."""

    def __init__(self, schema: Schema, whole: str = "") -> None:
        self._schema = schema
        self._whole = whole
        try:
            self._validator = jsonschema_rs.Draft202012Validator(schema, validate_formats=True)
        except (ValueError, jsonschema_rs.ValidationError) as fault:
            raise ContractInvalid("a schema of the contract is not valid") from fault

    def errors(self, value: Any) -> list[FieldError]:
        """What does not fit, one entry per field; empty when all fits."""
        if self._validator.is_valid(value):
            return []
        # Of several faults of one field the type is told: the others follow from it.
        faults = sorted(self._validator.iter_errors(value), key=lambda found: found.kind.name != "type")
        told: dict[str, FieldError] = {}
        for error in (error for found in faults for error in self._told(found)):
            told.setdefault(error["field"], error)
        return list(told.values())

    def _told(self, found: jsonschema_rs.ValidationError) -> Iterable[FieldError]:
        place = [str(step) for step in found.instance_path]
        kind = found.kind
        if isinstance(kind, ValidationErrorKind.Required):
            wording = self._schema_at([*found.schema_path[:-1], "properties", kind.property])
            yield _error([*place, kind.property], _own_words(wording, "required") or REQUIRED)
        elif isinstance(kind, ValidationErrorKind.AdditionalProperties | ValidationErrorKind.UnevaluatedProperties):
            for name in kind.unexpected:
                yield _error([*place, name[:100]], UNEXPECTED)
        else:
            schema = self._schema_at(found.schema_path[:-1])
            words = self._words_on_the_way(found.schema_path, kind.name) or _sentence(kind.name, schema)
            yield _error(place or [self._whole], words)

    def _words_on_the_way(self, path: list[str | int], keyword: str) -> str:
        # The innermost x-message wins: beside the keyword that failed, or around an allOf.
        for length in range(len(path) - 1, -1, -1):
            if words := _own_words(self._schema_at(path[:length]), keyword):
                return words
            if length and path[length - 1] == "properties":
                return ""
        return ""

    def _schema_at(self, path: Iterable[str | int]) -> Schema:
        node: Any = self._schema
        for step in path:
            if isinstance(node, Mapping):
                node = node.get(str(step), {})
            elif isinstance(node, list) and isinstance(step, int):
                node = node[step]
        return node if isinstance(node, dict) else {}


class ParameterChecker:
    """Query or header parameters: strings typed by their schema, unknown names refused in a query."""

    def __init__(self, parameters: tuple[Parameter, ...]) -> None:
        self._parameters = {each.name: each for each in parameters}
        self._checkers = {each.name: Checker(each.schema, whole=each.name) for each in parameters}

    def typed(self, given: Mapping[str, list[str]]) -> tuple[dict[str, Any], list[FieldError]]:
        """The typed values, defaults filled in, and what does not fit."""
        values: dict[str, Any] = {}
        errors: list[FieldError] = []
        for name, parameter in self._parameters.items():
            if name not in given:
                if parameter.required:
                    errors.append(_error([name], REQUIRED))
                elif "default" in parameter.schema:
                    values[name] = parameter.schema["default"]
                continue
            values[name] = _typed(given[name], parameter.schema)
            errors += [{**found, "field": name} for found in self._checkers[name].errors(values[name])]
        return values, errors

    def unexpected(self, given: Iterable[str]) -> list[FieldError]:
        """One entry per name that the contract does not know."""
        return [_error([name[:100]], UNEXPECTED) for name in given if name not in self._parameters]


def _typed(texts: list[str], schema: Schema) -> Any:
    if schema.get("type") == "array":
        return [_scalar(text, schema.get("items", {})) for text in texts]
    # The same name twice where one value is meant: a list, which the schema then refuses.
    return _scalar(texts[0], schema) if len(texts) == 1 else texts


def _scalar(text: str, schema: Schema) -> Any:
    kind = schema.get("type")
    if kind == "integer" and text.lstrip("-").isdecimal() and text.isascii() and len(text) < 19:
        return int(text)
    if kind == "boolean" and text in {"true", "false"}:
        return text == "true"
    return text


def _error(place: list[str], message: str) -> FieldError:
    return {"field": ".".join(place), "message": message}


def _own_words(schema: Schema, keyword: str) -> str:
    words = schema.get("x-message", "")
    if isinstance(words, Mapping):
        return str(words.get(keyword, ""))
    # One sentence says what to type; that a field is missing is said in general words.
    return "" if keyword == "required" else str(words)


def _sentence(keyword: str, schema: Schema) -> str:
    if keyword == "format":
        return _FORMATS.get(schema.get("format", ""), _SENTENCES["pattern"])
    if keyword == "type":
        kind = schema.get("type")
        return _TYPES.get(kind, OTHERWISE) if isinstance(kind, str) else OTHERWISE
    return _SENTENCES.get(keyword, OTHERWISE).format(limit=schema.get(keyword, ""))
