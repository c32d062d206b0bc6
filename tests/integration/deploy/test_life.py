"""An installation starts, heals, and leaves nothing: not when it ends, not when its owner is killed."""

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from deploy.native import temporary
from deploy.native.installation import Installation, NotOurs
from deploy.native.servers import mongod
from deploy.native.settings import CHECKOUT, child_environment
from deploy.native.supervision import OWNER_MARK
from tests.support.platform import until

OWNER = """
import sys, time
from deploy.native.installation import Installation
made = Installation.make_temporary(only=("maildev",))
print(made.state.folder, flush=True)
time.sleep(600)
"""


def _processes_of(folder: Path) -> list[int]:
    found = []
    for process in psutil.process_iter():
        try:
            # nginx writes its title, which names the folder, over its environment.
            if process.environ().get(OWNER_MARK) == str(folder) or str(folder) in " ".join(process.cmdline()):
                found.append(process.pid)
        except psutil.Error:
            continue  # another user's, or gone meanwhile
    return found


def _databases(host: Installation) -> set[str]:
    with mongod.admin(host.servers) as client:
        return set(client.list_database_names())


def test_a_temporary_installation_leaves_no_process_no_data_no_folder(servers: Installation) -> None:
    with Installation.temporary(only=("maildev", "gateway")) as made:
        folder, name = made.state.folder, made.name
        made.mongo("identity").people.insert_one({"_id": 1})
        gateway = psutil.Process(made.pids("gateway")[0])
        family = [gateway, *gateway.children()]
        assert _processes_of(folder)
    assert not folder.exists()
    assert not _processes_of(folder)
    assert not any(map(psutil.Process.is_running, family))
    assert not [database for database in _databases(servers) if database.startswith(name)]


def test_what_a_killed_owner_left_is_swept_at_the_next_start(servers: Installation) -> None:
    environment = child_environment() | {"PYTHONPATH": str(CHECKOUT)}
    owner = subprocess.Popen(
        [sys.executable, "-c", OWNER], stdout=subprocess.PIPE, text=True, env=environment, cwd=CHECKOUT
    )
    with owner:
        assert owner.stdout
        folder = Path(owner.stdout.readline().strip())
        assert _processes_of(folder)
        owner.send_signal(signal.SIGKILL)
    temporary.sweep(Installation.remove_folder)
    assert not folder.exists()
    assert not _processes_of(folder)


def test_a_living_owner_keeps_its_installation(servers: Installation) -> None:
    temporary.sweep(Installation.remove_folder)
    assert servers.state.folder.exists()
    assert servers.is_ready("maildev")


@pytest.fixture(scope="module")
def own(servers: Installation) -> Iterator[Installation]:
    """One to do harm to: other tests may be using the session's."""
    with Installation.temporary(only=("maildev",)) as made:
        yield made


def test_a_killed_program_comes_back(own: Installation) -> None:
    before = own.pids("maildev")
    own.kill("maildev")
    until(lambda: own.pids("maildev") not in ([], before), seconds=120)
    own.wait_ready("maildev")


def test_a_stopped_program_stays_away_until_it_is_started(own: Installation) -> None:
    own.stop("maildev")
    assert own.pids("maildev") == []
    assert not own.is_ready("maildev")
    own.start("maildev")
    own.wait_ready("maildev")


def test_the_servers_of_another_installation_are_not_touched(servers: Installation) -> None:
    with Installation.temporary(only=()) as guest:
        if guest.owns_servers:
            pytest.fail("the session's servers were not found")
        with pytest.raises(NotOurs):
            guest.kill("mongod")


def test_a_second_up_restarts_nothing_and_keeps_ports_and_secrets(own: Installation) -> None:
    own.wait_ready("maildev")
    before = {name: own.pids(name) for name in own.status()}
    ports = own.state.read("ports.json", {})
    environment = own.env("documents")
    Installation(own.state.folder).up(only=("maildev",))
    assert {name: own.pids(name) for name in own.status()} == before
    assert own.state.read("ports.json", {}) == ports
    assert own.env("documents") == environment


def test_processes_that_outlived_their_supervisor_are_replaced_not_doubled(servers: Installation) -> None:
    with Installation.temporary(only=("maildev",)) as made:
        (before,) = made.pids("maildev")
        supervisor = psutil.Process(before).ppid()
        os.kill(supervisor, signal.SIGKILL)
        assert psutil.pid_exists(before)
        made.up(only=("maildev",))
        (after,) = made.pids("maildev")
        assert after != before
        assert not psutil.pid_exists(before)
        assert made.is_ready("maildev")


def test_secrets_are_readable_by_their_owner_only(servers: Installation) -> None:
    folders = [servers.state.folder, *(servers.state.path(part) for part in ("keys", "env", "run"))]
    for folder in folders:
        assert folder.stat().st_mode & 0o077 == 0, folder
        for file in folder.iterdir():
            if file.is_file() and file.suffix not in (".pid", ".sock"):
                assert file.stat().st_mode & 0o077 == 0, file


def test_no_secret_is_on_a_command_line(servers: Installation) -> None:
    secrets = set(servers.state.read("secrets.json", {}).values())
    for pid in _processes_of(servers.state.folder):
        with contextlib.suppress(psutil.NoSuchProcess):  # a server's child that has done its work
            line = " ".join(psutil.Process(pid).cmdline())
            assert not [secret for secret in secrets if secret in line], line
    assert os.getpid() not in _processes_of(servers.state.folder)
