"""Checkpoints: what is published of the chains' heads, so that nobody can rewrite a history unseen (HIS-07).

A checkpoint names every chain that has grown since the one before, by a label that only who knows the chain
can compute, and that is another one each time; beside it stands a commitment to the chain's number and hash.
What is published therefore says nothing about anyone: not who, not how much, not whether it is the same as
yesterday. The lines are spread over files by the label, so that a person fetches a small one.

The form is part of the contract (docs/decisions/history-proof.md); contracts/verify_history.py reads it.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from services.consent.domain.history import Head

ORIGIN = "0" * 64
"""Digest of the statement before the first."""
LINES_PER_FILE = 1_000
MOST_FILES = 4_096


@dataclass(frozen=True)
class Checkpoint:
    """A published statement: its number and its signed text (compact JWS)."""

    number: int
    at: str
    statement: str

    @property
    def digest(self) -> str:
        """SHA-256 (hex) of the signed text: what the next statement names."""
        return hashlib.sha256(self.statement.encode()).hexdigest()


def label(chain: str, checkpoint: int) -> str:
    """The name of a chain in one checkpoint (hex); chain names hold 130 random bits, so that it cannot be guessed."""
    return _digest("mes-history-label", chain, str(checkpoint))


def commitment(chain: str, checkpoint: int, head: Head) -> str:
    """What binds a chain to its head in one checkpoint (hex)."""
    return _digest("mes-history-head", chain, str(checkpoint), str(head.number), head.hash)


def files(heads: Iterable[tuple[str, Head]], checkpoint: int) -> list[str]:
    """The files of a checkpoint: sorted lines `label commitment`; a power of two of them, by the label's first bits."""
    lines = sorted(f"{label(chain, checkpoint)} {commitment(chain, checkpoint, head)}\n" for chain, head in heads)
    count = 1
    while len(lines) > count * LINES_PER_FILE and count < MOST_FILES:
        count *= 2
    parts: list[list[str]] = [[] for _ in range(count)]
    for line in lines:
        parts[place(line[:64], count)].append(line)
    return ["".join(part) for part in parts]


def place(label_: str, count: int) -> int:
    """Which of `count` files (a power of two) holds a label."""
    return int(label_[:8], 16) * count >> 32


def digest_of(content: str) -> str:
    """SHA-256 (hex) of a file: its name."""
    return hashlib.sha256(content.encode()).hexdigest()


def claims(number: int, issuer: str, issued_at: int, previous: str, contents: Sequence[str]) -> Mapping[str, Any]:
    """What is signed: number, issuer, time (seconds since 1970), digest of the statement before, digests of files."""
    return {
        "iss": issuer,
        "iat": issued_at,
        "checkpoint": number,
        "previous": previous,
        "heads": sum(content.count("\n") for content in contents),
        "files": [digest_of(content) for content in contents],
    }


def is_due(now_s: float, last_s: float | None, every_s: float) -> bool:
    """Whether a new period has begun since the last checkpoint; periods are counted from 1970, UTC."""
    return last_s is None or now_s // every_s > last_s // every_s


def _digest(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
