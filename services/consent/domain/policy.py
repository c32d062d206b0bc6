"""The policy stream: every change of a right has a place in one of sixteen lanes, without a gap.

An enforcement point knows from the numbers alone whether it has missed something (architecture, section 5).
"""

from binascii import crc32
from collections.abc import Iterable, Mapping
from typing import NamedTuple

LANES = 16


class Place(NamedTuple):
    """Place of a change in the stream; places of one lane compare, a newer epoch being above any number."""

    epoch: int
    lane: int
    number: int


class Mark(NamedTuple):
    """How far a lane has been applied; epoch first, so that what is said after a restore wins."""

    epoch: int
    number: int


def lane_of(record: str) -> int:
    """Lane of a record: the same for every service, in every language (CRC-32 of the ASCII id)."""
    return crc32(record.encode("ascii")) % LANES


def applied_everywhere(place: Place, points: Iterable[str], marks: Mapping[str, Mark]) -> bool:
    """Whether every enforcement point has applied this place, so that a block is effective (ACC-10)."""
    wanted = Mark(place.epoch, place.number)
    return all(marks.get(point, Mark(0, 0)) >= wanted for point in points)
