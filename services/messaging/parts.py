"""What a process of this service works with, put together once at its start."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from chassis import mongo
from chassis.freshness import Freshness
from services.messaging import store
from services.messaging.files import Files
from services.messaging.gate import STREAM, Gate
from services.messaging.keyring import Keyring
from services.messaging.settings import MessagingSettings
from services.messaging.store import Database


def now() -> datetime:
    """The time, in UTC, to the millisecond that the database keeps."""
    moment = datetime.now(UTC)
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


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
        keyring=Keyring(db, settings.master_key),
        gate=Gate(db, Freshness(db, STREAM, settings.policy_max_age_s), now),
    )
