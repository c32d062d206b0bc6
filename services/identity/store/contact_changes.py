"""Addresses that wait for their proof: one per account, gone when over."""

from pymongo import ReturnDocument

from services.identity.domain.contact_changes import ContactChange
from services.identity.store import ClientSession, Database, Document


def start(db: Database, session: ClientSession, change: ContactChange) -> None:
    """Keep a change; the account's earlier one is dropped, with its code."""
    db["contact_changes"].delete_many({"account": change.account}, session=session)
    db["contact_changes"].insert_one(
        {
            "_id": change.id,
            "account": change.account,
            "channel": change.channel,
            "address_sealed": change.address_sealed,
            "code_hash": change.code_hash,
            "expires_at": change.expires_at,
            "tries": 0,
            "gone_at": change.expires_at,
        },
        session=session,
    )


def count_try(db: Database, change: str, account: str, most: int) -> ContactChange | None:
    """Count one try before judging it; None when the change is not this account's, or its tries are used up."""
    found: Document | None = db["contact_changes"].find_one_and_update(
        {"_id": change, "account": account, "tries": {"$lt": most}},
        {"$inc": {"tries": 1}},
        return_document=ReturnDocument.AFTER,
    )
    return None if found is None else _change(found)


def consume(db: Database, session: ClientSession, change: ContactChange) -> bool:
    """End a change that was proved; False when another request did so first."""
    return db["contact_changes"].delete_one({"_id": change.id}, session=session).deleted_count == 1


def forget(db: Database, session: ClientSession, account: str) -> None:
    """Forget what waits for an account."""
    db["contact_changes"].delete_many({"account": account}, session=session)


def _change(document: Document) -> ContactChange:
    return ContactChange(
        id=document["_id"],
        account=document["account"],
        channel=document["channel"],
        address_sealed=document["address_sealed"],
        code_hash=document["code_hash"],
        expires_at=document["expires_at"],
        tries=document["tries"],
    )
