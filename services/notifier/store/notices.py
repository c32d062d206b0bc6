"""MongoDB: what is written to people, from the event that asks for it to the server that has it.

A notice moves by guarded updates only: pending → sending (lease) → sent, grouped, failed or dropped.
`next_at` is the time of its next turn; a finished notice has none, so the index of what is due
holds the outstanding ones and nothing else.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple
from uuid import uuid4

from pymongo import ASCENDING

from chassis import outbox
from chassis.events import Event
from services.notifier.domain import (
    CODES,
    FAREWELLS,
    LEASE,
    ORDINARY,
    URGENT,
    Kind,
    Medium,
    Notice,
    Posted,
    State,
    urgency,
)
from services.notifier.store import Database, Session

_EVER = datetime.min.replace(tzinfo=UTC)


class WebCopy(NamedTuple):
    """What is kept of a mail for its page: the index of its address, the letter without its code, sealed."""

    address_index: str
    sealed: bytes


class Notices:
    """One row a notice, and the letters that are to leave the outbox with their person."""

    def __init__(self, db: Database) -> None:
        self._notices, self._removals = db["notices"], db["letters_to_remove"]

    def add(self, notice: Notice, due_at: datetime, session: Session) -> None:
        """Write a notice, once per event: the same event again changes nothing."""
        row: dict[str, Any] = {
            "record": notice.record,
            "kind": notice.kind,
            "urgency": urgency(notice.kind),
            "state": State.PENDING,
            "created_at": notice.created_at,
            "correlation": notice.correlation,
            "next_at": due_at,
            "tries": 0,
            "child": notice.child,
            "medium": notice.medium,
            "gathers": notice.gathers,
        }
        if notice.sealed is not None:
            row["sealed"] = notice.sealed
        if notice.expires_at is not None:
            row["expires_at"] = notice.expires_at
        self._notices.update_one({"_id": notice.id}, {"$setOnInsert": row}, upsert=True, session=session)

    def take(self, now: datetime, most: int = 1) -> list[Notice]:
        """Take the next notices that are due, codes first, under a lease; none when nothing is due."""
        due = {"urgency": {"$in": [URGENT, ORDINARY]}, "next_at": {"$lte": now}}
        rows = list(self._notices.find(due).sort([("urgency", ASCENDING), ("next_at", ASCENDING)]).limit(most))
        if not rows:
            return []
        these, claim = {"_id": {"$in": [row["_id"] for row in rows]}}, uuid4().hex
        taken = self._notices.update_many(
            these | {"next_at": {"$lte": now}},
            {"$set": {"state": State.SENDING, "next_at": now + LEASE, "claim": claim}, "$inc": {"begun": 1}},
        )
        if taken.modified_count < len(rows):  # someone else was faster for some
            ours = {row["_id"] for row in self._notices.find(these | {"claim": claim}, {"_id": 1})}
            rows = [row for row in rows if row["_id"] in ours]
        return [_notice(row, claim) for row in rows]

    def group(self, leader: Notice, beside: Sequence[Notice], now: datetime) -> None:
        """Let one message speak for the notices of the same record and channel that wait, and for those `beside`."""
        unsent = {
            "record": leader.record,
            "state": State.PENDING,
            "kind": leader.kind,
            "child": leader.child,
            "medium": leader.medium,
            "$or": [{"gathers": True}, {"waited": True}],
        }
        taken = {"_id": {"$in": [each.id for each in beside]}, "claim": leader.claim}
        self._notices.update_many(
            {"$or": [unsent, taken]},
            {
                "$set": {"state": State.GROUPED, "leader": leader.id, "finished_at": now},
                "$unset": {"next_at": "", "waiting": "", "claim": ""},
            },
        )

    def mark_sent(
        self, notice: Notice, now: datetime, said: Sequence[Event], copy: WebCopy | None, letter: Posted | None
    ) -> bool:
        """The server or the outbox has it. What was sealed, a code among it, is gone; the web copy is kept."""
        told: dict[str, Any] = {"state": State.SENT, "finished_at": now}
        if copy is not None:
            told |= {"copy_index": copy.address_index, "copy": copy.sealed}
        if letter is not None:
            told["letter"] = {**vars(letter), "waiting": True}
        return self._finish(notice, told, said, forget_sealed=True)

    def mark_failed(
        self, notice: Notice, now: datetime, said: Sequence[Event], reason: str, forget_sealed: bool
    ) -> bool:
        """It can never be delivered as it is."""
        told = {"state": State.FAILED, "finished_at": now, "reason": reason}
        return self._finish(notice, told, said, forget_sealed=forget_sealed)

    def mark_dropped(self, notice: Notice, now: datetime, reason: str) -> bool:
        """Nobody needs it any more."""
        told = {"state": State.DROPPED, "finished_at": now, "reason": reason}
        return self._finish(notice, told, (), forget_sealed=True)

    def mark_returned(self, notice_id: str, now: datetime, said: Event) -> bool:
        """What had left came back, which is said once; its content is forgotten, so it stays as sent."""
        outcome = self._notices.update_one(
            {"_id": notice_id, "returned_at": {"$exists": False}},
            {"$set": {"returned_at": now}, "$push": {"pending": {"$each": outbox.pending(said)}}},
        )
        return outcome.modified_count == 1

    def put_back(self, notice: Notice, next_at: datetime, *, waiting: bool = False, counted: bool = True) -> None:
        """Let a notice wait for its next turn; `counted=False` when the try said nothing about it."""
        change: dict[str, Any] = {"$set": {"state": State.PENDING, "next_at": next_at, "begun": 0}}
        if waiting:
            change["$set"] |= {"waiting": True, "waited": True}
        if counted:
            change["$inc"] = {"tries": 1}
        self._notices.update_one(self._held(notice), change)

    def resend(self, notice_id: str, now: datetime) -> bool:
        """Give a failed notice a new life. False when it is unknown, not failed, or a code, which is forgotten."""
        outcome = self._notices.update_one(
            {"_id": notice_id, "state": State.FAILED, "kind": {"$nin": list(CODES)}},
            {
                "$set": {"state": State.PENDING, "next_at": now, "tries": 0, "begun": 0},
                "$unset": {"finished_at": "", "reason": ""},
            },
        )
        return outcome.modified_count == 1

    def record_of(self, notice_id: str) -> str | None:
        """The record whose contact card a notice went to; None for one that had an address of its own, or is gone."""
        row = self._notices.find_one({"_id": notice_id, "sealed": {"$exists": False}}, {"record": 1})
        return str(row["record"]) if row else None

    def invitation_sent(self, notice_id: str) -> str | None:
        """The record an invitation that left is about; None for any other notice."""
        row = self._notices.find_one({"_id": notice_id, "kind": Kind.INVITATION, "state": State.SENT}, {"record": 1})
        return str(row["record"]) if row else None

    def copy(self, copy_index: str) -> tuple[str, bytes] | None:
        """Notice id and sealed web copy under an index."""
        row = self._notices.find_one({"copy_index": copy_index}, {"copy": 1})
        return (row["_id"], bytes(row["copy"])) if row else None

    def of_record(self, record: str, session: Session) -> list[dict[str, Any]]:
        """What was written to the holder of a record: kind, state and times, oldest first."""
        wanted = {"kind": 1, "state": 1, "created_at": 1, "finished_at": 1}
        rows = self._notices.find({"record": record}, wanted, session=session)
        return list(rows.sort("created_at", ASCENDING))

    def failed(self) -> list[tuple[str, str, str]]:
        """Id, kind and reason of what can never be delivered, oldest first."""
        rows = self._notices.find({"state": State.FAILED}, {"kind": 1, "reason": 1}).sort("finished_at", ASCENDING)
        return [(row["_id"], row["kind"], row["reason"]) for row in rows]

    def figures(self) -> dict[str, int]:
        """How many notices are outstanding, by state, and how many failed; those sent are in the metrics."""
        outstanding = {"urgency": {"$in": [URGENT, ORDINARY]}, "next_at": {"$gt": _EVER}}
        counted = self._notices.aggregate([{"$match": outstanding}, {"$group": {"_id": "$state", "n": {"$sum": 1}}}])
        failed = self._notices.count_documents({"state": State.FAILED})
        return {row["_id"]: row["n"] for row in counted} | {State.FAILED.value: failed}

    def oldest_due(self) -> datetime | None:
        """Since when the oldest outstanding notice exists."""
        row = self._notices.find_one(
            {"urgency": {"$in": [URGENT, ORDINARY]}, "next_at": {"$gt": _EVER}},
            {"created_at": 1},
            sort=[("created_at", ASCENDING)],
        )
        return row["created_at"] if row else None

    def erase(self, record: str, session: Session) -> None:
        """Forget what was written to a person but their farewells; their letters in the outbox are to be removed."""
        posted = self._notices.find(
            {"record": record, "letter": {"$exists": True}}, {"letter.name": 1}, session=session
        )
        if names := [{"_id": row["letter"]["name"]} for row in posted]:
            self._removals.insert_many(names, session=session)
        self._notices.delete_many({"record": record, "kind": {"$nin": list(FAREWELLS)}}, session=session)

    def _finish(self, notice: Notice, told: dict[str, Any], said: Sequence[Event], *, forget_sealed: bool) -> bool:
        gone = {"next_at": "", "waiting": "", "claim": ""} | ({"sealed": ""} if forget_sealed else {})
        change: dict[str, Any] = {"$set": told, "$unset": gone}
        if said:
            change["$push"] = {"pending": {"$each": outbox.pending(*said)}}
        outcome = self._notices.update_one(self._held(notice), change)
        return outcome.modified_count == 1

    @staticmethod
    def _held(notice: Notice) -> dict[str, Any]:
        # The claim is the fence: whoever lost the lease cannot undo a later holder's work.
        return {"_id": notice.id, "state": State.SENDING, "claim": notice.claim}


def _notice(row: dict[str, Any], claim: str) -> Notice:
    sealed = row.get("sealed")
    return Notice(
        id=row["_id"],
        record=row["record"],
        kind=Kind(row["kind"]),
        created_at=row["created_at"],
        correlation=row["correlation"],
        tries=row["tries"],
        begun=row.get("begun", 0) + 1,
        claim=claim,
        expires_at=row.get("expires_at"),
        sealed=bytes(sealed) if sealed is not None else None,
        waited=row.get("waited", False),
        child=row.get("child", False),
        medium=Medium(row["medium"]) if row.get("medium") else None,
        gathers=row.get("gathers", False),
    )
