"""A projection forgotten and told again by its owner, while everything runs."""

import uuid_utils

from chassis import events, outbox
from chassis.connection import Database
from enforcement.store import projections


def rebuild(point: str, db: Database, projection: str) -> None:
    """Forget a projection and ask its owner to tell it again; professionals wait meanwhile, patients do not."""
    projections.drop(db, projection)
    data = {"rebuild": str(uuid_utils.uuid7()), "projection": projection}
    outbox.add(db, None, events.new(f"{point}.RebuildRequested", "rebuild", data))
