"""Counting who has access (OPS-12), seldom enough to cost a twentieth of one process at most."""

import time
from datetime import datetime, timedelta

from services.identity.parts import Parts
from services.identity.store import access_counts
from services.identity.store.access_counts import Counted

_SHARE = 20
_LEAST = timedelta(seconds=15)


def count_again(parts: Parts, now: datetime) -> bool:
    """Count spaces by state when the last count is old for what it cost; False when it is not."""
    last = access_counts.last(parts.db)
    # A clock moved back must not keep an old count for ever.
    if last is not None and last.at <= now < last.at + max(_LEAST, _SHARE * last.took):
        return False
    begun = time.perf_counter()
    counts, opposed = access_counts.by_state(parts.db), access_counts.opposed(parts.db)
    access_counts.keep(parts.db, Counted(now, timedelta(seconds=time.perf_counter() - begun), counts, opposed))
    return True
