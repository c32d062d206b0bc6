"""When a person is told that someone acted on their record: per channel, outside of quiet hours (HIS-02, C-15).

Pure: no clock, no database. Hours are those of France.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import Any

from chassis.clock import FRANCE
from services.notifier.domain import Medium


class Pace(StrEnum):
    """How soon."""

    AT_ONCE = "at-once"  # one message for each act
    GROUPED = "grouped"  # one message for the acts of a window, which the first one opens
    DAILY = "daily"  # one message a day
    NEVER = "never"  # on this channel; e-mail cannot be turned off (HIS-02)


@dataclass(frozen=True)
class Rhythm:
    """Pace of one channel; the window in minutes counts for `grouped`, the hour (0 to 23) for `daily`."""

    pace: Pace
    window_minutes: int = 60
    hour: int = 18


@dataclass(frozen=True)
class Preferences:
    """What one person chose. Quiet hours go from one hour to another, over midnight if need be."""

    email: Rhythm
    sms: Rhythm = Rhythm(Pace.NEVER)
    quiet: tuple[int, int] | None = None

    def of(self, medium: Medium) -> Rhythm:
        """The rhythm of a channel."""
        return self.sms if medium is Medium.SMS else self.email


def default(window_s: float) -> Preferences:
    """What holds until someone chooses: the window of the house, at once when it has none (C-15)."""
    if window_s <= 0:
        return Preferences(Rhythm(Pace.AT_ONCE))
    return Preferences(Rhythm(Pace.GROUPED, window_minutes=max(1, round(window_s / 60))))


def due_at(preferences: Preferences, medium: Medium, happened: datetime, window_s: float = 0.0) -> datetime | None:
    """When a message that `happened` asks for is due on a channel; None: never.

    `window_s` is the house's own window in seconds, for who has not chosen another.
    """
    rhythm = preferences.of(medium)
    match rhythm.pace:
        case Pace.NEVER:
            return None
        case Pace.AT_ONCE:
            due = happened
        case Pace.GROUPED:
            due = happened + timedelta(seconds=window_s or rhythm.window_minutes * 60)
        case Pace.DAILY:
            due = _next(rhythm.hour, happened)
    return _after_quiet(preferences.quiet, due)


def gathers(due: datetime, happened: datetime) -> bool:
    """Whether a message waits for others to tell with it: all but one that is told at once."""
    return due > happened


def from_json(told: Mapping[str, Any]) -> Preferences:
    """Preferences as the contract and the database write them."""
    quiet = told.get("quiet")
    return Preferences(
        email=_rhythm(told["email"]),
        sms=_rhythm(told["sms"]),
        quiet=(quiet["from"], quiet["to"]) if quiet else None,
    )


def to_json(preferences: Preferences) -> dict[str, Any]:
    """The reverse of `from_json`."""
    quiet = preferences.quiet
    return {
        "email": _told(preferences.email),
        "sms": _told(preferences.sms),
        "quiet": {"from": quiet[0], "to": quiet[1]} if quiet else None,
    }


def _rhythm(told: Mapping[str, Any]) -> Rhythm:
    return Rhythm(Pace(told["pace"]), told["window_minutes"], told["hour"])


def _told(rhythm: Rhythm) -> dict[str, Any]:
    return {"pace": rhythm.pace.value, "window_minutes": rhythm.window_minutes, "hour": rhythm.hour}


def _next(hour: int, moment: datetime) -> datetime:
    there = moment.astimezone(FRANCE)
    today = datetime.combine(there.date(), time(hour), FRANCE)
    if today <= there:
        # Added to the day, not to the hour: a day has 23 or 25 hours twice a year.
        today = datetime.combine(there.date() + timedelta(days=1), time(hour), FRANCE)
    return today.astimezone(moment.tzinfo)


def _after_quiet(quiet: tuple[int, int] | None, moment: datetime) -> datetime:
    if quiet is None:
        return moment
    first, last = quiet
    hour = moment.astimezone(FRANCE).hour
    inside = first <= hour < last if first < last else hour >= first or hour < last
    return _next(last, moment) if inside and first != last else moment
