"""The browser a session was opened in, as far as its owner would recognise it. Pure."""

from dataclasses import dataclass
from datetime import timedelta

# Browsers keep a cookie 400 days at most (RFC 6265bis); what is not seen for so long is a new device.
DEVICE_LIFE = timedelta(days=400)


@dataclass(frozen=True)
class Device:
    """A browser: the hash of the random secret in its cookie, and words such as « Firefox sur Windows »."""

    secret_hash: str
    label: str


def device_label(browser: str | None, system: str | None) -> str:
    """The words for a device: what is known of it, in French."""
    if browser and system:
        return f"{browser} sur {system}"
    return browser or system or "Appareil inconnu"
