"""Data keys: one a record, wrapped by the installation's `MASTER_KEY`, so that erasing the row erases the messages.

A data key is unwrapped once and remembered for a minute, for the records in use; no key ever leaves the process.
"""

import os
import threading
import time
from collections import OrderedDict

from chassis.sealing import KEY_BYTES, Sealer
from services.messaging.store import Database, keys

_REMEMBERED = 2_000
_MEMORY_S = 60.0


class KeyDestroyed(Exception):
    """The record has no key: nothing of it can be opened."""

    log_safe = True


class Keyring:
    """Gives the sealer of a record."""

    def __init__(self, db: Database, master_key: bytes) -> None:
        self._db = db
        self._master = Sealer(master_key)
        self._memory: OrderedDict[str, tuple[Sealer, float]] = OrderedDict()
        self._lock = threading.Lock()

    def sealer(self, record: str) -> Sealer:
        """The sealer of a record that has messages. Raises KeyDestroyed, or SealBroken with another MASTER_KEY."""
        with self._lock:
            held, until = self._memory.get(record, (None, 0.0))
        if held is not None and until > time.monotonic():
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
            fresh = self._master.seal(os.urandom(KEY_BYTES), record.encode())
            return self._remember(record, keys.keep(self._db, record, fresh))

    def _remember(self, record: str, wrapped: bytes) -> Sealer:
        sealer = Sealer(self._master.open(wrapped, record.encode()))
        with self._lock:
            self._memory[record] = (sealer, time.monotonic() + _MEMORY_S)
            self._memory.move_to_end(record)
            while len(self._memory) > _REMEMBERED:
                self._memory.popitem(last=False)
        return sealer
