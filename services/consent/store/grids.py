"""Versions of the authorization grid. Their content never changes: decisions of the past name them.

A version has a number once it was announced; it is in force from then on, until a later one is announced.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from chassis import outbox
from chassis.connection import Database, Document, Session
from chassis.events import Event

_LATEST = [("effective", -1), ("name", -1)]


def current(db: Database, session: Session | None = None) -> Document | None:
    """The version in force: the one announced last."""
    return db["grids"].find_one({"number": {"$gt": 0}}, sort=[("number", -1)], session=session)


def type_labels(db: Database) -> dict[str, str]:
    """French names of the types of documents, as the version in force has them."""
    shown = {"rows.type": 1, "rows.label": 1}
    row = db["grids"].find_one({"number": {"$gt": 0}}, shown, sort=[("number", -1)])
    return {each["type"]: each["label"] for each in row["rows"]} if row else {}


def current_name(db: Database) -> str | None:
    """Name of the version in force, without its content."""
    row = db["grids"].find_one({"number": {"$gt": 0}}, {"name": 1}, sort=[("number", -1)])
    return str(row["name"]) if row else None


def due(session: Session, db: Database, today: date) -> Document | None:
    """The latest version whose date has come, if it was not announced yet."""
    latest = db["grids"].find_one({"effective": {"$lte": today.isoformat()}}, sort=_LATEST, session=session)
    return latest if latest and latest["number"] == 0 else None


def all_versions(db: Database) -> list[Document]:
    """Name, dates and number of every version, the latest first."""
    shown = {"name": 1, "effective": 1, "source": 1, "number": 1, "decided": 1}
    return list(db["grids"].find({}, shown).sort(_LATEST))


def named(session: Session | None, db: Database, name: str) -> Document | None:
    """A version by its name."""
    return db["grids"].find_one({"_id": name}, session=session)


def put(session: Session, db: Database, content: Mapping[str, Any]) -> None:
    """Keep a version, not announced yet."""
    db["grids"].insert_one({"_id": content["name"], "number": 0, **content}, session=session)


def announce(session: Session, db: Database, name: str, number: int, event: Event) -> None:
    """Put a version in force, with the event that tells it, in one document."""
    change = {"$set": {"number": number}, "$push": {"pending": {"$each": outbox.pending(event)}}}
    db["grids"].update_one({"_id": name}, change, session=session)
