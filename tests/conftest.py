"""One installation for a whole test session, shared by every pytest-xdist worker."""

import fcntl
import json
import os
import random
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import hypothesis
import pymongo.message
import pytest
from hypothesis import HealthCheck

from deploy.native.installation import Installation
from tests.plugins import containers

# pymongo numbers its messages with the global generator, also from background threads of applications that tests
# built; Hypothesis takes each such draw in another thread for a property that depends on chance.
vars(pymongo.message)["random"] = random.Random()

# Properties are about rules, not about how busy the machine is; and what holds for a change holds when it runs again.
hypothesis.settings.register_profile(
    "rules", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
hypothesis.settings.load_profile("rules")


@pytest.fixture(scope="session")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """Only the servers, with databases, vhost and bucket provisioned, and the mail catcher.

    They are those of `make up` when it runs, else they are started for this session. With `INFRA=containers` they
    come from images.
    """
    with _shared(tmp_path_factory, "servers", ("maildev",)) as installation:
        yield installation


@pytest.fixture(scope="session")
def mes(servers: Installation, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """The whole platform with throw-away data: every service, the gateway, on the session's servers.

    The first worker that asks starts it, the last one that leaves removes it. When a worker is
    killed, the installation belongs to the main process, and the next session sweeps it.
    """
    with _shared(tmp_path_factory, "platform", None, provider=True) as installation:
        yield installation


@contextmanager
def _shared(
    factory: pytest.TempPathFactory, name: str, only: tuple[str, ...] | None, provider: bool = False
) -> Iterator[Installation]:
    # Each worker has a folder of its own below that of the session.
    parallel = "PYTEST_XDIST_WORKER" in os.environ
    base = factory.getbasetemp()
    session = base.parent if parallel else base
    owner = os.getppid() if parallel else os.getpid()
    register = session / f"{name}.json"
    with _locked(register) as users:
        if "folder" not in users:
            lends = only is not None
            made = Installation.make_temporary(
                only=only, owner=owner, lends=lends, provider=provider, servers=containers.folder()
            )
            users["folder"] = str(made.state.folder)
        users["count"] = users.get("count", 0) + 1
        installation = Installation(Path(users["folder"]))
    try:
        yield installation
    finally:
        installation.close()
        with _locked(register) as users:
            users["count"] -= 1
            if not users["count"]:
                installation.remove()
                del users["folder"]


@contextmanager
def _locked(register: Path) -> Iterator[dict[str, Any]]:
    with register.open("a+") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        file.seek(0)
        users: dict[str, Any] = json.loads(file.read() or "{}")
        try:
            yield users
        finally:
            file.truncate(0)
            file.write(json.dumps(users))
            file.flush()
