"""The Flask application of a service, made from its contract.

Guarantees: no route outside the contract (but health and metrics, which the gateway does not route);
no function runs before authentication, role, path, parameters and body are right; every answer
carries its request and correlation ids; every refusal is a problem document.
"""

from collections.abc import Callable, Mapping
from typing import Any

import flask
from werkzeug.routing import Rule

from chassis import mongo, sessions
from chassis.auth import TokenVerifier
from chassis.http import contract
from chassis.http.access import Authentication, current_actor
from chassis.http.answers import JsonAnswers, answer
from chassis.http.contract import ContractInvalid, Operation
from chassis.http.monitoring import add_health
from chassis.http.refusals import add_refusals
from chassis.http.requests import Arguments
from chassis.http.tracing import add_tracing
from chassis.settings import ServiceSettings

__all__ = ["create_app", "current_actor"]


def create_app(
    settings: ServiceSettings,
    operations: Mapping[str, Callable[..., Any]],
    readiness: Callable[[], None],
    verifier: TokenVerifier | None = None,
) -> flask.Flask:
    """The application of `settings.service`; `operations` maps each operationId to its function.

    `readiness()` raises PyMongoError, OSError or probe.NotReady while the service cannot work.
    `verifier` replaces the default one (key set at JWKS_URL, ended sessions of the service's database).
    Raises ContractInvalid when contract and functions do not match one to one.
    """
    declared = contract.load(settings.contracts_dir, settings.service)
    _check_one_to_one(declared, operations)
    app = _bare(settings)
    add_tracing(app, settings)
    add_refusals(app, settings.service)
    add_health(app, settings, readiness)
    authentication = Authentication(settings.service, verifier or _default_verifier(settings, declared))
    for operation in declared:
        function = operations[operation.id]
        view = _view(operation, function, authentication, Arguments(settings.service, operation, function))
        # Rules are added one by one: Flask would add OPTIONS answers of its own.
        app.view_functions[operation.id] = view
        app.url_map.add(Rule(operation.route, methods=[operation.method], endpoint=operation.id))
    return app


def _bare(settings: ServiceSettings) -> flask.Flask:
    app = flask.Flask(settings.service, static_folder=None, template_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = settings.max_content_length
    app.json = JsonAnswers(app)
    app.url_map.strict_slashes = True
    app.url_map.merge_slashes = False  # a redirect would repeat the address, ids and all
    return app


def _view(
    operation: Operation,
    function: Callable[..., Any],
    authentication: Authentication,
    arguments: Arguments,
) -> Callable[..., flask.Response]:
    def view(**path_values: str) -> flask.Response:
        if operation.bearer:
            authentication.admit(operation.roles, operation.scopes)
        return answer(function(**arguments.read(path_values)))

    return view


def _default_verifier(settings: ServiceSettings, declared: tuple[Operation, ...]) -> TokenVerifier | None:
    if not any(operation.bearer for operation in declared):
        return None
    return TokenVerifier(settings, sessions.EndedSessions(mongo.connect(settings)))


def _check_one_to_one(declared: tuple[Operation, ...], operations: Mapping[str, Callable[..., Any]]) -> None:
    ids = {operation.id for operation in declared}
    faults = [f"no function for {name}" for name in sorted(ids - operations.keys())]
    faults += [f"no operation for {name}" for name in sorted(operations.keys() - ids)]
    if faults:
        raise ContractInvalid("; ".join(faults))
