"""The collection `record_keys`: one wrapped data key a record. Without its row, a record's messages are noise."""

from typing import Any

from pymongo.errors import DuplicateKeyError

from services.messaging.store.connection import Database, Session

COLLECTION = "record_keys"
SPECS: dict[str, list[Any]] = {COLLECTION: []}


def find(db: Database, record: str) -> bytes | None:
    """The wrapped data key of a record."""
    row = db[COLLECTION].find_one({"_id": record})
    return None if row is None else bytes(row["wrapped"])


def keep(db: Database, record: str, wrapped: bytes) -> bytes:
    """Keep a new wrapped key; if another process was faster, its key is the one. Returns the one that holds."""
    try:
        db[COLLECTION].insert_one({"_id": record, "wrapped": wrapped})
    except DuplicateKeyError:
        held = find(db, record)
        if held is None:
            raise
        return held
    return wrapped


def destroy(session: Session | None, db: Database, record: str) -> None:
    """Erase the key, and with it every message and attachment of the record wherever a copy may lie."""
    db[COLLECTION].delete_one({"_id": record}, session=session)
