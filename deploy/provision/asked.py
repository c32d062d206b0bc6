"""What a container that provisions is told, by environment variables."""

import os
import sys
import time
from collections.abc import Callable, Iterable

PATIENCE_S = 120


def told(names: Iterable[str]) -> dict[str, str]:
    """The values of variables. Exits, naming all that are missing or empty."""
    found = {name: os.environ.get(name, "") for name in names}
    if missing := [name for name, value in found.items() if not value]:
        sys.exit(f"not set: {', '.join(missing)}; deploy/compose.env is made by `make compose-env`")
    return found


def wait(ready: Callable[[], bool], *passing: type[Exception]) -> None:
    """Wait until `ready` says so; exceptions that pass by themselves count as no. Raises TimeoutError."""
    end = time.monotonic() + PATIENCE_S
    last: Exception | None = None
    while time.monotonic() < end:
        try:
            if ready():
                return
        except passing as failure:
            last = failure
        time.sleep(0.5)
    raise TimeoutError(f"not ready after {PATIENCE_S} s") from last
