"""The events of the profile: which section, which entry, who and on what ground; never a word of what it says."""

from typing import Any

from chassis import events
from chassis.auth import Actor
from chassis.events import Event
from services.profile.domain.decision import Professional
from services.profile.domain.sections import Code
from services.profile.gate import Entered


def entry_event(name: str, actor: Actor, entered: Entered, code: Code, entry: str) -> Event:
    """`ProfileEntryAdded`, `ProfileEntryChanged` or `ProfileEntryRemoved`."""
    data = {"record": entered.record, "section": code.value, "entry": entry, **_on_what_ground(entered)}
    return events.new(f"profile.{name}", entered.record, data, actor=actor.as_event())


def section_declared(actor: Actor, entered: Entered, code: Code, nothing: bool) -> Event:
    """The person said that there is nothing to declare in a section, or took it back."""
    data = {"record": entered.record, "section": code.value, "nothing": nothing}
    return events.new("profile.ProfileSectionDeclared", entered.record, data, actor=actor.as_event())


def consulted(actor: Actor, entered: Entered) -> Event:
    """Somebody else is about to be given the sections they may read; a representative's read sends no mail (C-34)."""
    sections = sorted(code.value for code in entered.rights.reads)
    read = _on_what_ground(entered) or {"quiet": True}
    data = {"record": entered.record, "sections": sections, **read}
    return events.new("profile.ProfileConsulted", entered.record, data, actor=actor.as_event())


def export_contributed(export: str, record: str, sealed: str) -> Event:
    """What the profile holds of a person who takes everything away."""
    data = {"export": export, "record": record, "part": 1, "parts": 1, "sealed": sealed}
    return events.new("profile.ExportContributed", record, data)


def _on_what_ground(entered: Entered) -> dict[str, Any]:
    if not isinstance(entered.viewer, Professional):
        return {}
    ground = str(entered.rights.ground)
    return {"professional": entered.viewer.id, "ground": ground, "grid_version": entered.grid_version}
