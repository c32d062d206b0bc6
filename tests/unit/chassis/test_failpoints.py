"""A failpoint ends the process at its step, once or always, and nowhere else."""

import os
import signal
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]
SCRIPT = "from chassis import failpoints; failpoints.reach('other'); failpoints.reach('here'); print('alive')"


def run(wanted: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "MES_FAILPOINT": wanted}
    command = [sys.executable, "-c", SCRIPT]
    return subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, check=False)


def test_without_a_failpoint_nothing_happens() -> None:
    assert run("").stdout == "alive\n"
    assert run("elsewhere").stdout == "alive\n"


def test_a_failpoint_kills_each_time() -> None:
    assert [run("here").returncode for _ in range(2)] == [-signal.SIGKILL] * 2


def test_a_failpoint_with_a_marker_kills_once(tmp_path: Path) -> None:
    wanted = f"here@{tmp_path / 'marker'}"
    assert run(wanted).returncode == -signal.SIGKILL
    assert run(wanted).stdout == "alive\n"
