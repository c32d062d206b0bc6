"""Health and metrics for processes without an HTTP face of their own (worker, relay).

Never routed by the gateway. Live: the process turns. Ready: `readiness()` returned without raising.
"""

import json
import threading
from collections.abc import Callable
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector
from pymongo.errors import PyMongoError

NOT_READY = (PyMongoError, OSError)


class NotReady(OSError):
    """Raised by a readiness function that has found a reason of its own."""

    log_safe = True


def is_ready(readiness: Callable[[], None]) -> bool:
    """Whether `readiness()` returns without a database, network or NotReady error."""
    try:
        readiness()
    except NOT_READY:
        return False
    return True


def exposition(multiproc_dir: str = "") -> tuple[bytes, str]:
    """Metrics of this process, or of all that write to `multiproc_dir`, and their media type."""
    registry = REGISTRY
    if multiproc_dir:
        registry = CollectorRegistry()
        MultiProcessCollector(registry, path=multiproc_dir)  # type: ignore[no-untyped-call]
    return generate_latest(registry), CONTENT_TYPE_LATEST


def start(port: int, readiness: Callable[[], None], host: str = "127.0.0.1") -> ThreadingHTTPServer | None:
    """Answer /health/live, /health/ready and /metrics on `port` from a daemon thread; 0 is no probe.

    Raises OSError when the port is taken.
    """
    if not port:
        return None
    return _server(port, readiness, host)


def _server(port: int, readiness: Callable[[], None], host: str) -> ThreadingHTTPServer:
    server = ThreadingHTTPServer((host, port), _handler(readiness))
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, name="probe", daemon=True).start()
    return server


def _handler(readiness: Callable[[], None]) -> type[BaseHTTPRequestHandler]:
    class Probe(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path == "/health/live":
                self._answer(200, _json("live"), "application/json")
            elif self.path == "/health/ready":
                ready = is_ready(readiness)
                self._answer(200 if ready else 503, _json("ready" if ready else "not-ready"), "application/json")
            elif self.path == "/metrics":
                self._answer(200, *exposition())
            else:
                self._answer(404, b"", "text/plain")

        def _answer(self, status: int, body: bytes, media_type: str) -> None:
            self.send_response(status)
            self.send_header("Content-Type", media_type)
            self.send_header("Content-Length", str(len(body)))
            # Whoever asked may have stopped waiting: nobody is left to tell.
            with suppress(ConnectionError):
                self.end_headers()
                self.wfile.write(body)

        def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
            """Probes are not worth a line."""

    return Probe


def _json(status: str) -> bytes:
    return json.dumps({"status": status}).encode()
