"""Letters that wait for the printer, and the lots they were handed over in."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pymongo import ASCENDING

from chassis import mongo
from services.notifier.domain import Posted
from services.notifier.store import Database, Session


@dataclass(frozen=True)
class Lot:
    """Letters handed over together."""

    id: str
    closed_at: datetime
    letters: tuple[Posted, ...]


class Lots:
    """Each letter stands in exactly one lot: it leaves those that wait in the transaction that writes the lot."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def close(self, lot_id: str, ready: datetime, most: int, now: datetime) -> bool:
        """Close a lot if a letter was put before `ready`, or if there are enough to fill one."""

        def work(session: Session) -> bool:
            found = self._db["notices"].find({"letter.waiting": True}, {"letter": 1, "finished_at": 1}, session=session)
            rows = list(found.sort("finished_at", ASCENDING).limit(most))
            if not rows or (rows[0]["finished_at"] > ready and len(rows) < most):
                return False
            letters = [{name: row["letter"][name] for name in ("name", "sha256", "size")} for row in rows]
            lot = {"_id": lot_id, "closed_at": now, "letters": letters, "written": False}
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

    def mark_written(self, lot_id: str, now: datetime) -> None:
        """The manifest is in the outbox."""
        self._db["lots"].update_one({"_id": lot_id}, {"$set": {"written": True, "written_at": now}})

    def letters_to_remove(self) -> list[str]:
        """Objects of persons who were erased."""
        return [row["_id"] for row in self._db["letters_to_remove"].find()]

    def letter_removed(self, name: str) -> None:
        """The object is gone."""
        self._db["letters_to_remove"].delete_one({"_id": name})


def _lot(row: dict[str, Any]) -> Lot:
    return Lot(row["_id"], row["closed_at"], tuple(Posted(**letter) for letter in row["letters"]))
