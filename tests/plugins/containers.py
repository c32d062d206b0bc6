"""`INFRA=containers`: the session's servers come from images, in testcontainers.

Tests that kill a server still start one of their own, natively. The session that starts them removes them; its workers
learn of them by their environment.
"""

import os
from contextlib import ExitStack
from pathlib import Path

import pytest

FOLDER = "MES_TEST_SERVERS"


def folder() -> Path | None:
    """State folder of the session's servers in containers; None when the servers are native."""
    known = os.environ.get(FOLDER)
    return Path(known) if known else None


def pytest_configure(config: pytest.Config) -> None:
    """Start them before the workers, which inherit the environment."""
    if os.environ.get("INFRA", "native") != "containers" or folder():
        return
    # Here, for no other session needs this second of imports.
    from tests.support import containers

    stack = ExitStack()
    config.add_cleanup(stack.close)
    os.environ[FOLDER] = str(stack.enter_context(containers.servers()))
    stack.callback(os.environ.pop, FOLDER)
