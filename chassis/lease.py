"""One holder at a time: a lease in MongoDB that its holder renews, and that others take when it stalls.

Time is told by no wall clock: a challenger counts, by its own monotonic clock, how long the counter
has stood still. A holder that died on the same machine is replaced at once. Two holders for a moment
are possible (one was suspended) and must be harmless to what the lease guards.
"""

import os
import time
from pathlib import Path
from typing import Any

from pymongo.collection import Collection
from pymongo.errors import DuplicateKeyError
from pymongo.write_concern import WriteConcern

from chassis.connection import Database

EXPIRES_S = 5.0
RENEW_S = 2.0


class Lease:
    """Call `held` before each piece of work, at least once a second while idle."""

    def __init__(self, db: Database, name: str) -> None:
        # A lease lost in a failover is only taken anew: no need to wait for the journal.
        self._leases: Collection[dict[str, Any]] = db["leases"].with_options(write_concern=WriteConcern(w=1))
        self._name, self._me = name, f"{_machine()}/{os.getpid()}/{time.monotonic_ns()}"
        self._renewed_at = float("-inf")
        self._seen: tuple[str, int] = ("", -1)
        self._seen_at = time.monotonic()

    def held(self) -> bool:
        """Whether we hold the lease now; renews it, or tries to take it, when due."""
        if time.monotonic() - self._renewed_at < RENEW_S:
            return True
        now = time.monotonic()
        mine = {"_id": self._name, "holder": self._me}
        if self._leases.update_one(mine, {"$inc": {"counter": 1}}).matched_count or self._take(now):
            self._renewed_at = now
            return True
        return False

    def release(self) -> None:
        """Let another take it at once."""
        self._renewed_at = float("-inf")
        self._leases.delete_one({"_id": self._name, "holder": self._me})

    def _take(self, now: float) -> bool:
        held = self._leases.find_one({"_id": self._name})
        if held is None:
            try:
                self._leases.insert_one({"_id": self._name, "holder": self._me, "counter": 0})
            except DuplicateKeyError:
                return False
            return True
        seen = (held["holder"], held["counter"])
        if seen != self._seen:
            self._seen, self._seen_at = seen, now
        if now - self._seen_at < EXPIRES_S and not _died_here(held["holder"]):
            return False
        stalled = {"_id": self._name, "holder": held["holder"], "counter": held["counter"]}
        mine = {"$set": {"holder": self._me}, "$inc": {"counter": 1}}
        return self._leases.update_one(stalled, mine).matched_count == 1


def _machine() -> str:
    """What tells one set of process ids from another: this boot, this process-id namespace."""
    return Path("/proc/sys/kernel/random/boot_id").read_text().strip() + "/" + str(Path("/proc/self/ns/pid").readlink())


def _died_here(holder: str) -> bool:
    machine, process, _ = holder.rsplit("/", 2)
    return machine == _machine() and not Path("/proc", process).exists()
