"""Reads. Anyone's but the person's own is answered only when its trace is committed (architecture, section 5)."""

from chassis import outbox
from chassis.auth import Actor
from services.profile import announcements, errors
from services.profile.domain.decision import Professional
from services.profile.domain.profile import Profile
from services.profile.gate import Entered
from services.profile.parts import Parts
from services.profile.store import profiles


def show_profile(parts: Parts, actor: Actor, record: str) -> tuple[Entered, Profile]:
    """The profile, of which `entered.rights.reads` may be told (PRO-19). Raises NotFound and the gate's problems.

    What the trace says comes before the answer: without it on disk nothing is opened.
    """
    entered = parts.gate.enter(actor, record)
    if isinstance(entered.viewer, Professional) or entered.viewer.representative:
        outbox.add(parts.db, None, announcements.consulted(actor, entered))
    try:
        return entered, parts.vault.load(record)
    except profiles.Erased:
        raise errors.NotFound from None
