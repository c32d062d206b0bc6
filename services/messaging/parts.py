"""What a process of this service works with, put together once at its start."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from chassis import mongo
from chassis.clock import now
from chassis.freshness import Freshness
from enforcement.keyring import Keyring, keyring_of
from enforcement.knowledge import Knowledge
from enforcement.lanes import STREAM
from services.messaging import store
from services.messaging.files import Files
from services.messaging.gate import Gate
from services.messaging.settings import MessagingSettings
from services.messaging.store import Database


@dataclass(frozen=True)
class Parts:
    """Handed to every action and query."""

    settings: MessagingSettings
    db: Database
    files: Files
    keyring: Keyring
    gate: Gate
    clock: Callable[[], datetime] = now


def assemble(settings: MessagingSettings) -> Parts:
    """Open what the settings name. Waits for the database; the object store is met at its first use."""
    db = mongo.connect(settings)
    store.prepare(db)
    return Parts(
        settings=settings,
        db=db,
        files=Files(settings),
        keyring=keyring_of(db, settings),
        gate=Gate(db, Knowledge(db, Freshness(db, STREAM, settings.policy_max_age_s)), now),
    )
