"""What every action works with, built once per process from the settings."""

from dataclasses import dataclass
from datetime import timedelta

from services.identity.deliveries import Deliveries
from services.identity.keyring import Keyring
from services.identity.passwords import Passwords
from services.identity.pro_sante_connect import ProSanteConnect
from services.identity.settings import IdentitySettings
from services.identity.store import Database
from services.identity.tokens import TokenSigner


@dataclass(frozen=True)
class Parts:
    """The database and the keys, each wrapped in the one object that uses it."""

    db: Database
    settings: IdentitySettings
    keyring: Keyring
    passwords: Passwords
    deliveries: Deliveries
    tokens: TokenSigner
    provider: ProSanteConnect

    @property
    def opposition_delay(self) -> timedelta:
        """How long a person has to oppose, from the notification (C-01)."""
        return timedelta(days=self.settings.opposition_delay_days)

    @property
    def code_life(self) -> timedelta:
        """How long a provisional code lives, from the notification (ACT-19)."""
        return timedelta(days=self.settings.provisional_code_days)

    @property
    def postal_allowance(self) -> timedelta:
        """How long a letter is taken to travel (C-02)."""
        return timedelta(days=self.settings.postal_allowance_days)


def assemble(db: Database, settings: IdentitySettings) -> Parts:
    """Read the keys and build the parts. Raises OSError or ValueError when a key cannot be used."""
    return Parts(
        db=db,
        settings=settings,
        keyring=Keyring(settings.nir_key, settings.nir_hash_key, settings.code_hash_key),
        passwords=Passwords(settings.hashing_slots),
        deliveries=Deliveries(settings.notifier_public_key),
        tokens=TokenSigner(settings.signing_key, settings.public_url),
        provider=ProSanteConnect(settings),
    )
