"""What a process of this service works with, put together once at its start."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from chassis import mongo
from chassis.clock import now
from chassis.freshness import Freshness
from enforcement.keyring import keyring_of
from enforcement.knowledge import Knowledge
from enforcement.lanes import STREAM
from services.profile import store
from services.profile.gate import Gate
from services.profile.settings import ProfileSettings
from services.profile.store import Database
from services.profile.vault import Vault


@dataclass(frozen=True)
class Parts:
    """Handed to every action and query."""

    settings: ProfileSettings
    db: Database
    vault: Vault
    gate: Gate
    clock: Callable[[], datetime] = now


def assemble(settings: ProfileSettings) -> Parts:
    """Open what the settings name. Waits for the database."""
    db = mongo.connect(settings)
    store.prepare(db)
    knowledge = Knowledge(db, Freshness(db, STREAM, settings.policy_max_age_s))
    return Parts(settings, db, Vault(db, keyring_of(db, settings)), Gate(db, knowledge, now))
