"""The register of organisations, as identity told it: a projection like those of every enforcement point."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from pymongo import IndexModel

from chassis.connection import Database, Session
from enforcement.store import projections

COLLECTION = "organisations"
SPECS: dict[str, list[IndexModel]] = {COLLECTION: []}


class Listed(NamedTuple):
    """An organisation as the register lists it."""

    name: str
    kind: str
    active: bool


def tell(session: Session, db: Database, told: Mapping[str, Any]) -> None:
    """Apply an entry, if newer."""
    entry = {name: told[name] for name in ("name", "kind", "active")}
    projections.tell(session, db, COLLECTION, told["organisation"], entry, told["version"])


def find(db: Database, organisation: str) -> Listed | None:
    """What identity's register said of an organisation; None when nothing was heard."""
    row = db[COLLECTION].find_one({"_id": organisation})
    return None if row is None else Listed(row["name"], row["kind"], row["active"])


def kinds(db: Database) -> dict[str, str]:
    """The kind of every organisation known."""
    return {row["_id"]: str(row["kind"]) for row in db[COLLECTION].find({}, {"kind": 1})}
