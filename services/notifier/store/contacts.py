"""MongoDB: how to reach people, sealed."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import NamedTuple

from chassis.events import Version
from services.notifier.domain import Medium, State
from services.notifier.store import Database, Session


class StoredContact(NamedTuple):
    """What is known of how to reach someone."""

    sealed: bytes | None
    is_erased: bool
    bounced: Mapping[str, datetime] = {}
    """Since when the address of a medium refuses our messages."""


class Contacts:
    """One card a record, the newest that identity told."""

    def __init__(self, db: Database) -> None:
        self._contacts, self._notices = db["contacts"], db["notices"]

    def save(self, record: str, version: Version, sealed: bytes, now: datetime, session: Session) -> bool:
        """Keep a contact card if it is newer than what is held; wake the notices that waited for it."""
        held = self._contacts.find_one({"_id": record}, session=session)
        if held and (held.get("erased") or Version.of(held["version"]) >= version):
            return False
        card = {"_id": record, "version": version.as_json(), "sealed": sealed}
        self._contacts.replace_one({"_id": record}, card, upsert=True, session=session)
        self._notices.update_many(
            {"record": record, "state": State.PENDING, "waiting": True},
            {"$set": {"next_at": now}, "$unset": {"waiting": ""}},
            session=session,
        )
        return True

    def of(self, records: Collection[str]) -> dict[str, StoredContact]:
        """How to reach the holders of records; nobody has said yet for those left out."""
        held = self._contacts.find({"_id": {"$in": list(records)}}) if records else ()
        return {
            row["_id"]: StoredContact(row.get("sealed"), bool(row.get("erased")), row.get("bounced", {}))
            for row in held
        }

    def note_bounce(self, record: str, medium: Medium, sealed: bytes | None, since: datetime | None) -> None:
        """The address of a medium refuses messages since then, or (None) no more; a newer card is not touched.

        A newer card replaces the row, and what was held against the former address with it.
        """
        field = f"bounced.{medium.value}"
        change = {"$unset": {field: ""}} if since is None else {"$min": {field: since}}
        self._contacts.update_one({"_id": record, "sealed": sealed}, change)

    def erase(self, record: str, session: Session) -> None:
        """Forget how to reach a person; a late card cannot bring it back."""
        self._contacts.replace_one({"_id": record}, {"_id": record, "erased": True}, upsert=True, session=session)

    def forget_versions(self) -> None:
        """Let every card be told again (rebuild): any version is then newer. Erased ones stay erased."""
        self._contacts.update_many({"erased": {"$ne": True}}, {"$set": {"version": Version(0, 0).as_json()}})
