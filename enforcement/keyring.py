"""Data keys: one a record, wrapped by a master key, so that erasing the row erases what is sealed.

Master keys have versions. Each lies in the database sealed by the installation's `MASTER_KEY`, so that every
process knows a new one as soon as it meets it, and rotation needs no restart. A data key is unwrapped once and
remembered for a minute, for the records in use; no key ever leaves the process.
"""

import os
import threading
import time
from collections import OrderedDict
from dataclasses import dataclass, field

from chassis import mongo
from chassis.connection import Database
from chassis.sealing import KEY_BYTES, SealBroken, Sealer
from chassis.settings import ServiceSettings
from enforcement.store import keys
from enforcement.store.keys import Master, Wrapped

_REMEMBERED = 2_000
_MEMORY_S = 60.0


@dataclass(frozen=True, kw_only=True)
class KeyringSettings(ServiceSettings):
    """Of a service that seals what it keeps. `MASTER_KEY` is 32 bytes in base64 and wraps the records' data keys."""

    master_key: bytes = field(repr=False)
    master_key_before: bytes = field(default=b"", repr=False)
    """The key that `MASTER_KEY` replaces, until `rotate-master-key` has run."""


class KeyDestroyed(Exception):
    """The record has no key: nothing of it can be opened."""

    log_safe = True


class Keyring:
    """Gives the sealer of a record. `before` is the `MASTER_KEY` that is being replaced, empty when none is."""

    def __init__(self, db: Database, master_key: bytes, before: bytes = b"") -> None:
        self._db = db
        self._roots = [Sealer(each) for each in (master_key, before) if each]
        self._masters: dict[int, Sealer] = {}
        self._memory: OrderedDict[str, tuple[Sealer, float]] = OrderedDict()
        self._lock = threading.Lock()

    def sealer(self, record: str) -> Sealer:
        """The sealer of a record. Raises KeyDestroyed when it has none, SealBroken with another MASTER_KEY."""
        held = self._recall(record)
        if held is not None:
            return held
        wrapped = keys.find(self._db, record)
        if wrapped is None:
            raise KeyDestroyed
        return self._remember(record, wrapped)

    def sealer_to_write(self, record: str) -> Sealer:
        """The sealer of a record, with a new key if it had none; two at once get the same one."""
        try:
            return self.sealer(record)
        except KeyDestroyed:
            with mongo.bounded():  # a rotation waits as long before it retires the version read here
                fresh = self.wrap(record, os.urandom(KEY_BYTES), self.newest())
                return self._remember(record, keys.keep(self._db, record, fresh))

    def newest(self) -> int:
        """The version of the master key that wraps new keys, as it stands this moment.

        What is wrapped by it must be kept in the same `mongo.bounded()`: it may be retired later.
        """
        made = keys.masters(self._db)
        return made[0].version if made else 0

    def wrap(self, record: str, key: bytes, version: int) -> Wrapped:
        """A data key, wrapped for its record by that version."""
        return Wrapped(version, self._master(version).seal(key, record.encode()))

    def unwrap(self, record: str, wrapped: Wrapped) -> bytes:
        """The data key. Raises SealBroken."""
        if wrapped.master == 0:
            return self._opened(wrapped.key, record.encode())
        return self._master(wrapped.master).open(wrapped.key, record.encode())

    def new_master(self, version: int) -> bytes:
        """A new master key, sealed by `MASTER_KEY` for that version."""
        return self._roots[0].seal(os.urandom(KEY_BYTES), _place(version))

    def opens_without_before(self, master: Master) -> bool:
        """Whether `MASTER_KEY` alone opens a living master key, without the one that it replaces."""
        try:
            self._roots[0].open(master.sealed or b"", _place(master.version))
        except SealBroken:
            return False
        return True

    def _master(self, version: int) -> Sealer:
        if version == 0:
            return self._roots[0]
        if version not in self._masters:
            sealed = next((each.sealed for each in keys.masters(self._db) if each.version == version), None)
            if sealed is None:
                raise SealBroken("a master key that is not there")
            self._masters[version] = Sealer(self._opened(sealed, _place(version)))
        return self._masters[version]

    def _opened(self, sealed: bytes, context: bytes) -> bytes:
        for root in self._roots[:-1]:
            try:
                return root.open(sealed, context)
            except SealBroken:
                continue  # sealed before MASTER_KEY was replaced
        return self._roots[-1].open(sealed, context)

    def _recall(self, record: str) -> Sealer | None:
        with self._lock:
            sealer, until = self._memory.get(record, (None, 0.0))
            return sealer if until > time.monotonic() else None

    def _remember(self, record: str, wrapped: Wrapped) -> Sealer:
        sealer = Sealer(self.unwrap(record, wrapped))
        with self._lock:
            self._memory[record] = (sealer, time.monotonic() + _MEMORY_S)
            self._memory.move_to_end(record)
            while len(self._memory) > _REMEMBERED:
                self._memory.popitem(last=False)
        return sealer


def keyring_of(db: Database, settings: KeyringSettings) -> Keyring:
    """The keyring of a service."""
    return Keyring(db, settings.master_key, settings.master_key_before)


def _place(version: int) -> bytes:
    return f"master-key/{version}".encode()
