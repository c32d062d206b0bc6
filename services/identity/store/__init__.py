"""MongoDB: the only importer of pymongo in this service. One module per collection or two that change together.

`RELAYED` names the collections whose documents carry events in `pending`; the relay reads it.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from pymongo import ASCENDING, DESCENDING, IndexModel

from chassis import mongo, outbox
from chassis import sessions as ended_sessions
from chassis.connection import Database, Document
from chassis.connection import Session as ClientSession

RELAYED = ("outbox", "persons", "families", "logins", "desk_lookups")

__all__ = ["RELAYED", "ClientSession", "Database", "Document", "prepare"]


def _index(*fields: str, **options: Any) -> IndexModel:
    return IndexModel([(f.lstrip("-"), DESCENDING if f.startswith("-") else ASCENDING) for f in fields], **options)


def _gone_after(field: str) -> IndexModel:
    return _index(field, expireAfterSeconds=0)


_COLLECTIONS: Mapping[str, Sequence[IndexModel]] = {
    "outbox": [outbox.INDEX],
    "persons": [
        outbox.INDEX,
        _index("nir_index", unique=True),
        _index("traits_index"),
        # Invitations of one import, and the spaces whose delay has run out (OPS-06).
        _index("import", "space.state", "invitable"),
        _index("space.state", "invitation.delivery", "space.deadline"),
        # The next persons of a wave, and those of a wave whom their invitation did not reach.
        _index("space.state", "invitable", "scheme"),
        _index(
            "invitation.wave",
            "invitation.delivery",
            partialFilterExpression={"invitation.delivery": "failed"},
        ),
        _index("parents", sparse=True),
        # Minors, by the instant they come of age (MIN-23).
        _index("comes_of_age_at", sparse=True),
        # Closed spaces, whose retention runs (CLO-10).
        _index("space.closure.closed_at", sparse=True),
    ],
    "families": [
        outbox.INDEX,
        _index("representatives.account"),
        _index("invitation.invited", sparse=True),
        _index("invitation.id", sparse=True),
        _index("invitation.asked_at", partialFilterExpression={"invitation.addressed": False}),
    ],
    "accounts": [
        _index("identifier_key", unique=True),
        _index("record", unique=True, partialFilterExpression={"record": {"$type": "string"}}),
        _index("professional", unique=True, partialFilterExpression={"professional": {"$type": "string"}}),
    ],
    "professionals": [_index("rpps", unique=True), _index("entry.active", "seen")],
    "directory_lines": [_index("import", "rpps", "order"), _gone_after("gone_at")],
    "organisations": [_index("entry.scheme", "entry.number", unique=True)],
    "machine_accounts": [_index("organisation", "created_at")],
    "assertions": [_gone_after("gone_at")],
    "federations": [_gone_after("gone_at")],
    "tickets": [_gone_after("gone_at"), _index("record")],
    "logins": [outbox.INDEX, _gone_after("gone_at"), _index("account")],
    "sessions": [_index("secret_hash", unique=True), _index("account", "ended_at"), _gone_after("gone_at")],
    "devices": [_gone_after("gone_at"), _index("account")],
    "contact_changes": [_gone_after("gone_at"), _index("account", unique=True)],
    "desk_calls": [_gone_after("gone_at"), _index("record")],
    "desk_lookups": [
        outbox.INDEX,
        _gone_after("gone_at"),
        _index("agent", "-at"),
        _index("-at"),
        _index("record", sparse=True),
    ],
    "identity_changes": [_index("state", "proposed_at"), _index("record")],
    "limits": [_gone_after("gone_at")],
    "code_requests": [_index("asked_at")],
    "imports": [_index("-started_at", "-_id"), _index("state", "lease_until")],
    "import_errors": [_index("import", "line", "_id")],
    # What a running import said of parents and children (MIN-08).
    "attachments": [_index("import", "parent")],
    "waves": [_index("-starts_on", "-_id"), _index("ends_on")],
    "access_counts": [],
    "wave_days": [_index("wave", "day")],
    "rebuilds": [_index("asked_at")],
    "erasures": [_index("record", "-asked_at"), _index("-asked_at", "-_id"), _index("done_at")],
    "returns": [_gone_after("gone_at"), _index("account")],
    "acknowledgements": [_gone_after("gone_at")],
    **ended_sessions.SPECS,
}


def prepare(db: Database) -> None:
    """Create what is missing of the collections and indexes; may run any number of times."""
    mongo.ensure_collections(db, _COLLECTIONS)
