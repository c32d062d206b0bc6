"""The day in France, for stories that must end on the day on which they begin."""

import time
from datetime import date, datetime, timedelta

from chassis.clock import FRANCE

LONGEST_STORY = timedelta(minutes=5)


def today() -> date:
    """The date of a day that lasts for a whole story still: just before midnight, the next day is waited for."""
    now = datetime.now(FRANCE)
    later = now + LONGEST_STORY
    if later.date() != now.date():
        time.sleep((later.replace(hour=0, minute=0, second=0, microsecond=0) - now).total_seconds() + 1)
    return datetime.now(FRANCE).date()
