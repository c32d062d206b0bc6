"""The profile service's settings."""

from dataclasses import dataclass

from enforcement.keyring import KeyringSettings


@dataclass(frozen=True, kw_only=True)
class ProfileSettings(KeyringSettings):
    """`MASTER_KEY` is 32 bytes in base64 and wraps the records' data keys."""

    policy_max_age_s: float = 5.0
    """How old the last news of consent may be before professionals are refused."""
