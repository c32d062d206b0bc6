"""Reading without authorisation because somebody is in danger: who may, on what ground, for how long (EMG).

Both grounds are closed until the person has opened them (C-13). What an emergency opens is decided where documents
are: read only, within the grid, hidden stays hidden. Here is only whether it may begin, and what about it is unusual.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple


class NotRegulator(Exception):
    """The ground of an emergency call is for regulating doctors of a SAMU-Centre 15 (EMG-09)."""


class GroundClosed(Exception):
    """The person has not allowed this ground (EMG-05)."""


class Ground(StrEnum):
    """Why somebody may read without authorisation (EMG-09)."""

    REGULATION = "samu"
    """An emergency call about the person, regulated by a SAMU-Centre 15 (EMG-02)."""
    IMMEDIATE_RISK = "emergency"
    """The person's condition carries an immediate risk to their health (EMG-03)."""


class Cause(StrEnum):
    """What the professional says has happened: a code beside the words."""

    EMERGENCY_CALL = "emergency-call"
    UNCONSCIOUS = "unconscious"
    VITAL_DISTRESS = "vital-distress"
    ACCIDENT = "accident"
    POISONING = "poisoning"
    CONFUSION = "confusion"
    OTHER = "other"


class Signal(StrEnum):
    """What makes the use of emergency access worth a look, or stops it."""

    MANY_RECORDS = "many-records"
    MANY_IN_A_DAY = "many-in-a-day"
    STOPPED = "stopped"
    SAME_NAME = "same-name"
    NO_LATER_CARE = "no-later-care"


@dataclass(frozen=True)
class Emergency:
    """One emergency access; it ends by itself at `until` (UTC), wherever the moment is compared."""

    id: str
    ground: Ground
    until: datetime

    def runs(self, at: datetime) -> bool:
        """Whether it opens anything at the moment `at`."""
        return at < self.until


@dataclass(frozen=True)
class Switches:
    """The person's two settings; None until one was ever set, which is the same as no (EMG-04, EMG-05)."""

    regulation: bool | None = None
    immediate_risk: bool | None = None

    def open_for(self, ground: Ground) -> bool:
        """Whether the person allows this ground."""
        chosen = self.regulation if ground is Ground.REGULATION else self.immediate_risk
        return chosen is True


def check_ground(switches: Switches, ground: Ground, is_regulator: bool) -> None:
    """Whether an emergency may begin on this ground.

    Raises NotRegulator (EMG-09) before GroundClosed (EMG-05): who may not ask learns nothing of the settings.
    """
    if ground is Ground.REGULATION and not is_regulator:
        raise NotRegulator
    if not switches.open_for(ground):
        raise GroundClosed


@dataclass(frozen=True)
class Bounds:
    """How much is usual for one professional; a regulator has `regulator_factor` times as much."""

    records_per_hour: int
    tries_per_hour: int
    tries_per_day: int
    regulator_factor: int

    def of(self, is_regulator: bool) -> "Bounds":
        """The bounds of a professional."""
        factor = self.regulator_factor if is_regulator else 1
        return Bounds(
            self.records_per_hour * factor,
            self.tries_per_hour * factor,
            self.tries_per_day * factor,
            self.regulator_factor,
        )


@dataclass(frozen=True)
class Alert:
    """Something unusual, raised once: `id` is the same for the same thing within an hour."""

    id: str
    professional: str
    signal: Signal
    count: int
    at: datetime
    emergency: str | None = None


def hourly_alert(professional: str, signal: Signal, count: int, at: datetime) -> Alert:
    """An alert about how often a professional asks: a script that goes on raises one an hour, not one a record."""
    return Alert(f"{signal}:{professional}:{at:%Y%m%d%H}", professional, signal, count, at)


def alert_about(emergency: str, professional: str, signal: Signal, at: datetime) -> Alert:
    """An alert about one emergency access."""
    return Alert(f"{signal}:{emergency}", professional, signal, 1, at, emergency)


class Try(NamedTuple):
    """One request of a professional for emergency access, granted or not."""

    at: datetime
    record: str


def signals(tries: Iterable[Try], now: datetime, bounds: Bounds) -> Mapping[Signal, int]:
    """What is unusual about a professional's tries, the present one included, with the number that says so.

    STOPPED refuses the present one.
    """
    day = [each for each in tries if now - each.at < timedelta(days=1)]
    hour = [each for each in day if now - each.at < timedelta(hours=1)]
    records = len({each.record for each in hour})
    found = {
        Signal.MANY_RECORDS: (records, records >= bounds.records_per_hour),
        Signal.STOPPED: (len(hour), len(hour) > bounds.tries_per_hour),
        Signal.MANY_IN_A_DAY: (len(day), len(day) >= bounds.tries_per_day),
    }
    return {signal: count for signal, (count, unusual) in found.items() if unusual}
