"""One supervisord per state folder: every server and service is a program of it.

supervisord restarts what dies, keeps the logs within bounds, and is asked over a unix socket
that only its owner may open.
"""

import contextlib
import hashlib
import http.client
import os
import shlex
import socket
import subprocess
import sys
import tempfile
import time
import xmlrpc.client
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

import psutil

from deploy.native import settings
from deploy.native.state import State, write_private

OWNER_MARK = "MES_STATE_OF"  # in the environment of every child: whose process it is
LAUNCH_SECONDS = 120
ALREADY_STARTED, NOT_RUNNING = 60, 70  # fault codes of supervisor's XML-RPC interface
WITH_ENVIRONMENT = Path(__file__).with_name("with-environment.sh")


@dataclass(frozen=True)
class Program:
    """A child process: its command and what it needs to know."""

    name: str
    command: Sequence[str]
    environment: dict[str, str] = field(default_factory=dict)
    stop_signal: str = "TERM"
    stop_seconds: int = 20
    inputs: str = ""  # digest of all it reads at start; another digest means a restart at `up`


class Supervisor:
    """The supervisord of one state folder."""

    def __init__(self, state: State) -> None:
        self._state = state

    def is_running(self) -> bool:
        """Whether supervisord answers."""
        try:
            return bool(self._ask("getState"))
        except (OSError, http.client.HTTPException):
            return False

    def configure(self, programs: Sequence[Program]) -> set[str]:
        """Make supervisord know exactly these programs; return those that must start anew.

        Starts supervisord when it does not run. Programs that are new or changed are stopped
        and registered again; the others keep running untouched.
        """
        for program in programs:
            self._write_environment(program)
        write_private(self._config_path, self._render(programs))
        if not self.is_running():
            self._launch()
            return {program.name for program in programs}
        return self._reload()

    def start(self, names: Iterable[str]) -> None:
        """Start the programs that do not run; returns before they are ready."""
        for name in names:
            with _ignoring(ALREADY_STARTED):
                self._ask("startProcess", name, False)

    def stop(self, names: Iterable[str]) -> None:
        """Stop programs in parallel and wait until each has ended."""
        waiting = list(names)
        for name in waiting:
            with _ignoring(NOT_RUNNING):
                self._ask("stopProcess", name, False)
        while any(self.pid(name) for name in waiting):
            time.sleep(0.05)

    def pid(self, name: str) -> int:
        """Process id of a program, 0 when it does not run."""
        return int(self.states()[name]["pid"])

    def states(self) -> dict[str, dict[str, Any]]:
        """What supervisord knows of each program: `statename`, `pid`, `start` (seconds)."""
        answer = cast(list[dict[str, Any]], self._ask("getAllProcessInfo"))
        return {info["name"]: info for info in answer}

    def shut_down(self) -> None:
        """Stop every program and supervisord itself, and wait for its end."""
        if not self.is_running():
            return
        pid = cast(int, self._ask("getPID"))
        self._ask("shutdown")
        with contextlib.suppress(psutil.NoSuchProcess):
            psutil.Process(pid).wait(timeout=60)

    def end_all(self) -> None:
        """Kill every process of this folder, and those that outlived a killed supervisord."""
        if self.is_running():
            with contextlib.suppress(psutil.NoSuchProcess):
                psutil.Process(cast(int, self._ask("getPID"))).kill()
        heads = [process for process in psutil.process_iter() if self._is_ours(process)]
        ours = {*heads, *(child for head in heads for child in _children(head))}
        for process in ours:
            with contextlib.suppress(psutil.NoSuchProcess):
                process.kill()
        psutil.wait_procs(list(ours), timeout=60)

    def _is_ours(self, process: psutil.Process) -> bool:
        with contextlib.suppress(psutil.Error):
            if process.environ().get(OWNER_MARK) == str(self._state.folder):
                return True
            # nginx writes its title over its environment; the title names the folder.
            return process.name() == "nginx" and f"{self._state.path('run')} " in " ".join(process.cmdline())
        return False

    def _ask(self, method: str, *arguments: Any) -> Any:
        """Call supervisord, on a connection of its own: threads may ask at the same time."""
        transport = _UnixTransport(self._socket_path)
        with xmlrpc.client.ServerProxy("http://localhost", transport, allow_none=True) as proxy:
            return getattr(proxy.supervisor, method)(*arguments)

    @property
    def _config_path(self) -> Path:
        return self._state.path("run", "supervisord.conf")

    @property
    def _socket_path(self) -> Path:
        path = self._state.path("run", "supervisord.sock")
        if len(str(path)) < 100:  # the kernel takes 107 bytes, supervisord adds a suffix at first
            return path
        short = hashlib.sha256(str(path).encode()).hexdigest()[:16]
        return Path(tempfile.gettempdir()) / f"mes-{os.getuid()}-{short}.sock"

    def _launch(self) -> None:
        self.end_all()
        environment = settings.child_environment() | {OWNER_MARK: str(self._state.folder)}
        subprocess.run(
            [sys.executable, "-m", "supervisor.supervisord", "-c", str(self._config_path)],
            env=environment,
            cwd=settings.CHECKOUT,
            stdin=subprocess.DEVNULL,
            check=True,
        )
        end = time.monotonic() + LAUNCH_SECONDS
        while not self.is_running():
            if time.monotonic() > end:
                raise TimeoutError(f"supervisord did not answer within {LAUNCH_SECONDS} s")
            time.sleep(0.05)

    def _reload(self) -> set[str]:
        changes = cast(list[list[list[str]]], self._ask("reloadConfig"))
        added, changed, removed = changes[0]
        self.stop([*changed, *removed])
        for name in [*changed, *removed]:
            self._ask("removeProcessGroup", name)
        for name in [*added, *changed]:
            self._ask("addProcessGroup", name)
        return {*added, *changed}

    def _write_environment(self, program: Program) -> None:
        lines = [f"{name}={shlex.quote(value)}" for name, value in program.environment.items()]
        write_private(self._state.path("env", f"{program.name}.env"), "\n".join([*lines, ""]))

    def _render(self, programs: Iterable[Program]) -> str:
        run, logs = self._state.path("run"), self._state.path("logs")
        head = f"""\
[supervisord]
pidfile={run}/supervisord.pid
logfile={logs}/supervisord.log
logfile_maxbytes=2MB
logfile_backups=1
childlogdir={logs}
[unix_http_server]
file={self._socket_path}
chmod=0600
[rpcinterface:supervisor]
supervisor.rpcinterface_factory=supervisor.rpcinterface:make_main_rpcinterface
"""
        return head.replace("%", "%%") + "".join(map(self._section, programs))

    def _section(self, program: Program) -> str:
        file = self._state.path("env", f"{program.name}.env")
        command = shlex.join([str(WITH_ENVIRONMENT), str(file), *program.command])
        facts = program.inputs + repr(sorted(program.environment.items()))
        digest = hashlib.sha256(facts.encode()).hexdigest()
        log = self._state.path("logs", f"{program.name}.log")
        # startsecs and startretries: a crashing program is tried again for ever, ever slower,
        # while one that ran for a second before it died comes back at once.
        text = f"""\
[program:{program.name}]
command={command}
environment=INPUTS="{digest}"
directory={settings.CHECKOUT}
autostart=false
autorestart=true
startsecs=1
startretries=1000000
stopsignal={program.stop_signal}
stopwaitsecs={program.stop_seconds}
stopasgroup={"true" if program.stop_signal == "TERM" else "false"}
killasgroup=true
redirect_stderr=true
stdout_logfile={log}
stdout_logfile_maxbytes=10MB
stdout_logfile_backups=1
"""
        return text.replace("%", "%%")


class _UnixConnection(http.client.HTTPConnection):
    def __init__(self, path: Path) -> None:
        super().__init__("localhost", timeout=60)
        self._path = path

    def connect(self) -> None:
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.settimeout(self.timeout)
        self.sock.connect(str(self._path))


class _UnixTransport(xmlrpc.client.Transport):
    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path

    def make_connection(self, host: Any) -> http.client.HTTPConnection:
        connection = _UnixConnection(self._path)
        self._connection = host, connection  # what close() closes
        return connection


def _children(process: psutil.Process) -> list[psutil.Process]:
    with contextlib.suppress(psutil.NoSuchProcess):
        return process.children(recursive=True)
    return []


@contextlib.contextmanager
def _ignoring(*codes: int) -> Any:
    try:
        yield
    except xmlrpc.client.Fault as fault:
        if fault.faultCode not in codes:
            raise
