"""Password hashing: argon2id with explicit parameters, behind a bulkhead.

OWASP's parameters: 19 MiB, two passes, one lane. A hash costs a core for tens of milliseconds, so only a few run at
once: a storm of logins queues here instead of taking the machine's memory and everyone's latency with it.
"""

import threading
import unicodedata
from functools import cached_property

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from services.identity.errors.login import Overloaded

_WAIT_S = 5.0


class Passwords:
    """Hashes and verifies passwords; at most `slots` computations at the same time."""

    def __init__(self, slots: int) -> None:
        self._hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
        self._slots = threading.BoundedSemaphore(slots)

    @cached_property
    def _dummy(self) -> str:
        """The hash compared with when nobody has the identifier: the work must be the same (LOG-08)."""
        return self._hasher.hash("nobody has this password")

    def warm_up(self) -> None:
        """Compute the dummy hash now, so that the first unknown identifier costs no more than the next."""
        _ = self._dummy

    def hash(self, password: str) -> str:
        """Return the salted hash. Raises Overloaded when no slot frees itself within five seconds."""
        with _Slot(self._slots):
            return self._hasher.hash(normal_form(password))

    def matches(self, kept: str | None, password: str) -> bool:
        """Tell whether `password` is the one hashed as `kept`; None costs the same and is never right."""
        with _Slot(self._slots):
            try:
                self._hasher.verify(kept or self._dummy, normal_form(password))
            except (VerificationError, InvalidHashError):
                return False
        return kept is not None


def normal_form(password: str) -> str:
    """The same signs typed on another keyboard are the same password (NIST SP 800-63B, 3.1.1.2)."""
    return unicodedata.normalize("NFKC", password)


class _Slot:
    def __init__(self, slots: threading.BoundedSemaphore) -> None:
        self._slots = slots

    def __enter__(self) -> None:
        if not self._slots.acquire(timeout=_WAIT_S):
            raise Overloaded

    def __exit__(self, *_: object) -> None:
        self._slots.release()
