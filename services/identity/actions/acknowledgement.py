"""Waiting until every service that enforces the state of a record has applied it (CLO-06)."""

import time
from datetime import datetime

from chassis.events import Event, Version
from services.identity.domain.spaces import Space
from services.identity.parts import Parts
from services.identity.store import ClientSession, acknowledgements

_FIRST_PAUSE_S, _LONGEST_PAUSE_S = 0.005, 0.02


def note_applied(parts: Parts, session: ClientSession, event: Event, now: datetime) -> None:
    """A service enforces a state from now on."""
    version = Version.of(event.data["version"])
    acknowledgements.note(parts.db, session, event.data["record"], event.service, version, now)


def wait_until_enforced(parts: Parts, space: Space) -> bool:
    """Whether the state is enforced everywhere; False when some service has not said so in time."""
    settings = parts.settings
    version = Version(settings.version_epoch, space.number)
    end, pause_s = time.monotonic() + settings.acknowledgement_wait_s, _FIRST_PAUSE_S
    while not acknowledgements.reached(parts.db, space.record, settings.enforcement_points, version):
        if time.monotonic() >= end:
            return False
        time.sleep(pause_s)
        pause_s = min(pause_s * 2, _LONGEST_PAUSE_S)
    return True
