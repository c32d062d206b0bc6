"""One place turns what goes wrong into problem answers (RFC 9457); the unknown says nothing."""

import flask
from pymongo.errors import PyMongoError
from werkzeug.exceptions import HTTPException, MethodNotAllowed, RequestEntityTooLarge

from chassis import correlation, logs
from chassis.http.requests import not_found
from chassis.paging import CursorInvalid
from chassis.problems import Problem

FAILED = logs.Line("http.failed", logs.ERROR, "a request ended in an unexpected error")
DATABASE = logs.Line("http.database-unavailable", logs.ERROR, "the database did not answer a request")


def add_refusals(app: flask.Flask, service: str) -> None:
    """Give `app` a problem answer for every refusal and every failure."""
    refusals = _Refusals(service)
    app.register_error_handler(Problem, problem_answer)
    app.register_error_handler(CursorInvalid, refusals.cursor)
    app.register_error_handler(HTTPException, refusals.http)
    app.register_error_handler(PyMongoError, refusals.database)
    app.register_error_handler(Exception, refusals.unknown)


def problem_answer(problem: Problem) -> flask.Response:
    """`problem` as an answer, with Retry-After and WWW-Authenticate where they belong."""
    body = flask.json.dumps(problem.to_json(correlation.current()))
    response = flask.Response(body, status=problem.status, content_type="application/problem+json")
    flask.g.problem = problem.code
    if problem.retry_after is not None:
        response.headers["Retry-After"] = str(problem.retry_after)
    if problem.status == 401:
        response.headers["WWW-Authenticate"] = "Bearer"
    return response


class _Refusals:
    def __init__(self, service: str) -> None:
        self._service = service

    def cursor(self, _: CursorInvalid) -> flask.Response:
        message = "Cette page de la liste n'existe plus : reprenez au début."
        return problem_answer(
            Problem(
                f"{self._service}.invalid-request",
                422,
                "Certains champs sont à corriger.",
                "Reprenez la liste depuis le début.",
                errors=[{"field": "cursor", "message": message}],
            )
        )

    def http(self, fault: HTTPException) -> flask.Response:
        if isinstance(fault, RequestEntityTooLarge):
            return problem_answer(
                Problem(f"{self._service}.too-large", 413, "L'envoi est trop lourd.", "Réduisez sa taille.")
            )
        if isinstance(fault, MethodNotAllowed):
            response = problem_answer(
                Problem(f"{self._service}.method-not-allowed", 405, "Cette action n'existe pas ici.", "")
            )
            response.headers["Allow"] = ", ".join(sorted(fault.valid_methods or ()))
            return response
        if fault.code == 404:
            return problem_answer(not_found(self._service))
        # What is left is said by the web framework before any function runs: a request it cannot read.
        status = fault.code or 500
        return problem_answer(Problem(f"{self._service}.bad-request", status, "La demande n'est pas lisible.", ""))

    def database(self, failure: PyMongoError) -> flask.Response:
        logs.write(DATABASE, error=type(failure).__name__, at=logs.where(failure))
        return problem_answer(
            Problem(
                f"{self._service}.unavailable",
                503,
                "Le service est momentanément indisponible.",
                "Réessayez dans quelques secondes.",
                retry_after=2,
            )
        )

    def unknown(self, fault: Exception) -> flask.Response:
        reason = str(fault) if getattr(fault, "log_safe", False) else None
        logs.write(FAILED, error=type(fault).__name__, at=logs.where(fault), reason=reason)
        return problem_answer(Problem())
