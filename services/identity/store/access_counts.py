"""How many spaces are in each state, counted now and then: counting 69 millions at each look would cost too much."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from services.identity.domain.spaces import State
from services.identity.store import Database, Document

_LAST = "last"


@dataclass(frozen=True)
class Counted:
    """Spaces by state at an instant, those whose person refuses them among them, and how long counting took."""

    at: datetime
    took: timedelta
    by_state: dict[State, int]
    opposed: int


def by_state(db: Database) -> dict[State, int]:
    """Count persons by the state of their space, from the index alone."""
    return {state: db["persons"].count_documents({"space.state": state.value}) for state in State}


def opposed(db: Database) -> int:
    """Count oppositions in force: spaces never created, and those closed because they had been (C-03)."""
    closed = {"space.state": State.CLOSED.value, "space.opposition.withdrawn_at": {"$type": "null"}}
    return db["persons"].count_documents({"space.state": State.OPPOSED.value}) + db["persons"].count_documents(closed)


def keep(db: Database, counted: Counted) -> None:
    """Keep the last count."""
    document = {
        "at": counted.at,
        "took_s": counted.took.total_seconds(),
        "by_state": {state.value: count for state, count in counted.by_state.items()},
        "opposed": counted.opposed,
    }
    db["access_counts"].update_one({"_id": _LAST}, {"$set": document}, upsert=True)


def last(db: Database) -> Counted | None:
    """The last count, None before the first."""
    found: Document | None = db["access_counts"].find_one({"_id": _LAST})
    # One kept before oppositions were counted apart is counted again.
    if found is None or "opposed" not in found:
        return None
    counts = {State(name): int(count) for name, count in found["by_state"].items()}
    return Counted(found["at"], timedelta(seconds=found["took_s"]), counts, found["opposed"])
