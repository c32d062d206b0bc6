"""The public keys that signed exports; none is ever removed, for what they signed is in people's hands."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from pymongo import IndexModel

from chassis.connection import Database

COLLECTION = "export_keys"
SPECS: dict[str, list[IndexModel]] = {COLLECTION: []}


def keep(db: Database, jwk: Mapping[str, Any], at: datetime) -> None:
    """Publish a key, once, before anything it signed leaves."""
    db[COLLECTION].update_one({"_id": jwk["kid"]}, {"$setOnInsert": {"jwk": dict(jwk), "since": at}}, upsert=True)


def published(db: Database) -> list[dict[str, Any]]:
    """All of them (JWK), oldest first."""
    return [row["jwk"] for row in db[COLLECTION].find().sort("since", 1)]
