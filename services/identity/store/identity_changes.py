"""Corrections of identities: proposed by one agent, decided by another."""

from datetime import datetime

from services.identity.domain.desk import CHANGE_LIFE, ChangeState, Field, IdentityChange
from services.identity.store import ClientSession, Database, Document


def propose(db: Database, session: ClientSession, change: IdentityChange) -> None:
    """Keep a correction that waits for a second agent."""
    document = {name: value for name, value in vars(change).items() if name != "id"}
    db["identity_changes"].insert_one(
        {"_id": change.id, **document, "field": change.field.value, "state": change.state.value}, session=session
    )


def find(db: Database, change: str, session: ClientSession | None = None) -> IdentityChange | None:
    """The correction with this id."""
    found: Document | None = db["identity_changes"].find_one({"_id": change}, session=session)
    return None if found is None else _change(found)


def waiting(db: Database, now: datetime, limit: int) -> list[IdentityChange]:
    """Corrections that still wait, the oldest first."""
    query = {"state": ChangeState.PENDING.value, "proposed_at": {"$gt": now - CHANGE_LIFE}}
    return [_change(found) for found in db["identity_changes"].find(query).sort("proposed_at").limit(limit)]


def decide(db: Database, session: ClientSession, decided: IdentityChange) -> bool:
    """Write a decision; False when another came first. What was proposed is not needed any more."""
    written = db["identity_changes"].update_one(
        {"_id": decided.id, "state": ChangeState.PENDING.value},
        {
            "$set": {
                "state": decided.state.value,
                "decided_by": decided.decided_by,
                "decided_at": decided.decided_at,
                "value_sealed": b"",
            }
        },
        session=session,
    )
    return written.matched_count == 1


def _change(document: Document) -> IdentityChange:
    fields = {name: value for name, value in document.items() if name not in ("_id", "field", "state")}
    return IdentityChange(
        id=document["_id"], field=Field(document["field"]), state=ChangeState(document["state"]), **fields
    )
