"""A former space: what an archive told of the place it came from, kept to be read and never acted upon.

Relations are not put in force again: whoever may open a record is decided anew where the person goes.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple, TypeVar

Read = TypeVar("Read")

ACCESS_FILE = "acces-et-historique.json"


class Unreadable(ValueError):
    """The archive does not hold what one of ours holds."""


@dataclass(frozen=True, slots=True)
class Former:
    """`files` are names of texts, kept sealed beside; `left_at` is when the archive was made."""

    id: str
    record: str
    left_at: datetime
    brought_at: datetime
    files: tuple[str, ...]


class Relation(NamedTuple):
    """A professional, and what they were allowed when the person left."""

    display_name: str
    profession: str
    state: str
    administrator: bool
    first_contact: datetime


class Act(NamedTuple):
    """A line of the history, as it stood there."""

    number: int
    at: datetime
    action: str
    kind: str
    display_name: str
    profession: str
    structure: str


def relations(access: Mapping[str, Any]) -> list[Relation]:
    """The relations of that space, in the order they were given. Raises Unreadable."""
    return _all(_relation, access.get("relations", []))


def history(access: Mapping[str, Any]) -> list[Act]:
    """The history of that space, newest first. Raises Unreadable."""
    return sorted(_all(_act, access.get("history", [])), key=lambda act: act.number, reverse=True)


def _all(read: Callable[[Mapping[str, Any]], Read], told: Iterable[Mapping[str, Any]]) -> list[Read]:
    try:
        return [read(each) for each in told]
    except (KeyError, TypeError, ValueError, AttributeError) as fault:
        raise Unreadable(type(fault).__name__) from None


def _relation(told: Mapping[str, Any]) -> Relation:
    professional = told["professional"]
    return Relation(
        str(professional["display_name"]),
        str(professional["profession"] or ""),
        str(told["state"]),
        told["administrator"] is True,
        datetime.fromisoformat(told["first_contact"]),
    )


def _act(told: Mapping[str, Any]) -> Act:
    actor = told["actor"]
    return Act(
        int(told["number"]),
        datetime.fromisoformat(told["at"]),
        str(told["action"]),
        str(actor["kind"]),
        str(actor["display_name"]),
        str(actor["profession"] or ""),
        str(actor["structure"] or ""),
    )
