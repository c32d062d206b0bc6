"""Settings of consent, read from the environment by `chassis.settings.load`."""

from dataclasses import dataclass, field
from pathlib import Path

from chassis.settings import ServiceSettings


@dataclass(frozen=True, kw_only=True)
class ConsentSettings(ServiceSettings):
    """What consent needs beyond every service's settings."""

    enforcement_points: tuple[str, ...]
    """Services that must acknowledge a block before it is called effective (ACC-10)."""

    acknowledgement_wait_s: float = 2.0
    """Longest wait for those acknowledgements; then the answer says that the block is spreading."""

    history_signing_key: Path
    """PEM, Ed25519: signs the checkpoints of the histories (HIS-07). Read by the worker and the commands only."""

    history_checkpoint_s: float = 86_400.0
    """Length of the periods, counted from 1970 in UTC, at the beginning of which a checkpoint is published."""

    emergency_key: bytes = field(repr=False)
    """32 bytes, base64: seals what professionals write about a person when they open a record in an emergency."""

    emergency_minutes: int = 60
    """How long an emergency access opens a record (EMG-11)."""

    emergency_records_per_hour: int = 10
    """From how many records in an hour one professional's emergency accesses are raised."""

    emergency_tries_per_hour: int = 20
    """More requests than this in an hour are refused, and raised."""

    emergency_tries_per_day: int = 30
    """From how many requests in a day they are raised."""

    emergency_regulator_factor: int = 5
    """How many times as much is usual for a regulating doctor."""

    emergency_care_within_h: int = 72
    """An emergency access not followed by a care relation within these hours is raised."""
