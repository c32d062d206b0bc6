"""The way from a bare machine: a second run has nothing to do, missing packages are named."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from deploy.native.settings import CHECKOUT

SCRIPT = CHECKOUT / "deploy" / "native" / "bootstrap.sh"


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that any user of the machine may enter, unlike those of pytest."""
    with tempfile.TemporaryDirectory() as name:
        yield Path(name)


def test_a_run_with_nothing_to_do_says_nothing() -> None:
    subprocess.run([SCRIPT, "--tests"], capture_output=True, check=True)
    done = subprocess.run([SCRIPT, "--tests"], capture_output=True, text=True, check=True)
    assert done.stdout + done.stderr == ""


def test_without_root_the_exact_line_is_printed_and_nothing_is_installed(open_folder: Path) -> None:
    """The script of a checkout elsewhere, by a user who is not root, on a machine where sudo asks for a password."""
    copy = open_folder / "checkout"
    (copy / "deploy" / "native").mkdir(parents=True)
    shutil.copy(SCRIPT, copy / "deploy" / "native")
    programs = open_folder / "programs"
    programs.mkdir()
    for name, text in {"sudo": "exit 1", "nginx": "exit 0", "python3.11": "exit 1"}.items():
        (programs / name).write_text(f"#!/bin/sh\n{text}\n")
        (programs / name).chmod(0o755)
    for path in (open_folder, *open_folder.rglob("*")):
        path.chmod(0o777)
    environment = {"PATH": f"{programs}:{os.environ['PATH']}", "HOME": str(open_folder)}
    done = subprocess.run(
        ["bash", str(copy / "deploy" / "native" / "bootstrap.sh")],
        env=environment, capture_output=True, text=True, user=_someone(), cwd=copy, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert (
        "sudo apt-get update && sudo apt-get install --no-install-recommends python3.11 python3.11-venv" in done.stderr
    )
    assert not (copy / ".venv").exists()


def _someone() -> int | None:
    """Another user than root, if we are root."""
    return 65534 if os.getuid() == 0 else None


def test_the_lock_file_of_the_mail_catcher_carries_no_address() -> None:
    assert '"resolved"' not in (CHECKOUT / "deploy" / "native" / "package-lock.json").read_text()
