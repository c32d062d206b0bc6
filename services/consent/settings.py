"""Settings of consent, read from the environment by `chassis.settings.load`."""

from dataclasses import dataclass

from chassis.settings import ServiceSettings


@dataclass(frozen=True, kw_only=True)
class ConsentSettings(ServiceSettings):
    """What consent needs beyond every service's settings."""

    enforcement_points: tuple[str, ...] = ("documents",)
    """Services that must acknowledge a block before it is called effective (ACC-10)."""

    acknowledgement_wait_s: float = 2.0
    """Longest wait for those acknowledgements; then the answer says that the block is spreading."""
