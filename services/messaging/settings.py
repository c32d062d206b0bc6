"""What the messaging service reads from the environment, and nothing else does."""

from dataclasses import dataclass

from chassis.objects import ObjectStoreSettings
from enforcement.keyring import KeyringSettings


@dataclass(frozen=True, kw_only=True)
class MessagingSettings(ObjectStoreSettings, KeyringSettings):
    """`MASTER_KEY` is 32 bytes in base64 and wraps the records' data keys."""

    attachment_max_bytes: int = 5 * 2**20
    """Of each attached file, inclusive (C-32): what is larger could never be added to the documents."""
    policy_max_age_s: float = 5.0
    """How old the last news of consent may be before professionals are refused."""
    orphan_age_s: int = 3600
    """An object without a message is an upload in progress until then, an orphan afterwards."""
