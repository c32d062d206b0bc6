"""MongoDB: who acts for a child, and so is told in its place."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from chassis.events import Version
from services.notifier.domain import AS_CHOSEN, State
from services.notifier.store import Database, Session


class Representations:
    """One row an account and a child, as identity told it last."""

    def __init__(self, db: Database) -> None:
        self._representations, self._notices = db["representations"], db["notices"]

    def tell(self, told: Mapping[str, Any], until: datetime | None, now: datetime, session: Session) -> None:
        """Apply that an account acts for a child until then, or (None) no more, if newer; what waited goes to it."""
        key = f"{told['record']}:{told['representative']}"
        version = Version.of(told["version"])
        held = self._representations.find_one({"_id": key}, session=session)
        if held and Version.of(held["version"]) >= version:
            return
        row = {"_id": key, "record": told["record"], "account": told["representative"], "until": until}
        row |= {"holder": told["representative_record"], "version": version.as_json()}
        self._representations.replace_one({"_id": key}, row, upsert=True, session=session)
        if until is not None:
            self._notices.update_many(
                {"record": told["record"], "state": State.PENDING, "waiting": True, "kind": {"$in": [*AS_CHOSEN]}},
                {
                    "$set": {"record": told["representative_record"], "child": True, "next_at": now},
                    "$unset": {"waiting": ""},
                },
                session=session,
            )

    def of(self, child: str, now: datetime, session: Session) -> dict[str, str]:
        """Who acts for a child at `now`: record of the holder by account; empty for an adult."""
        query = {"record": child, "until": {"$gt": now}}
        return {row["account"]: row["holder"] for row in self._representations.find(query, session=session)}

    def erase(self, child: str, session: Session) -> None:
        """Forget who acted for a child, with the child's record."""
        self._representations.delete_many({"record": child}, session=session)

    def forget_versions(self) -> None:
        """Let every representation be told again (rebuild): any version is then newer."""
        self._representations.update_many({}, {"$set": {"version": Version(0, 0).as_json()}})
