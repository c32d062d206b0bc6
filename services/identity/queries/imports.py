"""Imports of insured persons, as operators follow them."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from chassis import paging
from services.identity.errors.campaign import ImportUnknown
from services.identity.parts import Parts
from services.identity.store import imports
from services.identity.store.imports import Import
from services.identity.store.withdrawals import Withdrawals


def imports_page(parts: Parts, after: tuple[datetime, str] | None, limit: int) -> dict[str, Any]:
    """A page of imports, newest first, without their refused lines."""
    found = imports.page(parts.db, after, limit + 1)
    last = found[limit - 1] if len(found) > limit else None
    return {
        "items": [_import(job) for job in found[:limit]],
        "next": last and paging.encode(last.started_at, last.id),
    }


def import_view(parts: Parts, import_id: str, after: tuple[int, str] | None = None, limit: int = 20) -> dict[str, Any]:
    """One import with a page of its refused lines. Raises ImportUnknown."""
    job = imports.by_id(parts.db, import_id)
    if job is None:
        raise ImportUnknown
    rows = imports.errors(parts.db, import_id, after, limit + 1)
    last = rows[limit - 1] if len(rows) > limit else None
    following = last and paging.encode(last[1]["line"], last[0])
    return {**_import(job), "errors": [row for _, row in rows[:limit]], "errors_next": following}


def _import(job: Import) -> dict[str, Any]:
    return {
        "id": job.id,
        "file_name": job.file_name,
        "state": job.state,
        "total": job.total,
        **job.counts,
        "started_at": job.started_at,
        "ended_at": job.ended_at,
        "reason": job.reason,
        "withdrawals": _withdrawals(job.withdrawals),
        "errors": [],
        "errors_next": None,
    }


def _withdrawals(kept: Withdrawals) -> dict[str, Any] | None:
    return {"state": kept.stage.value, **asdict(kept.loss)} if kept.stage.came_before_an_operator else None
