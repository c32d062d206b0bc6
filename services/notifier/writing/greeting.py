"""How a person is addressed, and dates as French people write them."""

import re
from datetime import date, datetime

from chassis.clock import FRANCE

_MONTHS = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)
# Names come from files that others fill in: nothing but printable characters reaches a mail.
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]+")
_LONGEST = 100


def given_names_in_capitals(given_names: tuple[str, ...]) -> str:
    """« MARTINE JULIE ANNE » (HIS-10): one line, at most 100 characters."""
    return one_line(" ".join(given_names)).upper()[:_LONGEST]


def one_line(text: str) -> str:
    """The text without control or invisible characters, single spaces between words."""
    return " ".join(_UNPRINTABLE.sub(" ", text).split())


def long_date(day: date) -> str:
    """« 1er janvier 2027 »."""
    number = "1er" if day.day == 1 else str(day.day)
    return f"{number} {_MONTHS[day.month - 1]} {day.year}"


def spoken_instant(instant: datetime) -> str:
    """« 3 mars 2026 à 14 h 05 », in Paris."""
    there = instant.astimezone(FRANCE)
    return f"{long_date(there.date())} à {there.hour} h {there.minute:02d}"
