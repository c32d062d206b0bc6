"""clamd, for an operator who wants deposits scanned: `MES_ANTIVIRUS=yes make up`.

It is the machine's (Debian's clamav-daemon), with the signatures that freshclam keeps in `MES_ANTIVIRUS_DATABASE`.
With the public signatures it takes more than a gigabyte of memory, so it is not started unless asked for.
"""

import socket
from pathlib import Path

from deploy.native import settings
from deploy.native.state import State, write_private
from deploy.native.supervision import Program

NAME = "clamd"


def programs(state: State) -> list[Program]:
    """clamd on a socket that only its owner may open; none unless the operator asked for it."""
    if not settings.scans_deposits():
        return []
    return [program(state.path("servers", NAME), settings.signatures())]


def program(folder: Path, signatures: Path) -> Program:
    """clamd with its socket and temporary files in `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    config = "\n".join(
        [
            f"LocalSocket {endpoint(folder)}",
            "LocalSocketMode 600",
            f"DatabaseDirectory {signatures}",
            f"TemporaryDirectory {folder}",
            "Foreground yes",
            "StreamMaxLength 16M",
            "MaxThreads 4",
            # What is looked into for longer is reported as an error, not as clean.
            "MaxScanTime 8000",
            "AlertExceedsMax yes",
            "ExitOnOOM yes",
            "",
        ]
    )
    path = folder / "clamd.conf"
    write_private(path, config)
    return Program(NAME, ["clamd", f"--config-file={path}"], inputs=config)


def endpoint(folder: Path) -> Path:
    """The socket."""
    return folder / "clamd.sock"


def is_ready(folder: Path) -> bool:
    """Whether it answers; it takes its time to load the signatures."""
    with socket.socket(socket.AF_UNIX) as asking:
        asking.settimeout(2)
        try:
            asking.connect(str(endpoint(folder)))
            asking.sendall(b"zPING\0")
            return asking.recv(16) == b"PONG\0"
        except OSError:
            return False
