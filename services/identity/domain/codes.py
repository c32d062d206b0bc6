"""Provisional codes (ACT-12, ACT-19 to ACT-21) and one-time login codes (LOG-07, LOG-09)."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from services.identity.domain.people import end_of_day

# Crockford's base 32: no I, L, O, U, so nothing to confuse on paper; 9 characters are 45 bits.
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LOOKALIKES = str.maketrans({"O": "0", "I": "1", "L": "1"})
PROVISIONAL_LENGTH = 9
PROVISIONAL_TRIES = 10

LOGIN_CODE_LIFE = timedelta(minutes=5)
LOGIN_CODE_TRIES = 5


def new_provisional_code() -> str:
    """Return a fresh code in three groups of three, e.g. `7KQ-2MD-X9T`."""
    drawn = "".join(secrets.choice(_ALPHABET) for _ in range(PROVISIONAL_LENGTH))
    return "-".join(drawn[i : i + 3] for i in range(0, PROVISIONAL_LENGTH, 3))


def normalise_provisional_code(text: str) -> str:
    """Return what was meant: no spaces or dashes, upper case, O read as 0, I and L as 1."""
    return "".join(c for c in text.upper() if c.isalnum()).translate(_LOOKALIKES)


def new_login_code() -> str:
    """Return six digits from the system's secure source."""
    return f"{secrets.randbelow(1_000_000):06d}"


@dataclass(frozen=True)
class ProvisionalCode:
    """A code as kept: its keyed hash, never the code; a person has at most one."""

    keyed_hash: str
    notified_at: datetime
    expires_at: datetime
    tries: int = 0
    consumed_at: datetime | None = None

    def is_live(self, now: datetime) -> bool:
        """Tell whether the code can still be used: neither expired, nor consumed, nor tried ten times."""
        return self.consumed_at is None and now < self.expires_at and self.tries < PROVISIONAL_TRIES


def issue_provisional_code(keyed_hash: str, notified_at: datetime, life: timedelta) -> ProvisionalCode:
    """Return the code of someone notified at `notified_at`: its life runs from there (C-02), its last day is whole."""
    return ProvisionalCode(keyed_hash, notified_at, end_of_day(notified_at + life))
