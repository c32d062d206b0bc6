"""Settings from the environment: the only reader of `os.environ` in the house.

Guarantee: a process starts with all its settings, typed, or not at all, and then names every
setting that is missing or unreadable at once.
"""

import base64
import dataclasses
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar, get_type_hints

T = TypeVar("T")

REPOSITORY = Path(__file__).resolve().parent.parent


class SettingsMissing(Exception):
    """Raised at start; the message holds names of settings only, never a value."""

    log_safe = True

    def __init__(self, missing: list[str], unreadable: list[str]) -> None:
        self.missing = missing
        self.unreadable = unreadable
        parts = []
        if missing:
            parts.append("missing: " + ", ".join(missing))
        if unreadable:
            parts.append("unreadable: " + ", ".join(unreadable))
        super().__init__("settings " + "; ".join(parts))


@dataclass(frozen=True, kw_only=True)
class ServiceSettings:
    """What each process of each service needs; a service adds its own fields in a subclass."""

    service: str
    mongo_url: str = field(repr=False)
    mongo_db: str
    broker_url: str = field(repr=False)
    public_url: str
    jwks_url: str = ""
    contracts_dir: Path = REPOSITORY / "contracts"
    log_level: str = "INFO"
    probe_port: int = 0
    probe_host: str = "127.0.0.1"
    relay_bell: str = ""
    """`host:port` (UDP) where the service's relay hears at once of events to publish; empty: within a second."""
    max_content_length: int = 6 * 2**20
    """Bytes of a request body beyond which the answer is 413."""
    prometheus_multiproc_dir: str = ""


def load(cls: type[T], env: Mapping[str, str] | None = None) -> T:
    """Build the frozen dataclass `cls` from `env` (field `mongo_url` is read from `MONGO_URL`).

    An empty variable counts as absent. `bytes` is base64, `tuple[str, ...]` is comma-separated.
    Raises SettingsMissing naming all that is missing or unreadable.
    """
    source = os.environ if env is None else env
    hints = get_type_hints(cls)
    values: dict[str, Any] = {}
    missing: list[str] = []
    unreadable: list[str] = []
    for each in dataclasses.fields(cls):  # type: ignore[arg-type]  # a dataclass, by contract
        name, raw = each.name.upper(), source.get(each.name.upper(), "")
        if raw:
            try:
                values[each.name] = _READERS[hints[each.name]](raw)
            except ValueError:
                unreadable.append(name)
        elif each.default is dataclasses.MISSING and each.default_factory is dataclasses.MISSING:
            missing.append(name)
    if missing or unreadable:
        raise SettingsMissing(missing, unreadable)
    return cls(**values)


def _bool(raw: str) -> bool:
    try:
        return {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}[raw.lower()]
    except KeyError:
        raise ValueError("not a boolean") from None


def _bytes(raw: str) -> bytes:
    return base64.b64decode(raw, validate=True)  # binascii.Error is a ValueError


def _words(raw: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in raw.split(",") if word.strip())


_READERS: dict[Any, Callable[[str], Any]] = {
    str: str,
    int: int,
    float: float,
    bool: _bool,
    bytes: _bytes,
    Path: Path,
    tuple[str, ...]: _words,
}
