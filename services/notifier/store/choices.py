"""MongoDB: how people want to be told, and what waits for them."""

from datetime import datetime

from chassis.connection import Database, Session
from services.notifier.domain import AS_CHOSEN, Medium, State
from services.notifier.preferences import Preferences, from_json, to_json


class Choices:
    """One row a person who ever chose."""

    def __init__(self, db: Database) -> None:
        self._preferences, self._notices = db["preferences"], db["notices"]

    def of(self, record: str, session: Session | None = None) -> Preferences | None:
        """What the holder of a record chose; None when they never did."""
        row = self._preferences.find_one({"_id": record}, session=session)
        return from_json(row) if row else None

    def save(self, record: str, chosen: Preferences, session: Session) -> None:
        """Keep a choice, instead of the one before."""
        row = {"_id": record, **to_json(chosen)}
        self._preferences.replace_one({"_id": record}, row, upsert=True, session=session)

    def erase(self, record: str, session: Session) -> None:
        """Forget a choice with its person."""
        self._preferences.delete_one({"_id": record}, session=session)

    def reschedule(
        self, record: str, email: datetime | None, sms: datetime | None, now: datetime, session: Session
    ) -> None:
        """Give notices of activity that were not tried yet another moment; None drops those of a channel."""
        waiting = {"record": record, "state": State.PENDING, "kind": {"$in": [*AS_CHOSEN]}, "tries": 0}
        for medium, due in ((None, email), (Medium.SMS.value, sms)):
            dropped = {"$set": {"state": State.DROPPED, "finished_at": now}, "$unset": {"next_at": ""}}
            moved = {"$set": {"next_at": due, "gathers": True}}
            self._notices.update_many(waiting | {"medium": medium}, dropped if due is None else moved, session=session)
