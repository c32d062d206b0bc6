"""Health and metrics of a process without an HTTP face."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
import requests
from prometheus_client import Counter
from pymongo.errors import ServerSelectionTimeoutError

from chassis import probe

TURNS = Counter("mes_test_turns_total", "Turns of a test")


@contextmanager
def probed(readiness: Callable[[], None]) -> Iterator[str]:
    server = probe._server(0, readiness, "127.0.0.1")
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def fail(fault: Exception) -> Callable[[], None]:
    def readiness() -> None:
        raise fault

    return readiness


def test_a_turning_process_is_live_and_counts() -> None:
    TURNS.inc()
    with probed(lambda: None) as url:
        assert requests.get(f"{url}/health/live", timeout=60).json() == {"status": "live"}
        assert requests.get(f"{url}/health/ready", timeout=60).status_code == 200
        assert "mes_test_turns_total" in requests.get(f"{url}/metrics", timeout=60).text
        assert requests.get(f"{url}/else", timeout=60).status_code == 404


@pytest.mark.parametrize("fault", [ServerSelectionTimeoutError(), ConnectionError(), probe.NotReady()], ids=repr)
def test_a_process_that_cannot_work_is_live_but_not_ready(fault: Exception) -> None:
    with probed(fail(fault)) as url:
        assert requests.get(f"{url}/health/ready", timeout=60).status_code == 503
        assert requests.get(f"{url}/health/live", timeout=60).status_code == 200


def test_port_zero_is_no_probe() -> None:
    assert probe.start(0, lambda: None) is None
