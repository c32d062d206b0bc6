"""The state folder of an installation: ports, secrets, rendered files, data, logs."""

import contextlib
import fcntl
import json
import os
import secrets
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from deploy.native import ports

FOLDERS = ("run", "logs", "keys", "env", "servers")


class State:
    """One folder; whatever is chosen in it is chosen once and kept."""

    def __init__(self, folder: Path, familiar_ports: bool = False) -> None:
        self.folder = folder
        self._familiar_ports = familiar_ports

    @property
    def exists(self) -> bool:
        """Whether an installation was ever prepared here."""
        return (self.folder / "ports.json").exists()

    def prepare(self, port_names: Iterable[str]) -> None:
        """Create the folders and choose the ports that are not chosen yet."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for name in FOLDERS:
            (self.folder / name).mkdir(mode=0o700, exist_ok=True)
        chosen: dict[str, int] = self.read("ports.json", {})
        missing = [name for name in port_names if name not in chosen]
        if missing:
            new = ports.choose(self.folder, missing, self._familiar_ports)
            self.write("ports.json", chosen | new)

    def has_port(self, name: str) -> bool:
        """Whether a port is chosen for `name`: an installation of before has none yet for what is new."""
        return name in self.read("ports.json", {})

    def port(self, name: str) -> int:
        """The port chosen for `name`."""
        return int(self.read("ports.json", {})[name])

    def secret(self, name: str) -> str:
        """A secret of 43 URL-safe characters (32 random bytes), made at its first use."""
        known: dict[str, str] = self.read("secrets.json", {})
        if name not in known:
            known[name] = secrets.token_urlsafe(32)
            self.write("secrets.json", known)
        return known[name]

    def has_secret(self, name: str) -> bool:
        """Whether there is such a secret; makes none."""
        return name in self.read("secrets.json", {})

    def read(self, name: str, default: Any) -> Any:
        """The JSON file `name`, or `default` when there is none."""
        try:
            return json.loads((self.folder / name).read_text())
        except FileNotFoundError:
            return default

    def write(self, name: str, content: Any) -> None:
        """Replace the JSON file `name` at once: never a half file, readable by its owner only."""
        write_private(self.folder / name, json.dumps(content, indent=1))

    @contextlib.contextmanager
    def locked(self, name: str = "lock") -> Iterator[None]:
        """Hold the folder, or the part of it that has this name: of two that change it, the second waits."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with os.fdopen(os.open(self.folder / name, os.O_RDWR | os.O_CREAT, 0o600), "r+") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield

    def path(self, *parts: str) -> Path:
        """A path inside the folder."""
        return self.folder.joinpath(*parts)


def write_private(path: Path, text: str) -> None:
    """Replace a file at once, mode 0600."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    beside = path.with_name(f"{path.name}.{os.getpid()}.new")
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(text)
    beside.replace(path)
