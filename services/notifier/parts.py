"""What every action works with, built once per process from the settings."""

from dataclasses import dataclass
from functools import lru_cache

from chassis.objects import ObjectStore
from services.notifier.errors import OutboxAway
from services.notifier.letters.paper import Paper
from services.notifier.sealed import Opener, Vault
from services.notifier.settings import NotifierSettings
from services.notifier.store import Database
from services.notifier.store.choices import Choices
from services.notifier.store.contacts import Contacts
from services.notifier.store.lots import Lots
from services.notifier.store.notices import Notices
from services.notifier.store.representations import Representations
from services.notifier.writing.message import Envelope


@dataclass(frozen=True)
class Parts:
    """The database and the keys, each wrapped in the one object that uses it."""

    db: Database
    settings: NotifierSettings
    contacts: Contacts
    representations: Representations
    notices: Notices
    choices: Choices
    lots: Lots
    paper: Paper
    letterbox: ObjectStore
    opener: Opener
    vault: Vault
    envelope: Envelope


@lru_cache(maxsize=4)
def assemble(db: Database, settings: NotifierSettings) -> Parts:
    """Read the keys and build the parts, once in a process. Raises OSError or ValueError for an unusable key."""
    return Parts(
        db=db,
        settings=settings,
        contacts=Contacts(db),
        representations=Representations(db),
        notices=Notices(db),
        choices=Choices(db),
        lots=Lots(db),
        paper=Paper(settings.public_url),
        letterbox=ObjectStore(settings, unavailable=OutboxAway),
        opener=Opener(settings.notifier_private_key),
        vault=Vault(settings.contact_key),
        envelope=Envelope(settings.mail_from, settings.public_url, settings.sms_domain),
    )
