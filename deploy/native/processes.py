"""Every service process of an installation: the one table that the launcher starts and tests read."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

Kind = Literal["api", "worker", "relay"]


@dataclass(frozen=True)
class Process:
    """One process of a service."""

    service: str
    kind: Kind

    @property
    def name(self) -> str:
        """Program name, also of its port, its log and its environment file."""
        return f"{self.service}-{self.kind}"


SERVICES = ("identity", "documents", "consent", "messaging", "notifier", "profile")
KINDS: tuple[Kind, ...] = ("api", "worker", "relay")
PROCESSES = tuple(Process(service, kind) for service in SERVICES for kind in KINDS)

# gunicorn workers per API, each with THREADS threads. documents converts and seals files, which
# takes processor time; the others mostly wait for their database.
API_WORKERS: Mapping[str, int] = MappingProxyType({"documents": 2})
THREADS = 8


def command(process: Process, python: str, port: int) -> list[str]:
    """The command line of a process; `port` is where an API listens (a probe's port is a setting)."""
    package = f"services.{process.service}"
    match process.kind:
        case "worker":
            return [python, "-m", "chassis.worker", f"{package}.worker"]
        case "relay":
            return [python, "-m", "chassis.relay", f"{package}.store"]
        case "api":
            workers = API_WORKERS.get(process.service, 1)
            return [
                python, "-m", "gunicorn", f"{package}.api:create_app()",
                "-k", "gthread", "-w", str(workers), "--threads", str(THREADS),
                "--no-control-socket", "-b", f"127.0.0.1:{port}", "-c", "deploy/gunicorn.conf.py",
            ]  # fmt: skip
