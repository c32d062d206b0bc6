"""Deletions as their person and operators see them; they name nobody (CLO-07)."""

from datetime import datetime
from typing import Any

from chassis import paging
from services.identity.errors.closure import DeletionUnknown
from services.identity.parts import Parts
from services.identity.store import erasures
from services.identity.store.erasures import Erasure


def deletion_view(erasure: Erasure) -> dict[str, Any]:
    """How far a deletion has come, by service; it names nobody (CLO-07)."""
    services = sorted({*erasure.waiting_for, *erasure.confirmed})
    return {
        "id": erasure.id,
        "state": "done" if erasure.done_at else "under-way",
        "requested_at": erasure.asked_at,
        "done_at": erasure.done_at,
        "confirmed": len(erasure.confirmed),
        "total": len(services),
        "services": [{"service": name, "confirmed_at": erasure.confirmed.get(name)} for name in services],
    }


def show_deletion(parts: Parts, deletion: str) -> dict[str, Any]:
    """One deletion. Raises DeletionUnknown."""
    found = erasures.by_id(parts.db, deletion)
    if found is None:
        raise DeletionUnknown
    return deletion_view(found)


def deletions_page(parts: Parts, state: str | None, after: tuple[datetime, str] | None, limit: int) -> dict[str, Any]:
    """A page of deletions, newest first, for operators."""
    done = None if state is None else state == "done"
    found = erasures.page(parts.db, done, after, limit + 1)
    last = found[limit - 1] if len(found) > limit else None
    return {
        "items": [deletion_view(each) for each in found[:limit]],
        "next": last and paging.encode(last.asked_at, last.id),
    }
