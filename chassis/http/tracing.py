"""What each answer and each access line carries: ids to follow it, never its address."""

import re
import time
from collections.abc import Iterable
from typing import TYPE_CHECKING

import flask

from chassis import correlation, logs
from chassis.http.monitoring import known_method, observe
from chassis.settings import ServiceSettings

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

ANSWERED = logs.Line("http.answered", logs.INFO, "request answered")

_ID = re.compile(r"[0-9A-Za-z][0-9A-Za-z_-]{7,63}")


def add_tracing(app: flask.Flask, settings: ServiceSettings) -> None:
    """Bind correlation around each request; complete and record each answer."""
    app.wsgi_app = _Correlated(app.wsgi_app)  # type: ignore[method-assign]  # as Flask documents it

    @app.before_request
    def start_clock() -> None:
        flask.g.began = time.perf_counter()

    @app.after_request
    def complete(response: flask.Response) -> flask.Response:
        response.headers["X-Correlation-Id"] = correlation.current()
        response.headers["X-Request-Id"] = correlation.causation() or ""
        response.headers.setdefault("Cache-Control", "no-store")
        response.headers.setdefault("X-Content-Type-Options", "nosniff")
        _record(settings.service, response)
        return response


class _Correlated:
    """Takes the ids of the gateway or caller where they are well formed, and makes the others."""

    def __init__(self, app: "WSGIApplication") -> None:
        self._app = app

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        request_id = accepted(environ.get("HTTP_X_REQUEST_ID", "")) or correlation.fresh()
        correlation_id = accepted(environ.get("HTTP_X_CORRELATION_ID", "")) or request_id
        with correlation.bound(correlation_id, request_id):
            return self._app(environ, start_response)


def accepted(given: str) -> str | None:
    """`given` if it is an id and could not be a person's number, else None."""
    return given if _ID.fullmatch(given) and logs.mask(given) == given else None


def _record(service: str, response: flask.Response) -> None:
    rule = flask.request.url_rule
    route = "unmatched" if rule is None else rule.rule
    if route.startswith(("/health/", "/metrics")):
        return
    seconds = time.perf_counter() - flask.g.began
    observe(service, flask.request.method, route, response.status_code, seconds)
    actor = flask.g.get("actor")
    logs.write(
        ANSWERED,
        method=known_method(flask.request.method),
        route=route,
        status=response.status_code,
        ms=round(seconds * 1000, 1),
        request=correlation.causation(),
        role=actor.role if actor else None,
        problem=flask.g.get("problem"),
        refusal=flask.g.get("refusal"),
    )
