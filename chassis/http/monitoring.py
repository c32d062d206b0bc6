"""Health and metrics on the service's own port; the gateway routes none of it."""

from collections.abc import Callable

import flask
from prometheus_client import Counter, Histogram

from chassis import probe
from chassis.settings import ServiceSettings

REQUESTS = Counter("mes_http_requests_total", "Requests answered", ["service", "method", "route", "status"])
SECONDS = Histogram(
    "mes_http_request_seconds",
    "Time to answer",
    ["service", "method", "route"],
    buckets=(0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
)
# Methods come from the caller: anything else is one label, or he could make labels without end.
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


def observe(service: str, method: str, route: str, status: int, seconds: float) -> None:
    """Count one answer; `route` is the template, never the address."""
    method = known_method(method)
    REQUESTS.labels(service, method, route, str(status)).inc()
    SECONDS.labels(service, method, route).observe(seconds)


def known_method(method: str) -> str:
    """`method` if it is one of HTTP's usual ones, else OTHER."""
    return method if method in _METHODS else "OTHER"


def add_health(app: flask.Flask, settings: ServiceSettings, readiness: Callable[[], None]) -> None:
    """Add /health/live, /health/ready and /metrics to `app`."""

    @app.get("/health/live", provide_automatic_options=False)
    def live() -> dict[str, str]:
        return {"status": "live"}

    @app.get("/health/ready", provide_automatic_options=False)
    def ready() -> tuple[dict[str, str], int]:
        return ({"status": "ready"}, 200) if probe.is_ready(readiness) else ({"status": "not-ready"}, 503)

    @app.get("/metrics", provide_automatic_options=False)
    def metrics() -> flask.Response:
        body, media_type = probe.exposition(settings.prometheus_multiproc_dir)
        return flask.Response(body, content_type=media_type)
