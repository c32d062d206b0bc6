"""Letters that wait for the printer, and the lots they were handed over in."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from pymongo import ASCENDING, UpdateOne

from chassis import mongo, outbox
from chassis.events import Event
from services.notifier.domain import Kind, Posted
from services.notifier.store import Database, Session


@dataclass(frozen=True)
class Lot:
    """Letters handed over together; `invited`: whose record each notice of an invitation among them is about."""

    id: str
    closed_at: datetime
    letters: tuple[Posted, ...]
    invited: Mapping[str, str] = field(default_factory=dict)


class Lots:
    """Each letter stands in exactly one lot: it leaves those that wait in the transaction that writes the lot."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def close(self, lot_id: str, ready: datetime, most: int, now: datetime) -> bool:
        """Close a lot if a letter was put before `ready`, or if there are enough to fill one."""

        def work(session: Session) -> bool:
            wanted = {"letter": 1, "finished_at": 1, "kind": 1, "record": 1}
            found = self._db["notices"].find({"letter.waiting": True}, wanted, session=session)
            rows = list(found.sort("finished_at", ASCENDING).limit(most))
            if not rows or (rows[0]["finished_at"] > ready and len(rows) < most):
                return False
            letters = [{name: row["letter"][name] for name in ("name", "sha256", "size")} for row in rows]
            invited = {row["_id"]: row["record"] for row in rows if row["kind"] == Kind.INVITATION}
            lot = {"_id": lot_id, "closed_at": now, "letters": letters, "invited": invited, "written": False}
            self._db["lots"].insert_one(lot, session=session)
            self._db["notices"].update_many(
                {"_id": {"$in": [row["_id"] for row in rows]}},
                {"$set": {"letter.lot": lot_id}, "$unset": {"letter.waiting": ""}},
                session=session,
            )
            return True

        return mongo.transaction(self._db, work)

    def without_manifest(self) -> list[Lot]:
        """Closed lots whose manifest is not known to be in the outbox, oldest first."""
        return [_lot(row) for row in self._db["lots"].find({"written": False}).sort("_id", ASCENDING)]

    def mark_written(self, lot_id: str, now: datetime, said: Mapping[str, Event]) -> None:
        """The manifest is in the outbox: its letters are handed over, which is said once of each notice."""

        def work(session: Session) -> None:
            change = {"$set": {"written": True, "written_at": now}}
            marked = self._db["lots"].update_one({"_id": lot_id, "written": False}, change, session=session)
            tellings = [
                UpdateOne({"_id": notice}, {"$push": {"pending": {"$each": outbox.pending(event)}}})
                for notice, event in said.items()
            ]
            if marked.modified_count and tellings:
                self._db["notices"].bulk_write(tellings, ordered=False, session=session)

        mongo.transaction(self._db, work)

    def letters_to_remove(self) -> list[str]:
        """Objects of persons who were erased."""
        return [row["_id"] for row in self._db["letters_to_remove"].find()]

    def letter_removed(self, name: str) -> None:
        """The object is gone."""
        self._db["letters_to_remove"].delete_one({"_id": name})


def _lot(row: dict[str, Any]) -> Lot:
    letters = tuple(Posted(**letter) for letter in row["letters"])
    return Lot(row["_id"], row["closed_at"], letters, row.get("invited", {}))
