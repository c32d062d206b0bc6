"""Versions of the authorization grid; each holds the content of its file."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from pymongo.client_session import ClientSession
from pymongo.database import Database

from chassis import outbox
from chassis.events import Event

Db = Database[dict[str, Any]]
Document = dict[str, Any]


def current(db: Db, today: date) -> Document | None:
    """The version in force: the latest date of effect that has come, the last loaded of that date."""
    rows = db["grids"].find({"effective": {"$lte": today.isoformat()}})
    return next(rows.sort([("effective", -1), ("number", -1)]).limit(1), None)


def current_name(db: Db, today: date) -> str | None:
    """Name of the version in force, without its content."""
    rows = db["grids"].find({"effective": {"$lte": today.isoformat()}}, {"_id": 0, "name": 1})
    row = next(rows.sort([("effective", -1), ("number", -1)]).limit(1), None)
    return str(row["name"]) if row else None


def named(session: ClientSession, db: Db, name: str) -> Document | None:
    """A version by its name."""
    return db["grids"].find_one({"_id": name}, session=session)


def next_number(session: ClientSession, db: Db) -> int:
    """Number for the version that is loaded next."""
    last = next(db["grids"].find({}, {"number": 1}, session=session).sort("number", -1).limit(1), None)
    return int(last["number"]) + 1 if last else 1


def put(session: ClientSession, db: Db, number: int, content: Mapping[str, Any], event: Event) -> None:
    """Keep a version and the event that tells it, in one document."""
    version = {"_id": content["name"], "number": number, **content}
    db["grids"].update_one(
        {"_id": content["name"]},
        {"$set": version, "$push": {"pending": {"$each": outbox.pending(event)}}},
        upsert=True,
        session=session,
    )
