"""Settings of consent, read from the environment by `chassis.settings.load`."""

from dataclasses import dataclass
from pathlib import Path

from chassis.settings import ServiceSettings


@dataclass(frozen=True, kw_only=True)
class ConsentSettings(ServiceSettings):
    """What consent needs beyond every service's settings."""

    enforcement_points: tuple[str, ...] = ("documents",)
    """Services that must acknowledge a block before it is called effective (ACC-10)."""

    acknowledgement_wait_s: float = 2.0
    """Longest wait for those acknowledgements; then the answer says that the block is spreading."""

    history_signing_key: Path
    """PEM, Ed25519: signs the checkpoints of the histories (HIS-07). Read by the worker and the commands only."""

    history_checkpoint_s: float = 86_400.0
    """Length of the periods, counted from 1970 in UTC, at the beginning of which a checkpoint is published."""
