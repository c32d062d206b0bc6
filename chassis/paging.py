"""Opaque cursors: the position after the last item of a page.

A cursor carries a position, never a right or a condition: it decodes to plain values of the types
asked for, so a forged one can only move along a list that its sender may read anyway.
"""

import base64
import json
from datetime import UTC, datetime
from typing import Any

Position = str | int | datetime

MAX_LENGTH = 300


class CursorInvalid(ValueError):
    """Not a cursor of ours, or one of another list."""

    log_safe = True


def encode(*position: Position) -> str:
    """Cursor for `position` (sort values, then the id). Characters: A-Z a-z 0-9 - and _."""
    plain = [{"t": _iso(part)} if isinstance(part, datetime) else part for part in position]
    text = json.dumps(plain, separators=(",", ":"), ensure_ascii=False)
    return base64.urlsafe_b64encode(text.encode()).rstrip(b"=").decode()


def decode(cursor: str, *types: type[Position]) -> tuple[Any, ...]:
    """The position in `cursor`, one value per type: decode(cursor, datetime, str). Raises CursorInvalid."""
    if len(cursor) > MAX_LENGTH:
        raise CursorInvalid("too long")
    try:
        raw = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
        plain = json.loads(raw)
        if not isinstance(plain, list) or len(plain) != len(types):
            raise CursorInvalid("another shape")
        return tuple(_part(part, kind) for part, kind in zip(plain, types, strict=True))
    except (ValueError, RecursionError) as fault:
        raise CursorInvalid("unreadable") from fault


def _iso(moment: datetime) -> str:
    if moment.tzinfo is None:
        raise ValueError("a position in time is aware")
    return moment.astimezone(UTC).isoformat()


def _part(part: object, kind: type[Position]) -> Position:
    if kind is datetime and isinstance(part, dict) and isinstance(part.get("t"), str):
        moment = datetime.fromisoformat(part["t"])
        if moment.tzinfo is not None:
            return moment.astimezone(UTC)
    if kind is str and isinstance(part, str):
        part.encode()  # a lone surrogate is no text: UnicodeEncodeError is a ValueError
        return part
    if kind is int and type(part) is int and abs(part) < 2**63:
        return part
    raise CursorInvalid("another type")
