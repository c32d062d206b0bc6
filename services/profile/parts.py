"""What a process of this service works with, put together once at its start."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from chassis import mongo
from chassis.freshness import Freshness
from services.profile import store
from services.profile.gate import STREAM, Gate
from services.profile.settings import ProfileSettings
from services.profile.store import Database
from services.profile.vault import Vault


def now() -> datetime:
    """The time, in UTC, to the millisecond."""
    moment = datetime.now(UTC)
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


def instant(at: datetime) -> str:
    """A moment as contracts write it (RFC 3339, UTC)."""
    return at.isoformat(timespec="milliseconds").replace("+00:00", "Z")


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
    freshness = Freshness(db, STREAM, settings.policy_max_age_s)
    return Parts(settings, db, Vault(db, settings.master_key), Gate(db, freshness, now))
