"""Tells the relay of a service at once which collections have gained events to publish.

Every process of the service rings after each acknowledged write that carried events: one datagram to the
relay's bell, holding names of collections. Only a help: a ring may be lost or be for nothing, so the
relay also looks around now and then, and whoever rings without right only makes it look once more.
"""

import math
import select
import socket
import threading
import time
from collections.abc import Iterable
from contextlib import suppress

from pymongo import monitoring

_LONGEST = 512
_AT_ONCE = 1_000
"""Rings heard together: a flood of them must not keep the relay from its work."""
_ADDRESSES_KEPT_S = 30.0
_WRITES = frozenset({"insert", "update", "findAndModify"})


class _Carried(threading.local):
    """What this thread (or green thread) is about to commit."""

    def __init__(self) -> None:
        self.events = False
        self.collections: set[str] = set()


_carried = _Carried()


def _forget() -> None:
    _carried.events, _carried.collections = False, set()


def carries_events() -> None:
    """The next write or transaction of this thread adds events to what it writes."""
    _carried.events = True


class Ringer(monitoring.CommandListener):
    """Rings for a client of the database. `address` is `host:port`; a host may stand for several relays."""

    def __init__(self, address: str) -> None:
        self._host, _, port = address.rpartition(":")
        self._port = int(port)
        self._addresses: list[str] = []
        self._resolved_at = float("-inf")

    def started(self, event: monitoring.CommandStartedEvent) -> None:
        """Remember where events are written to."""
        if _carried.events and event.command_name in _WRITES:
            _carried.collections.add(str(event.command[event.command_name]))
            if "autocommit" in event.command:  # within a transaction: nothing is there before its commit
                return
            _carried.events = False

    def succeeded(self, event: monitoring.CommandSucceededEvent) -> None:
        """Ring when what carried events is acknowledged."""
        if event.command_name == "abortTransaction":
            _forget()
        if event.command_name == "commitTransaction":
            _carried.events = False
        if _carried.collections and not _carried.events:
            self._ring(_carried.collections)
            _carried.collections = set()

    def failed(self, event: monitoring.CommandFailedEvent) -> None:
        """A write that failed may still have been done: its retry or the relay's look around finds it."""
        if event.command_name in ("abortTransaction", "commitTransaction"):
            _forget()

    def _ring(self, collections: Iterable[str]) -> None:
        said = ",".join(sorted(collections)).encode()[:_LONGEST]
        with suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as wire:
            for address in self._relays():
                wire.sendto(said, (address, self._port))

    def _relays(self) -> list[str]:
        if time.monotonic() - self._resolved_at > _ADDRESSES_KEPT_S:
            self._resolved_at = time.monotonic()
            found = socket.getaddrinfo(self._host, self._port, socket.AF_INET, socket.SOCK_DGRAM)
            self._addresses = sorted({str(each[4][0]) for each in found})
        return self._addresses


class Doorbell:
    """Where the relay hears the rings for its `collections`; without an `address` (`host:port`), where nobody rings."""

    def __init__(self, collections: Iterable[str], address: str = "") -> None:
        """Raises OSError when none of the addresses that `address` stands for is ours, or the port is taken."""
        self._collections = frozenset(collections)
        host, _, port = (address or "127.0.0.1:0").rpartition(":")
        self._socket = _bound(host, int(port))
        self._socket.setblocking(False)
        self._all_at = float("-inf")

    @property
    def address(self) -> str:
        """Where to ring."""
        host, port = self._socket.getsockname()
        return f"{host}:{port}"

    def close(self) -> None:
        """Hear no more."""
        self._socket.close()

    def wake(self) -> None:
        """Let whoever waits go on."""
        with suppress(OSError):
            self._socket.sendto(b"", self._socket.getsockname())

    def wait(self, seconds: float, at_most_s: float = math.inf) -> frozenset[str]:
        """The collections that gained something since the last call, as soon as there is one.

        All of them when `seconds` went by since all were last returned; none when woken for another reason, or when
        nobody rang for `at_most_s`.
        """
        until = self._all_at + seconds
        select.select([self._socket], [], [], max(0.0, min(until - time.monotonic(), at_most_s)))
        found = self._heard()
        if time.monotonic() < until:
            return found
        self._all_at = time.monotonic()
        return self._collections

    def _heard(self) -> frozenset[str]:
        found: set[str] = set()
        with suppress(BlockingIOError):
            for _ in range(_AT_ONCE):
                found.update(self._socket.recv(_LONGEST).decode("ascii", "replace").split(","))
        return self._collections & found


def _bound(host: str, port: int) -> socket.socket:
    """A socket on the first address of `host` that is this machine's: with several relays, each has its own."""
    fault: OSError | None = None
    for *_, address in socket.getaddrinfo(host, port, socket.AF_INET, socket.SOCK_DGRAM):
        bell = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        try:
            bell.bind(address)
        except OSError as refused:
            bell.close()
            fault = refused
        else:
            return bell
    raise fault or OSError(f"no address for {host}")
