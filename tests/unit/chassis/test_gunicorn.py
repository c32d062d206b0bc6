"""A real gunicorn with two workers, the way an api process runs."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import requests

from chassis.settings import REPOSITORY
from tests.unit.chassis.library import BOOK

NIR = "185057800608436"


@dataclass
class Server:
    process: subprocess.Popen[str]
    url: str
    metrics: Path

    def stop(self) -> list[dict[str, object]]:
        """End it and give back what it logged; every line must be JSON."""
        self.process.send_signal(signal.SIGTERM)
        out, err = self.process.communicate(timeout=120)
        assert err == ""
        return [json.loads(line) for line in out.splitlines()]


@pytest.fixture
def server(tmp_path: Path, unused_port: int) -> Iterator[Server]:
    command = [sys.executable, "-m", "gunicorn", "tests.unit.chassis.library:create_app()", "-k", "gthread", "-w", "2"]
    command += ["--threads", "2", "--no-control-socket", "-b", f"127.0.0.1:{unused_port}"]
    command += ["-c", "deploy/gunicorn.conf.py"]
    metrics = tmp_path / "metrics"
    environment = {"PATH": os.environ["PATH"], "SERVICE": "library", "PROMETHEUS_MULTIPROC_DIR": str(metrics)}
    process = subprocess.Popen(
        command, cwd=REPOSITORY, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    try:
        url = f"http://127.0.0.1:{unused_port}"
        _await(url, process)
        yield Server(process, url, metrics)
    finally:
        process.kill()
        process.communicate()


def _await(url: str, process: subprocess.Popen[str]) -> None:
    for _ in range(300):
        assert process.poll() is None
        try:
            requests.get(f"{url}/health/live", timeout=120)
        except requests.RequestException:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("gunicorn did not answer")


def test_workers_count_together_and_say_no_address(server: Server) -> None:
    for _ in range(40):
        answer = requests.get(f"{server.url}/api/library/books/{BOOK}", params={"who": NIR}, timeout=120)
        assert answer.status_code == 422
    assert requests.get(f"{server.url}/{NIR}", timeout=120).status_code == 404
    assert requests.get(f"{server.url}/%ff%00{NIR}", timeout=120).status_code == 404
    metrics = requests.get(f"{server.url}/metrics", timeout=120).text
    assert 'route="/api/library/books/<book>",service="library",status="422"} 40.0' in metrics
    lines = server.stop()
    assert len([line for line in lines if line["code"] == "http.answered"]) == 42
    assert len([line for line in lines if line["code"] == "library.made"]) == 2
    assert {line["service"] for line in lines} == {"library"}
    assert NIR not in str(lines)
    assert BOOK not in str(lines)


def test_counters_of_a_killed_worker_are_kept(server: Server) -> None:
    for _ in range(10):
        requests.get(f"{server.url}/api/library/books/{BOOK}", timeout=120)
    pids = {int(file.stem.rpartition("_")[2]) for file in server.metrics.glob("counter_*.db")}
    for pid in pids:
        os.kill(pid, signal.SIGKILL)
    _await(server.url, server.process)
    assert 'status="200"} 10.0' in requests.get(f"{server.url}/metrics", timeout=120).text
