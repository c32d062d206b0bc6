"""The activity history of a record: what others did, each entry sealed to the one before (HIS-01, HIS-07).

The hash of an entry covers the hash of the one before, so that an edit, a dropped, added or moved entry
breaks the chain; the head, kept apart, shows a cut at the end. Heads are published (domain.checkpoint).
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

ORIGIN = "0" * 64
"""Previous hash of the first entry of a record."""


@dataclass(frozen=True, kw_only=True)
class Performer:
    """Who acted, as the directory had it at the time (HIS-06)."""

    kind: str
    id: str
    display_name: str
    profession: str | None
    structure: str | None


@dataclass(frozen=True, kw_only=True)
class Act:
    """What someone other than the person did. `grid` names the grid in force; `at` is RFC 3339 UTC.

    `concealed` says that the act concerns a document which someone on the patient's side may not know of.
    """

    event_id: str
    record: str
    at: str
    actor: Performer
    action: str
    object: Mapping[str, str | None] | None
    capacity: str
    ground: str | None
    grid: str | None = None
    concealed: bool = False

    @property
    def chain(self) -> str:
        """Name of the chain the act belongs to: the record's, or one of its own for a concealed document.

        Whoever may not know of the document has a chain without gaps, and cannot name the other.
        """
        return f"{self.record}/{self.object['id']}" if self.concealed and self.object else self.record


@dataclass(frozen=True)
class Head:
    """End of a chain: number and hash of the last entry."""

    number: int = 0
    hash: str = ORIGIN


@dataclass(frozen=True)
class Entry:
    """An act in its place in the chain."""

    act: Act
    number: int
    prev_hash: str
    hash: str


@dataclass(frozen=True, kw_only=True)
class Search:
    """What to look for: acts since and before moments (RFC 3339 UTC), by whom (id, or kind), of which kind."""

    since: str | None = None
    before: str | None = None
    actor: str | None = None
    action: str | None = None


EVERYTHING = Search()


@dataclass(frozen=True)
class Fault:
    """Where a chain does not hold, and how."""

    number: int
    what: str


def appended(head: Head, act: Act) -> tuple[Entry, Head]:
    """The act as next entry after `head`, and the new head."""
    number = head.number + 1
    digest = digest_of(act, number, head.hash)
    return Entry(act, number, head.hash, digest), Head(number, digest)


def digest_of(act: Act, number: int, prev_hash: str) -> str:
    """SHA-256 (hex) over the entry as canonical JSON: keys sorted, no spaces, UTF-8 (RFC 8785 for these types)."""
    body = body_of(act, number, prev_hash)
    text = json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def body_of(act: Act, number: int, prev_hash: str) -> dict[str, Any]:
    """What the digest of an entry covers: everything but the digest itself."""
    return {
        "record": act.record,
        "number": number,
        "at": act.at,
        "event_id": act.event_id,
        "actor": vars(act.actor),
        "action": act.action,
        "object": dict(act.object) if act.object is not None else None,
        "capacity": act.capacity,
        "ground": act.ground,
        "grid": act.grid,
        "prev_hash": prev_hash,
    }


def faults(entries: Iterable[Entry], head: Head) -> list[Fault]:
    """Everything wrong with a chain given in the order of its numbers; empty means that it holds."""
    found: list[Fault] = []
    last = Head()
    for entry in entries:
        if entry.number != last.number + 1:
            found.append(Fault(last.number + 1, "missing"))
        elif entry.prev_hash != last.hash:
            found.append(Fault(entry.number, "broken-link"))
        if digest_of(entry.act, entry.number, entry.prev_hash) != entry.hash:
            found.append(Fault(entry.number, "altered"))
        last = Head(entry.number, entry.hash)
    if last != head:
        found.append(Fault(max(last.number, head.number), "head-differs"))
    return found
