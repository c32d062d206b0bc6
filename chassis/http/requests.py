"""From a request to the arguments of an operation's function, or to the problem that stops it."""

import inspect
import json
from collections.abc import Callable, Mapping
from typing import Any

import flask

from chassis.http.contract import ContractInvalid, Operation
from chassis.http.validation import Checker, FieldError, ParameterChecker
from chassis.problems import Problem

MAX_FIELD_ERRORS = 50


class Arguments:
    """What one operation takes. Raises ContractInvalid when `function` does not take exactly that."""

    def __init__(self, service: str, operation: Operation, function: Callable[..., Any]) -> None:
        self._service = service
        self._operation = operation
        self._paths = {each.name: Checker(each.schema) for each in operation.placed("path")}
        self._query = ParameterChecker(operation.placed("query"))
        self._headers = ParameterChecker(operation.placed("header"))
        self._header_names = [each.name for each in operation.placed("header")]
        self._takes_query = bool(operation.placed("query"))
        self._body = None if operation.json_body is None else Checker(operation.json_body, whole="body")
        self._check_signature(function)

    def read(self, path_values: Mapping[str, str]) -> dict[str, Any]:
        """Keyword arguments for the function, checked against the contract. Raises Problem."""
        if any(checker.errors(path_values[name]) for name, checker in self._paths.items()):
            # An id of the wrong shape is an id that nothing has.
            raise not_found(self._service)
        arguments: dict[str, Any] = dict(path_values)
        query, errors = self._query.typed(flask.request.args.to_dict(flat=False))
        errors += self._query.unexpected(flask.request.args)
        headers = {name: flask.request.headers.getlist(name) for name in self._header_names}
        errors += self._headers.typed({name: given for name, given in headers.items() if given})[1]
        if self._takes_query:
            arguments["query"] = query
        if self._operation.body_types:
            self._check_media_type()
        if self._body is not None:
            arguments["body"] = self._json_body(self._body, errors)
        if errors:
            raise self._invalid(errors)
        return arguments

    def _check_media_type(self) -> None:
        request = flask.request
        if not self._operation.body_required and not request.content_length and not request.mimetype:
            return
        if request.mimetype not in self._operation.body_types:
            raise Problem(
                f"{self._service}.unsupported-media-type",
                415,
                "Ce format d'envoi n'est pas accepté.",
                "Formats acceptés : " + ", ".join(self._operation.body_types) + ".",
            )

    def _json_body(self, checker: Checker, errors: list[FieldError]) -> Any:
        if flask.request.mimetype != "application/json":
            return None
        try:
            body = _json(flask.request.get_data())
            errors += checker.errors(body)
        except (ValueError, RecursionError):
            raise Problem(
                f"{self._service}.malformed-json",
                400,
                "La demande n'est pas lisible.",
                "Le contenu envoyé n'est pas du JSON valable.",
            ) from None
        return body

    def _invalid(self, errors: list[FieldError]) -> Problem:
        return Problem(
            f"{self._service}.invalid-request",
            422,
            "Certains champs sont à corriger.",
            "Corrigez les champs indiqués, puis recommencez.",
            errors=errors[:MAX_FIELD_ERRORS],
        )

    def _check_signature(self, function: Callable[..., Any]) -> None:
        given = {*self._paths, *(["query"] if self._takes_query else []), *(["body"] if self._body else [])}
        try:
            inspect.signature(function).bind(**dict.fromkeys(given))
        except TypeError:
            names = ", ".join(sorted(given)) or "nothing"
            raise ContractInvalid(f"{self._operation.id}: its function must take {names}") from None


def not_found(service: str) -> Problem:
    """The one answer for what does not exist, and for what one may not know to exist."""
    return Problem(f"{service}.not-found", 404, "Cette page ou cet élément n'existe pas.", "Vérifiez l'adresse.")


def _json(raw: bytes) -> Any:
    """The value of `raw`. Raises ValueError or RecursionError for what is no JSON text in UTF-8."""
    found = json.loads(raw, parse_constant=_refuse, object_pairs_hook=_object)
    if b"\\u" in raw:
        # Python reads an escaped half of a character; no store and no answer could hold it.
        json.dumps(found, ensure_ascii=False).encode()
    return found


def _refuse(constant: str) -> None:
    raise ValueError(constant)  # NaN and Infinity are no JSON (RFC 8259)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name twice")  # two readers would take two different values
    return found
