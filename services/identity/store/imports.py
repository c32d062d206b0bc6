"""Imports of insured persons: the staged file, how far the work has come, the refused lines.

The checkpoint moves in the same transaction as the persons it speaks of, so a killed process resumes without
counting or writing anything twice.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import IO

from bson import ObjectId
from gridfs import GridFSBucket
from pymongo import ReturnDocument

from services.identity.domain.insured import LineRefused
from services.identity.domain.withdrawals import Stage
from services.identity.store import ClientSession, Database, Document
from services.identity.store.withdrawals import DECIDED, NONE_YET, Withdrawals, withdrawals_of

LEASE = timedelta(seconds=30)
COUNTERS = ("done", "created", "updated", "unchanged", "refused", "detached", "invited")
_BUCKET = "staged"


@dataclass(frozen=True)
class Import:
    """One import. `offset` and `line`: the bytes and lines that are done."""

    id: str
    file_name: str
    file: ObjectId
    state: str
    offset: int
    line: int
    total: int
    counts: dict[str, int]
    started_at: datetime
    ended_at: datetime | None
    reason: str | None
    invite_asked: bool
    withdrawals: Withdrawals

    @property
    def has_ended(self) -> bool:
        """Whether nothing is left to do, unless an operator asks for it."""
        return self.ended_at is not None and not self.invite_asked and not self.withdrawals.are_decided


def stage(db: Database, file_name: str, content: IO[bytes]) -> tuple[ObjectId, int]:
    """Put the file aside; its id and its number of lines. Memory stays flat."""
    lines, last = 0, b"\n"
    with GridFSBucket(db, _BUCKET).open_upload_stream(file_name) as staged:
        while chunk := content.read(255 * 1024):
            lines += chunk.count(b"\n")
            last = chunk[-1:]
            staged.write(chunk)
        return staged._id, lines + (last != b"\n")


def open_staged(db: Database, job: Import, offset: int) -> IO[bytes]:
    """The staged file from this byte on."""
    stream = GridFSBucket(db, _BUCKET).open_download_stream(job.file)
    stream.seek(offset)
    return stream


def create(
    db: Database, import_id: str, file_name: str, staged: tuple[ObjectId, int], invite: bool, now: datetime
) -> None:
    """Begin an import of a staged file (`staged`: what `stage` returned)."""
    file, total = staged
    db["imports"].insert_one(
        {
            "_id": import_id,
            "file_name": re.sub(r"[^\w. -]", "_", file_name.replace("\\", "/").rpartition("/")[2])[-200:] or "fichier",
            "file": file,
            "state": "waiting",
            "offset": 0,
            "line": 0,
            "total": total,
            **dict.fromkeys(COUNTERS, 0),
            "started_at": now,
            "ended_at": None,
            "reason": None,
            "invite_asked": invite,
            "withdrawals": NONE_YET,
            "lease_until": now,
            "holder": None,
        }
    )


def claim(db: Database, holder: str, now: datetime, only: str | None = None) -> Import | None:
    """Take an import that has work left and that no living process holds; the same holder keeps it."""
    # Reading lines first, then the invitations that were asked for, and the withdrawals an operator decided on.
    asked = [{"invite_asked": True}, {"withdrawals.stage": {"$in": DECIDED}}]
    has_work = {"$or": [{"state": {"$in": ["waiting", "running"]}}, {"state": "done", "$or": asked}]}
    free = {"$or": [{"lease_until": {"$lte": now}}, {"holder": holder}]}
    query: Document = {"$and": [has_work, free]} if only is None else {"_id": only, "$and": [has_work, free]}
    found: Document | None = db["imports"].find_one_and_update(
        query,
        [
            {"$set": {"holder": holder, "lease_until": now + LEASE}},
            {"$set": {"state": {"$cond": [{"$eq": ["$state", "waiting"]}, "running", "$state"]}}},
            # Begun by an earlier release.
            {"$set": {"withdrawals": {"$ifNull": ["$withdrawals", NONE_YET]}}},
        ],
        sort=[("started_at", 1)],
        return_document=ReturnDocument.AFTER,
    )
    return None if found is None else _import(found)


def put_off(db: Database, job: Import, now: datetime) -> None:
    """Let an import whose work failed wait for a lease: until then nobody claims it, and others have their turn."""
    db["imports"].update_one({"_id": job.id}, {"$set": {"holder": None, "lease_until": now + LEASE}})


def checkpoint(
    db: Database,
    session: ClientSession,
    job: Import,
    position: tuple[int, int],
    counted: dict[str, int],
    refused: Sequence[tuple[int, LineRefused]],
) -> bool:
    """Note the lines done and those refused; False when another process did them first."""
    offset, line = position
    written = db["imports"].update_one(
        {"_id": job.id, "offset": job.offset, "state": "running"},
        {"$set": {"offset": offset, "line": line}, "$inc": counted},
        session=session,
    )
    if written.matched_count == 0:
        return False
    if refused:
        rows = [{"import": job.id, "line": at, "code": why.code, "reason": why.reason} for at, why in refused]
        db["import_errors"].insert_many(rows, session=session)
    return True


def count_invited(db: Database, session: ClientSession, import_id: str, invited: int) -> None:
    """Note that so many of an import were invited."""
    db["imports"].update_one({"_id": import_id}, {"$inc": {"invited": invited}}, session=session)


def count_detached(db: Database, session: ClientSession, import_id: str, detached: int) -> None:
    """Note that so many attachments were withdrawn."""
    if detached:
        db["imports"].update_one({"_id": import_id}, {"$inc": {"detached": detached}}, session=session)


def begun_before(db: Database, session: ClientSession, job: Import) -> list[str]:
    """The imports begun before this one that may still withdraw something."""
    still = [Stage.HELD.value, Stage.CONFIRMING.value]
    query = {
        "_id": {"$ne": job.id},
        "started_at": {"$lte": job.started_at},
        "$or": [{"state": "running"}, {"withdrawals.stage": {"$in": still}}],
    }
    return [row["_id"] for row in db["imports"].find(query, {"_id": 1}, session=session)]


def finish(db: Database, job: Import, now: datetime, reason: str | None = None) -> None:
    """End an import, with the reason when it failed; the staged file goes: it holds NIRs."""
    GridFSBucket(db, _BUCKET).delete(job.file)
    state = "failed" if reason else "done"
    ended = {"state": state, "ended_at": now, "reason": reason, "lease_until": now, "holder": None}
    db["imports"].update_one({"_id": job.id, "state": "running"}, {"$set": ended})


def ask_invitations(db: Database, import_id: str) -> Import | None:
    """Ask for the invitations of a finished import; None when it is not finished."""
    found: Document | None = db["imports"].find_one_and_update(
        {"_id": import_id, "state": "done"},
        {"$set": {"invite_asked": True}},
        return_document=ReturnDocument.AFTER,
    )
    return None if found is None else _import(found)


def invitations_done(db: Database, job: Import, now: datetime) -> None:
    """Nobody of this import is left to invite."""
    done = {"invite_asked": False, "lease_until": now, "holder": None}
    db["imports"].update_one({"_id": job.id}, {"$set": done})


def by_id(db: Database, import_id: str) -> Import | None:
    """The import with this id."""
    found: Document | None = db["imports"].find_one({"_id": import_id})
    return None if found is None else _import(found)


def page(db: Database, after: tuple[datetime, str] | None, limit: int) -> list[Import]:
    """Imports, newest first, from below `after`."""
    query: Document = {}
    if after:
        query = {"$or": [{"started_at": {"$lt": after[0]}}, {"started_at": after[0], "_id": {"$lt": after[1]}}]}
    found = db["imports"].find(query).sort([("started_at", -1), ("_id", -1)]).limit(limit)
    return [_import(document) for document in found]


def errors(db: Database, import_id: str, after: tuple[int, str] | None, limit: int) -> list[tuple[str, Document]]:
    """Refused lines by number, each with the id to continue after."""
    query: Document = {"import": import_id}
    if after:
        line, last = after
        query["$or"] = [{"line": {"$gt": line}}, {"line": line, "_id": {"$gt": ObjectId(last)}}]
    found = db["import_errors"].find(query).sort([("line", 1), ("_id", 1)]).limit(limit)
    return [(str(document["_id"]), {name: document[name] for name in ("line", "code", "reason")}) for document in found]


def _import(document: Document) -> Import:
    return Import(
        id=document["_id"],
        file_name=document["file_name"],
        file=document["file"],
        state=document["state"],
        offset=document["offset"],
        line=document["line"],
        total=document["total"],
        counts={name: document.get(name, 0) for name in COUNTERS},
        started_at=document["started_at"],
        ended_at=document["ended_at"],
        reason=document["reason"],
        invite_asked=document["invite_asked"],
        withdrawals=withdrawals_of(document),
    )
