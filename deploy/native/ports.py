"""Free TCP ports on the loopback, chosen once per state folder.

Each state folder claims a block of its own below the kernel's ephemeral range, so that two
installations that start at the same moment, or a passing outgoing connection, never take the
same port.
"""

import contextlib
import os
import random
import socket
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path

from deploy.native import settings

BLOCK = 64
FIRST, LAST = 20_000, 32_000
# The few ports that a person types; they are kept when free and replaced when not.
FAMILIAR = {"https": 8443}


class NoFreePort(Exception):
    """Every block of ports is claimed by another installation or in use."""


def choose(folder: Path, names: Iterable[str], familiar: bool) -> dict[str, int]:
    """A port for each name: what the operator wants, else a familiar one, else one of our block.

    Raises NoFreePort when the machine has no block left.
    """
    block = _claim_block(folder)
    return {name: _port(name, block, familiar) for name in names}


def is_free(port: int) -> bool:
    """Whether nothing listens on the port, on the loopback."""
    with closing(socket.socket()) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def release(folder: Path) -> None:
    """Give back the block of a folder that is about to go."""
    for claim in _claims_folder().iterdir():
        with contextlib.suppress(FileNotFoundError):  # another may be releasing its own
            if claim.read_text() == str(folder):
                claim.unlink()


def _port(name: str, block: Iterator[int], familiar: bool) -> int:
    wanted = settings.wanted_port(name) if familiar else None
    if wanted:
        return wanted
    usual = FAMILIAR.get(name) if familiar else None
    return usual if usual and is_free(usual) else next(block)


def _claims_folder() -> Path:
    folder = Path(tempfile.gettempdir()) / f"mes-ports-{os.getuid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def _claim_block(folder: Path) -> Iterator[int]:
    starts = list(range(FIRST, LAST, BLOCK))
    random.shuffle(starts)
    for start in starts:
        claim = _claims_folder() / str(start)
        if claim.exists() and not Path(claim.read_text() or "/").exists():
            claim.unlink(missing_ok=True)  # its installation is gone
        ports = range(start, start + BLOCK)
        if not claim.exists() and all(is_free(port) for port in ports) and _claim(claim, folder):
            return iter(ports)
    raise NoFreePort(f"no block of {BLOCK} free ports between {FIRST} and {LAST}")


def _claim(claim: Path, folder: Path) -> bool:
    try:
        with claim.open("x") as file:  # "x" creates or fails: two starters never share a block
            file.write(str(folder))
    except FileExistsError:
        return False
    return True
