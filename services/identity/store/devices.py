"""Browsers that an account was opened in: only the hash of their secret is kept."""

from datetime import datetime

from services.identity.domain.devices import DEVICE_LIFE, Device
from services.identity.store import ClientSession, Database


def recognise(db: Database, session: ClientSession, account: str, device: Device, now: datetime) -> bool:
    """Note that the account is opened in this browser; False when it never was before."""
    known = db["devices"].find_one_and_update(
        {"_id": f"{account}:{device.secret_hash}"},
        {"$set": {"account": account, "label": device.label, "seen_at": now, "gone_at": now + DEVICE_LIFE}},
        upsert=True,
        session=session,
    )
    return known is not None


def forget(db: Database, session: ClientSession, account: str) -> None:
    """Forget every browser of an account."""
    db["devices"].delete_many({"account": account}, session=session)
