"""The collection `record_keys`: one wrapped data key a record. Without its row, a record's files are noise."""

from pymongo import IndexModel
from pymongo.errors import DuplicateKeyError

from services.documents.store.connection import Database, Session

COLLECTION = "record_keys"
SPECS: dict[str, list[IndexModel]] = {COLLECTION: []}


def find(db: Database, record: str) -> bytes | None:
    """The wrapped data key of a record."""
    row = db[COLLECTION].find_one({"_id": record}, {"wrapped": 1})
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


def destroy(session: Session, db: Database, record: str) -> None:
    """Erase the key, and with it every file of the record wherever a copy of it may lie."""
    db[COLLECTION].delete_one({"_id": record}, session=session)
