"""Whether each part of an installation does its work, and waiting until it does."""

import http.client
import time
from collections.abc import Callable, Mapping

from deploy.native.state import State

POLL_SECONDS = 0.1
LOG_LINES = 25


class NotReady(Exception):
    """Some part did not become ready in time; the message holds the end of its log."""


def http_ok(port: int, path: str = "/health/ready") -> bool:
    """Whether a process on the loopback answers a path with success."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
    try:
        connection.request("GET", path)
        return connection.getresponse().status < 300
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def wait(state: State, checks: Mapping[str, Callable[[], bool]], seconds: float) -> None:
    """Wait until every check holds. Raises NotReady naming those that do not."""
    deadline = time.monotonic() + seconds
    missing = dict(checks)
    while missing:
        missing = {name: check for name, check in missing.items() if not check()}
        if missing and time.monotonic() > deadline:
            raise NotReady("\n".join(log_end(state, name) for name in missing))
        if missing:
            time.sleep(POLL_SECONDS)


def log_end(state: State, name: str) -> str:
    """The last lines a program wrote, under its name."""
    path = state.path("logs", f"{name}.log")
    lines = path.read_text(errors="replace").splitlines() if path.exists() else []
    return "\n".join([f"{name} is not ready; the end of {path}:", *lines[-LOG_LINES:]])
