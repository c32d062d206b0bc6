"""An installation of the platform: servers, services and gateway under one supervisor.

`make up` has one in the checkout's state folder. Tests make temporary ones, on the same servers
with databases, vhost and bucket of their own, or on servers of their own.
"""

import contextlib
import functools
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Collection, Iterator, Mapping
from pathlib import Path
from typing import Any, Self

import psutil
import pymongo
from pymongo.database import Database

from deploy.native import environment, health, keys, ports, processes, programs, settings, temporary
from deploy.native.environment import Environments
from deploy.native.servers import clamd, maildev, mongod, openid, rabbitmq, seaweedfs
from deploy.native.state import State, write_private
from deploy.native.supervision import Program, Supervisor

SERVERS = ("mongod", "epmd", "rabbitmq", "seaweedfs")
OWN = ("maildev", "gateway", *(process.name for process in processes.PROCESSES))
OWN_PORTS = (*programs.GATEWAY_PORTS, *maildev.PORTS, openid.NAME, *environment.PORTS)
SERVER_PORTS = (*mongod.PORTS, *rabbitmq.PORTS, *seaweedfs.PORTS)
START_SECONDS = 600.0  # a busy machine takes its time; what cannot start at all is rare
LENDER_SECONDS = 60.0  # servers that run may be too busy to answer at once
# Operator commands that may be given again: the same version of the data changes nothing.
REFERENCE_DATA = (("documents", "load-types"), ("consent", "load-grid"))
# No limit that a test would meet; those of the gateway itself set their own.
ATTEMPTS_OF_TESTS = (10_000, 10_000)
# What a busy machine does late is no fault: nothing is given up, or doubted, as early as for people.
PATIENCE_OF_TESTS = {
    "STORAGE_DEADLINE_S": "20",
    "ACKNOWLEDGEMENT_WAIT_S": "10",
    "POLICY_MAX_AGE_S": "20",
    "PSC_TIMEOUT_S": "30",
}


class NotOurs(Exception):
    """The program belongs to another installation, on whose servers this one only lives."""


class NotRunning(Exception):
    """There is no running installation to look at."""


class Installation:
    """One installation, known by its state folder."""

    def __init__(self, folder: Path) -> None:
        self.state = State(folder, familiar_ports=folder == settings.state_folder())
        self._facts: dict[str, Any] = self.state.read("installation.json", {"name": "mes"})
        host = self._facts.get("servers")
        self.servers = State(Path(host)) if host else self.state
        self._attempts: tuple[int, int] = self._facts.get("attempts") or settings.attempts()
        self._supervisor = Supervisor(self.state)
        self._environments = Environments(self.state, self.servers, self.name, self._facts.get("patience", {}))
        self._instead: dict[str, tuple[str, ...]] = {}

    @classmethod
    def of_checkout(cls) -> Self:
        """The installation that `make up` starts."""
        return cls(settings.state_folder())

    @classmethod
    def running(cls) -> Self:
        """The installation that `make up` started. Raises NotRunning when it does not run."""
        installation = cls.of_checkout()
        if not installation.status():
            raise NotRunning("nothing runs for this checkout: start it with `make up`")
        return installation

    @classmethod
    @contextlib.contextmanager
    def temporary(
        cls,
        *,
        own_servers: bool = False,
        only: Collection[str] | None = None,
        attempts: tuple[int, int] = ATTEMPTS_OF_TESTS,
        patience: Mapping[str, str] = PATIENCE_OF_TESTS,
    ) -> Iterator[Self]:
        """An installation that is gone, with all it stored, when the block ends.

        It lives on the servers of `make up` when they run, unless `own_servers`. `only` names the
        programs to start besides the servers, all by default; `attempts` is the rate (per second)
        and burst of login routes, `patience` what services are told of how long to wait.
        """
        installation = cls.make_temporary(own_servers=own_servers, only=only, attempts=attempts, patience=patience)
        try:
            yield installation
        finally:
            installation.remove()

    @classmethod
    def make_temporary(
        cls,
        *,
        own_servers: bool = False,
        only: Collection[str] | None = None,
        attempts: tuple[int, int] = ATTEMPTS_OF_TESTS,
        patience: Mapping[str, str] = PATIENCE_OF_TESTS,
        owner: int | None = None,
        lends: bool = False,
        provider: bool = False,
        servers: Path | None = None,
    ) -> Self:
        """The same, removed by whoever calls `remove`, or when the process `owner` is gone.

        One that `lends` lets later ones of the same owner live on its servers; it must outlive them. With `provider`
        it has an OpenID provider for professionals beside it, as `make up` has. `servers` is the state folder of
        servers that somebody else started.
        """
        temporary.sweep(cls.remove_folder)
        host = servers or (None if own_servers else cls._running_host())
        facts = {"attempts": attempts, "patience": dict(patience), "lends": lends, "provider": provider}
        folder = temporary.new_folder(owner or os.getpid(), host, facts)
        installation = cls(folder)
        try:
            installation.up(only)
            if only is None:
                installation.load_reference_data()
        except BaseException:  # an interruption too must leave nothing behind
            installation.remove()
            raise
        return installation

    @classmethod
    def remove_folder(cls, folder: Path) -> None:
        """Remove what an interrupted owner left behind."""
        cls(folder).remove()

    @property
    def name(self) -> str:
        """Name on the servers: vhost, prefix of databases and bucket."""
        return str(self._facts["name"])

    @property
    def owns_servers(self) -> bool:
        """Whether the servers are programs of this installation."""
        return self.servers is self.state

    @property
    def url(self) -> str:
        """Address of the gateway."""
        return self._environments.public_url

    @property
    def ca(self) -> Path:
        """Certificate of the authority that signed the gateway's."""
        return self.state.path("keys", "ca.pem")

    @property
    def mail_url(self) -> str:
        """Web inbox and base of its REST API."""
        return maildev.inbox(self.state)

    @property
    def console_url(self) -> str:
        """Broker console."""
        return f"http://127.0.0.1:{self.servers.port('console')}"

    # Life

    def up(self, only: Collection[str] | None = None, announce: Callable[[str], None] = lambda _: None) -> None:
        """Start what does not run, provision what is missing, wait until all is ready.

        Raises health.NotReady with the log of what does not start.
        """
        self.prepare()
        self._supervisor.configure(self._programs())
        if self.owns_servers:
            announce("servers: " + ", ".join(SERVERS))
            self._start(SERVERS)
        announce("accounts of the services on the servers")
        self._provision()
        announce("services and gateway")
        optional = (*clamd.programs(self.state), *openid.programs(self.state, self.url))
        self._start((*(each.name for each in optional), *OWN) if only is None else only)

    def load_reference_data(self) -> None:
        """Document types and authorization grid, without which nobody may deposit or read."""
        for service, command in REFERENCE_DATA:
            self.cli(service, command)

    def prepare(self) -> None:
        """Make ports, secrets, keys and configuration that do not exist yet. Starts nothing."""
        self.state.prepare((*OWN_PORTS, *SERVER_PORTS) if self.owns_servers else OWN_PORTS)
        keys.ensure_service_keys(self.state.path("keys"))
        keys.ensure_certificate(self.state.path("keys"))
        for service in processes.SERVICES:
            content = self.env(service).items()
            lines = "".join(f"{name}='{value}'\n" for name, value in content)
            write_private(self.state.path("env", f"{service}.env"), lines)

    def down(self) -> None:
        """Stop all programs of this installation, services before servers."""
        known = self.status()
        for together in ((*OWN, clamd.NAME, openid.NAME), SERVERS):
            self._supervisor.stop([name for name in together if name in known])
        self._supervisor.shut_down()
        self._supervisor.end_all()

    def remove(self) -> None:
        """Stop, and delete every trace: databases, vhost, bucket, folder."""
        self.close()
        self._supervisor.end_all()  # what is about to be deleted needs no orderly end
        if not self.owns_servers and Supervisor(self.servers).is_running():
            mongod.remove(self.servers, list(map(self._environments.database, processes.SERVICES)))
            rabbitmq.remove(self.servers, self.name)
            for bucket in self._environments.buckets.values():
                seaweedfs.remove(self.servers, bucket, bucket)
        ports.release(self.state.folder)
        shutil.rmtree(self.state.folder, ignore_errors=True)

    # What tests and operators do with it

    def env(self, service: str) -> dict[str, str]:
        """Environment of a service's commands."""
        return self._environments.of(service)

    def cli(self, service: str, *arguments: str, stdin: str = "") -> str:
        """Run an operator command of a service and return what it printed.

        Raises subprocess.CalledProcessError, with its output, when it fails.
        """
        command = [sys.executable, "-m", f"services.{service}.cli", *arguments]
        environment = settings.child_environment() | self.env(service)
        done = subprocess.run(
            command, env=environment, cwd=settings.CHECKOUT, input=stdin, check=True,
            stdout=subprocess.PIPE, stderr=None, text=True,
        )  # fmt: skip
        return done.stdout

    def mongo(self, service: str) -> Database[dict[str, Any]]:
        """The database of a service, with every right; for looking, and for damage on purpose."""
        return self._client[self._environments.database(service)]

    def close(self) -> None:
        """Let go of the connections that `mongo` opened; everything keeps running."""
        if "_client" in self.__dict__:
            self._client.close()
            del self._client

    @functools.cached_property
    def _client(self) -> pymongo.MongoClient[dict[str, Any]]:
        return mongod.admin(self.servers)

    def pids(self, name: str) -> list[int]:
        """Process ids of a program, its children included; empty when it does not run."""
        pid = self._supervised(name).pid(name)
        if not pid:
            return []
        with contextlib.suppress(psutil.NoSuchProcess):
            return [pid, *(child.pid for child in psutil.Process(pid).children(recursive=True))]
        return []

    def kill(self, name: str) -> None:
        """SIGKILL to every process of a program; the supervisor starts it again."""
        for pid in self.pids(name):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)

    def stop(self, *names: str) -> None:
        """Stop programs until they are started again."""
        for name in names:
            self._supervised(name).stop([name])

    def start(self, *names: str) -> None:
        """Start programs and wait until they are ready."""
        self._start(names)

    def instead(self, name: str, *module: str) -> None:
        """Run a service process through another module, which gets the process's own command line after its
        arguments; none of them puts the process back. For faults on purpose: does a test notice?
        """
        self._instead = {name: module} if module else {}
        self._supervisor.configure(self._programs())
        self._start([name])

    def wait_ready(self, *names: str, seconds: float = START_SECONDS) -> None:
        """Wait until programs do their work. Raises health.NotReady."""
        health.wait(self.state, {name: self._check(name) for name in names}, seconds)

    def is_ready(self, name: str) -> bool:
        """Whether a program does its work now."""
        return self._check(name)()

    def status(self) -> dict[str, dict[str, Any]]:
        """State of each program as the supervisor sees it; empty when nothing runs."""
        return self._supervisor.states() if self._supervisor.is_running() else {}

    # Parts

    @classmethod
    def _running_host(cls) -> Path | None:
        """Whose servers a temporary installation may use: those of `make up`, or of its session."""
        for host in (cls.of_checkout(), *map(cls, temporary.lenders())):
            if host.state.exists and host.owns_servers and host.status():
                with contextlib.suppress(health.NotReady):
                    host.wait_ready(*SERVERS, seconds=LENDER_SECONDS)
                    return host.state.folder
        return None

    def _supervised(self, name: str) -> Supervisor:
        if name in SERVERS and not self.owns_servers:
            raise NotOurs(f"{name} serves {self.servers.folder}; ask for own_servers=True")
        return self._supervisor

    def _start(self, names: Collection[str]) -> None:
        for name in names:
            self._supervised(name)
        self._supervisor.start(names)
        self.wait_ready(*names)

    def _provision(self) -> None:
        for service in processes.SERVICES:
            password = self.state.secret(f"database-{service}")
            database = self._environments.database(service)
            mongod.provision(self.servers, database, service, password)
        rabbitmq.provision(self.servers, self.name, list(processes.SERVICES))
        for service, bucket in self._environments.buckets.items():
            seaweedfs.provision(self.servers, bucket, bucket, self._environments.bucket_secret(service))

    def _programs(self) -> list[Program]:
        variables = self._environments
        own = [
            *maildev.programs(self.state),
            *clamd.programs(self.state),
            *openid.programs(self.state, self.url),
            *(
                programs.service(self.state, variables, process, self._instead.get(process.name, ()))
                for process in processes.PROCESSES
            ),
            programs.gateway(self.state, *self._attempts),
        ]
        if not self.owns_servers:
            return own
        return [*mongod.programs(self.state), *rabbitmq.programs(self.state), *seaweedfs.programs(self.state), *own]

    def _check(self, name: str) -> Callable[[], bool]:
        return lambda: programs.is_ready(name, self.state, self.servers)
