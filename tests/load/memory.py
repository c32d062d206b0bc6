"""Memory in MiB: the proportional set size, in which a page that processes share counts once."""

import contextlib

import psutil

from deploy.native.installation import OWN, SERVERS, Installation
from deploy.native.processes import PROCESSES


def taken(installation: Installation) -> dict[str, float]:
    """By kind: the services' processes, and every process with gateway, mail and servers."""
    services = sum(of(installation, process.name) for process in PROCESSES)
    around = sum(of(installation, name) for name in OWN) - services
    # The servers may be those of another installation, which this one only lives on.
    host = installation if installation.owns_servers else Installation(installation.servers.folder)
    servers = sum(of(host, name) for name in SERVERS)
    return {"services": services, "all": services + around + servers}


def of(installation: Installation, name: str) -> float:
    """Of the processes of one name."""
    total = 0
    for pid in installation.pids(name):
        with contextlib.suppress(psutil.NoSuchProcess):
            total += psutil.Process(pid).memory_full_info().pss
    return total / 2**20
