"""The library, its issuer and a client."""

import io
import json
import logging
import socket
from collections.abc import Callable, Iterator
from typing import Any

import flask
import pytest
from flask.testing import FlaskClient

from chassis import logs
from tests.unit.chassis.library import Ended, Issuer, make

LogLines = Callable[[], list[dict[str, Any]]]


@pytest.fixture
def issuer() -> Issuer:
    return Issuer()


@pytest.fixture
def ended() -> Ended:
    return Ended()


@pytest.fixture
def app(issuer: Issuer, ended: Ended) -> flask.Flask:
    return make(issuer, ended)


@pytest.fixture
def client(app: flask.Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def log_lines() -> Iterator[LogLines]:
    """Read what was logged since the last reading, line by line, as the process would write it."""
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    logs.configure("library", "api")
    written = io.StringIO()
    handler = root.handlers[0]
    assert isinstance(handler, logging.StreamHandler)
    handler.setStream(written)

    def read() -> list[dict[str, Any]]:
        lines = [json.loads(line) for line in written.getvalue().splitlines()]
        written.seek(0)
        written.truncate()
        return lines

    yield read
    root.handlers[:] = before
    root.setLevel(level)
    logging.captureWarnings(False)


@pytest.fixture
def unused_port() -> int:
    """A port that nothing listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
