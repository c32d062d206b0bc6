"""Folders of temporary installations, and the removal of those whose owner died."""

import contextlib
import hashlib
import json
import os
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import psutil

from deploy.native.settings import CHECKOUT
from deploy.native.state import State

# Of this checkout only: another checkout sweeps its own.
PREFIX = f"mes-{hashlib.sha256(str(CHECKOUT).encode()).hexdigest()[:6]}-"
ABANDONED_SECONDS = 60
# A process tells when it began by the machine's clock, which may be set meanwhile.
CLOCK_SET_SECONDS = 60


def new_folder(owner: int, servers: Path | None, facts: Mapping[str, Any]) -> Path:
    """A folder that says whose it is and what it will hold, before there is anything to remove.

    It is swept when the process `owner` is gone. `servers` is the folder of the installation on
    whose servers it lives, None for its own; `facts` is what else the installation remembers of itself.
    """
    folder = Path(tempfile.mkdtemp(prefix=PREFIX))
    name = "t" + hashlib.sha256(str(folder).encode()).hexdigest()[:10]
    host = str(servers) if servers else None
    State(folder).write("installation.json", {"name": name, "servers": host, **facts})
    State(folder).write("owner.json", {"pid": owner, "started": psutil.Process(owner).create_time()})
    return folder


def lenders() -> Iterator[Path]:
    """Installations that lend their servers to this process, or to the workers of its parent."""
    family = (os.getpid(), os.getppid())
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        state = State(folder)
        lends = state.read("installation.json", {}).get("lends", False)
        if lends and state.read("owner.json", {}).get("pid") in family and not _owner_is_gone(folder):
            yield folder


def sweep(remove: Callable[[Path], None]) -> None:
    """Remove every temporary installation whose owner is gone."""
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        if _owner_is_gone(folder):
            remove(folder)


def _owner_is_gone(folder: Path) -> bool:
    with contextlib.suppress(psutil.NoSuchProcess, FileNotFoundError, json.JSONDecodeError):
        owner = State(folder).read("owner.json", None)
        if owner is None:  # it is being made this very moment, unless its maker was killed there
            return time.time() - folder.stat().st_mtime > ABANDONED_SECONDS
        began: float = psutil.Process(owner["pid"]).create_time()
        return bool(abs(began - owner["started"]) > CLOCK_SET_SECONDS)
    return True
