"""Growing pauses after wrong tries (ACT-22, goals: one-time codes and enumeration)."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True)
class Policy:
    """How many tries are free, and how the pause grows after them.

    `forget` is how long without any try makes the count start again from zero.
    """

    name: str
    free: int
    first: timedelta
    longest: timedelta
    forget: timedelta

    def pause(self, count: int) -> timedelta:
        """Return the pause that follows the `count`-th try: none, then doubling up to the longest."""
        over = count - self.free
        if over < 0:
            return timedelta(0)
        # Bounded exponent: the product is capped anyway, and 2**1000 would overflow a timedelta.
        return min(self.first * (1 << min(over, 32)), self.longest)


def _minutes(count: float) -> timedelta:
    return timedelta(minutes=count)


IDENTIFICATION = Policy("identification", 3, timedelta(seconds=2), _minutes(15), _minutes(24 * 60))
CODE_REQUEST = Policy("code-request", 3, _minutes(1), _minutes(60), _minutes(24 * 60))
# Of one number whatever else is told: whoever knows a number alone must not keep its owner from asking.
CODE_REQUEST_NUMBER = Policy("code-request-number", 20, _minutes(1), _minutes(15), _minutes(60))
DESK_CODE = Policy("desk-code", 3, _minutes(1), _minutes(60), _minutes(24 * 60))
PASSWORD = Policy("password", 4, timedelta(seconds=2), _minutes(15), _minutes(24 * 60))
LOGIN_CODE = Policy("login-code", 5, timedelta(seconds=30), _minutes(60), _minutes(30 * 24 * 60))
# Codes sent to one account, whichever login asked: a new login gives no new way to flood a mailbox.
LOGIN_SENDING = Policy("login-sending", 10, _minutes(1), _minutes(15), _minutes(60))
CONTACT_CHANGE = Policy("contact-change", 5, _minutes(1), _minutes(60), _minutes(24 * 60))
ADDRESS_CODE = Policy("address-code", 5, _minutes(1), _minutes(60), _minutes(24 * 60))
DESK_LOOKUPS = Policy("desk-lookups", 60, _minutes(1), _minutes(15), _minutes(60))
DESK_MISSES = Policy("desk-misses", 10, _minutes(1), _minutes(60), _minutes(12 * 60))
DESK_TARGET = Policy("desk-target", 5, _minutes(1), _minutes(60), _minutes(24 * 60))
SECOND_REPRESENTATIVE = Policy("second-representative", 3, _minutes(60), _minutes(24 * 60), _minutes(7 * 24 * 60))
SEARCH_MISSES = Policy("search-misses", 20, _minutes(1), _minutes(60), _minutes(60))
# Of an organisation: a hospital's own mistakes are many; a walk through numbers is far more.
MATCH_MISSES = Policy("match-misses", 200, timedelta(seconds=5), _minutes(15), _minutes(60))

# A factor that failed this often is disabled until the person identifies again with a provisional code.
LOGIN_CODE_FAILURES_MAX = 100
